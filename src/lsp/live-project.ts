import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckRequest } from '../check.js';
import { concernsProject, isContentAlone } from '../commands/watched-paths.js';
import { glance } from '../glance.js';
import { UserError } from '../model/errors.js';
import type { Format } from '../model/format.js';
import type { Report } from '../model/report.js';
import { WatchedProject } from '../watched-project.js';
import { Buffers } from './buffers.js';
import type { Judged } from './diagnostics.js';
import type { Opened } from './open-request.js';
import { Turns } from './turns.js';

/** What a project tells, and asks of, those around it. */
export interface Surroundings {
  /** Reads listing and configuration; throws a UserError where they are broken. */
  readonly open: (buffers: Buffers) => Promise<Opened>;
  /** Something new is known of an open document. */
  readonly onJudged: (document: TextDocument, judged: Judged) => void;
  /** The configuration is broken, or (null) it is not any more. */
  readonly onFault: (fault: UserError | null) => void;
  /** Another state of the files is known; `request` is undefined while it cannot be read. */
  readonly onListing: (request: CheckRequest | undefined, changed: ReadonlySet<string>) => void;
  readonly onWarnings: (warnings: readonly string[]) => void;
  /** Something went wrong that should not. */
  readonly onDefect: (error: unknown) => void;
  /** The whole project is read; gives where to tell how far that is. */
  readonly onStart: () => { update(done: number, total: number): void; end(): void };
}

/**
 * One root with the documents that are open in it: judged anew whenever a document or a file changes, what has changed
 * meanwhile all at once.
 */
export class LiveProject {
  readonly root: string;
  readonly #surroundings: Surroundings;
  readonly #buffers: Buffers;
  readonly #turns: Turns;
  /** First looks at documents, while the project is read. */
  readonly #glances: Turns;
  readonly #judged = new Map<string, Judged>();
  #edited = new Set<string>();
  #onDisk = new Set<string>();
  /** Documents without a first look at what they hold now. */
  #unseen = new Set<string>();
  /** What has changed since the configuration was broken. */
  #unread = new Set<string>();
  #fault: UserError | null = null;
  #request: CheckRequest | undefined;
  #project: WatchedProject | undefined;
  #isClosed = false;

  constructor(root: string, formats: readonly Format[], surroundings: Surroundings) {
    this.root = root;
    this.#buffers = new Buffers(root, formats);
    this.#surroundings = surroundings;
    this.#turns = new Turns(() => this.#judge(), surroundings.onDefect);
    this.#glances = new Turns(() => this.#glance(), surroundings.onDefect);
  }

  get documents(): ReadonlyMap<string, TextDocument> {
    return this.#buffers.documents;
  }

  /** The latest that is known; undefined before the first listing. */
  get request(): CheckRequest | undefined {
    return this.#request;
  }

  show(path: string, document: TextDocument): void {
    this.#buffers.documents.set(path, document);
    this.#note(path, 'soon');
  }

  edit(path: string): void {
    this.#note(path, 'when quiet');
  }

  hide(path: string): void {
    this.#buffers.documents.delete(path);
    this.#judged.delete(path);
    this.#edited.add(path);
    this.#turns.ask('when quiet');
  }

  changeOnDisk(paths: Iterable<string>): void {
    for (const path of paths) this.#onDisk.add(path);
    if (this.#onDisk.size > 0) this.#turns.ask('when quiet');
  }

  /** What is known of an open document as it is now. While the project is read for the first time, what is known until then. */
  async judged(path: string): Promise<Judged | undefined> {
    await (this.#project === undefined ? this.#glances : this.#turns).end();
    const judged = this.#judged.get(path);
    return judged?.version === this.#buffers.documents.get(path)?.version ? judged : undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#turns.stop();
    this.#glances.stop();
    this.#project?.close();
  }

  #note(path: string, when: 'soon' | 'when quiet'): void {
    this.#edited.add(path);
    this.#turns.ask(when);
    if (this.#project !== undefined) return;
    this.#unseen.add(path);
    this.#glances.ask(when);
  }

  /** True if there was something to do. */
  async #judge(): Promise<boolean> {
    const [edited, onDisk] = [this.#edited, this.#onDisk];
    if (this.#isClosed || edited.size + onDisk.size === 0) return false;
    if (this.#project === undefined && this.#fault !== null && onDisk.size === 0) return false;
    [this.#edited, this.#onDisk] = [new Set(), new Set()];
    try {
      if (this.#project === undefined) await this.#start();
      else await this.#update(this.#project, { edited, onDisk });
    } catch (error) {
      if (error instanceof UserError) this.#refuse(error);
      else this.#startAnew(error);
    }
    return true;
  }

  async #start(): Promise<void> {
    const opened = await this.#surroundings.open(this.#buffers);
    this.#accept(opened, new Set());
    await this.#glances.end();
    await this.#openProject(opened);
    this.#tell(this.#project?.report());
  }

  async #openProject({ request, cache: open }: Opened): Promise<void> {
    const progress = this.#surroundings.onStart();
    try {
      const cache = await open();
      const onProgress = progress.update.bind(progress);
      const project = await WatchedProject.open({ ...request, cache, onProgress });
      this.#surroundings.onWarnings(cache?.save() ?? []);
      if (this.#isClosed) project.close();
      else this.#project = project;
    } finally {
      progress.end();
    }
  }

  async #update(
    project: WatchedProject,
    { edited, onDisk }: { readonly edited: ReadonlySet<string>; readonly onDisk: ReadonlySet<string> },
  ): Promise<void> {
    const taken = [...edited].map((path) => [path, this.#buffers.take(path)] as const);
    const changed = new Set(taken.flatMap(([path, what]) => (what === 'nothing' ? [] : [path])));
    const saved = [...onDisk].filter((path) => concernsProject(path, project, this.root));
    const others = new Set(saved.filter((path) => !isContentAlone(path, project, this.root)));
    for (const path of saved) if (!this.#buffers.contents.has(path) || others.has(path)) changed.add(path);
    if (others.size > 0 || taken.some(([, what]) => what === 'listing')) await this.#reopen(project, changed);
    else if (changed.size > 0) await project.refresh(changed);
    if (!this.#isClosed) this.#tell(this.#project?.report());
  }

  /** Listing and configuration are read again; while they are broken, the last good ones hold. */
  async #reopen(project: WatchedProject, changed: ReadonlySet<string>): Promise<void> {
    const opened = await this.#openAgain(changed);
    if (opened === undefined) {
      await project.refresh(changed);
      return;
    }
    const all = new Set([...changed, ...this.#unread]);
    this.#unread = new Set();
    if (!(await project.replace(opened.request, all))) {
      project.close();
      this.#project = undefined;
      await this.#openProject(opened);
    }
    this.#accept(opened, all);
  }

  async #openAgain(changed: ReadonlySet<string>): Promise<Opened | undefined> {
    try {
      return await this.#surroundings.open(this.#buffers);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const path of changed) this.#unread.add(path);
      this.#refuse(error);
      return undefined;
    }
  }

  #accept({ request, warnings }: Opened, changed: ReadonlySet<string>): void {
    this.#request = request;
    this.#fault = null;
    this.#surroundings.onFault(null);
    this.#surroundings.onWarnings(warnings);
    this.#surroundings.onListing(request, changed);
  }

  #refuse(fault: UserError): void {
    this.#fault = fault;
    this.#surroundings.onFault(fault);
    this.#surroundings.onListing(this.#request, new Set());
  }

  /** A defect must not end the editor's help: all is read again with the next change. */
  #startAnew(error: unknown): void {
    this.#project?.close();
    this.#project = undefined;
    this.#surroundings.onDefect(error);
  }

  /** True if there was a document to look at. */
  async #glance(): Promise<boolean> {
    const request = this.#request;
    if (request === undefined || !this.#isReading() || this.#unseen.size === 0) return false;
    const paths = [...this.#unseen].filter((path) => this.#buffers.documents.has(path));
    this.#unseen = new Set();
    for (const path of paths) this.#buffers.take(path);
    const report = await glance(request, paths);
    if (this.#isReading()) this.#tell(report, paths);
    return true;
  }

  /** True while not all is known yet. */
  #isReading(): boolean {
    return this.#project === undefined && !this.#isClosed;
  }

  /** Only of texts that are still what was judged: of the others more is to come. */
  #tell(report: Report | undefined, paths: Iterable<string> = this.#buffers.documents.keys()): void {
    if (report === undefined) return;
    for (const path of paths) {
      const document = this.#buffers.documents.get(path);
      const snapshot = this.#buffers.current(path);
      if (document === undefined || snapshot === undefined) continue;
      const judged: Judged = { ...snapshot, ...ofPath(report, path) };
      this.#judged.set(path, judged);
      this.#surroundings.onJudged(document, judged);
    }
  }
}

function ofPath({ findings, skips, failures }: Report, path: string): Pick<Judged, 'findings' | 'gaps'> {
  const isOwn = (item: { readonly path: string | null }): boolean => item.path === path;
  return {
    findings: findings.filter(isOwn),
    gaps: [
      ...failures.filter(isOwn).map(({ reason }) => ({ reason, isFailure: true })),
      ...skips.filter(isOwn).map(({ reason }) => ({ reason, isFailure: false })),
    ],
  };
}
