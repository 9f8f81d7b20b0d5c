import type { CheckRequest } from './check.js';
import { collect } from './facts/collect.js';
import type { KnownFindings } from './findings/findings.js';
import { createExtraction, type Extraction } from './facts/extraction.js';
import type { FileFacts } from './facts/file-facts.js';
import type { Job } from './facts/job.js';
import { loadFormats } from './formats/formats.js';
import { policyOf } from './judge-project.js';
import { Judgement } from './judge/judgement.js';
import type { Format } from './model/format.js';
import type { Report } from './model/report.js';
import type { Source } from './model/source.js';
import { planJobs, type Plan } from './plan.js';
import type { Change } from './project/project-index.js';
import { reportProject } from './report-project.js';

/** A project whose judgement is kept up to date while files change. */
export class WatchedProject {
  #request: CheckRequest;
  #plan: Plan;
  readonly #formats: readonly Format[];
  readonly #extraction: Extraction;
  readonly #judgement: Judgement;
  readonly #files = new Map<string, FileFacts>();
  /** Of the present configuration. */
  #findings: KnownFindings = new Map();

  private constructor(request: CheckRequest, formats: readonly Format[], extraction: Extraction) {
    this.#request = request;
    this.#formats = formats;
    this.#extraction = extraction;
    this.#plan = planJobs({ ...request, formats, isWhole: true });
    this.#judgement = new Judgement({
      source: currentSource(() => this.#request.source),
      rules: request.rules,
      policy: this.#policy(),
      describe: (path) => this.#plan.describe(path),
      recording: 'everything',
    });
  }

  static async open(request: CheckRequest): Promise<WatchedProject> {
    const extraction = await createExtraction({
      rules: request.rules,
      maxFileSize: request.configuration.run.maxFileSize,
    });
    const project = new WatchedProject(request, await loadFormats(), extraction);
    const { jobs } = project.#plan;
    const changed = await project.#collect(jobs, (done) => request.onProgress?.(done, jobs.length));
    project.#judgement.update({ changed, removed: [], others: [] });
    return project;
  }

  report(): Report {
    const files = this.#plan.jobs.flatMap((job) => this.#files.get(job.path) ?? []);
    return reportProject(this.#request, {
      plan: this.#plan,
      files,
      judgement: this.#judgement,
      known: this.#findings,
    });
  }

  /** True of a file that is judged. */
  isJudged(path: string): boolean {
    return this.#files.has(path);
  }

  /** True of a path that was listed, judged or not. */
  isListed(path: string): boolean {
    return this.#request.source.kind(path) !== undefined;
  }

  isIgnored(path: string): boolean {
    return this.#request.source.isIgnored(path);
  }

  /** Judges what the new contents of known files touch. */
  async refresh(paths: ReadonlySet<string>): Promise<void> {
    const jobs = this.#plan.jobs.filter(({ path }) => paths.has(path));
    this.#judgement.update({ changed: await this.#collect(jobs), removed: [], others: [] });
  }

  /**
   * Takes over another state of the project: files came or went, or what is no code has changed. `paths` are the files
   * with other contents, as far as that is known. False if the rules are others: the project must then be opened anew.
   */
  async replace(request: CheckRequest, paths: ReadonlySet<string>): Promise<boolean> {
    const before = { request: this.#request, plan: this.#plan };
    if (!isSame(identities(request), identities(before.request))) return false;
    this.#request = request;
    this.#findings = new Map();
    this.#plan = planJobs({ ...request, formats: this.#formats, isWhole: true });
    const oldJobs = new Map(before.plan.jobs.map((job) => [job.path, job]));
    const newJobs = new Set(this.#plan.jobs.map(({ path }) => path));
    const hasOtherContent = (path: string): boolean => {
      const blob = request.source.blob(path);
      return paths.has(path) || (blob !== undefined && blob !== this.#files.get(path)?.id);
    };
    const jobs = this.#plan.jobs.filter((job) => !isSame(job, oldJobs.get(job.path)) || hasOtherContent(job.path));
    const removed = [...oldJobs.keys()].filter((path) => !newJobs.has(path));
    for (const path of removed) this.#files.delete(path);
    const hasNewPolicy = !isSame(request.configuration.policy, before.request.configuration.policy);
    this.#judgement.update({
      changed: await this.#collect(jobs),
      removed,
      others: listingChanges(before.request, request, paths),
      ...(hasNewPolicy ? { policy: this.#policy() } : {}),
    });
    return true;
  }

  close(): void {
    this.#extraction.close();
  }

  async #collect(jobs: readonly Job[], onProgress?: (done: number) => void): Promise<FileFacts[]> {
    const { source, rules, configuration, cache } = this.#request;
    const files = await collect({
      jobs,
      rules,
      extraction: this.#extraction,
      maxFileSize: configuration.run.maxFileSize,
      read: (path) => source.read(path),
      // What is saved again and again while somebody writes is not worth keeping.
      ...(onProgress === undefined
        ? {}
        : { blob: (path: string) => source.blob(path), store: cache?.facts ?? null, isHeld: true, onProgress }),
    });
    for (const file of files) this.#files.set(file.path, file);
    return files;
  }

  #policy(): ReturnType<typeof policyOf> {
    return policyOf({ ...this.#request, isWhole: true });
  }
}

/** Of plain data. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function identities({ rules }: CheckRequest): unknown {
  return rules.map(({ id, revision }) => [id, revision]);
}

/** What came, went, or is known to have changed, whether or not a format claims it. */
function listingChanges(before: CheckRequest, after: CheckRequest, paths: ReadonlySet<string>): Change[] {
  const [old, now] = [before, after].map(({ listing }) => new Set(listing.files.map(({ path }) => path)));
  const changes: Change[] = [];
  for (const path of old ?? []) if (now?.has(path) !== true) changes.push({ path, kind: 'removed' });
  for (const path of now ?? []) {
    if (old?.has(path) !== true) changes.push({ path, kind: 'added' });
    else if (paths.has(path)) changes.push({ path, kind: 'changed' });
  }
  return changes;
}

/** Answers from whatever source stands for the present state. */
function currentSource(current: () => Source): Source {
  return {
    list: () => current().list(),
    blob: (path) => current().blob(path),
    read: (path) => current().read(path),
    kind: (path) => current().kind(path),
    realPath: (path) => current().realPath(path),
    entries: (path) => current().entries(path),
    text: (path) => current().text(path),
    isIgnored: (path) => current().isIgnored(path),
    ignoreBasis: () => current().ignoreBasis(),
  };
}
