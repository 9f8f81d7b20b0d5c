import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { CheckRequest } from '../check.js';
import { countText, formatCount } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { displayScore } from '../model/score-display.js';
import { safeText } from '../model/terminal-text.js';
import { watchFolders, type FolderWatch } from '../sources/folder-watch.js';
import { WatchedProject } from '../watched-project.js';
import { projectCache, requestOf, warn, type CheckOptions } from './check.js';
import { openProject } from './project.js';
import { createProgress } from './progress.js';
import type { ExitCode, Terminal } from './terminal.js';
import { concernsProject, foldersOf, isContentAlone, newFoldersAt, watchFault } from './watched-paths.js';
import { readDestinations, writeReport } from './write-report.js';

/** `compliance check --watch`: judges what every save touches, until it is stopped. */
export async function watchCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  if (options.stdinFilename !== undefined) throw new UserError('--watch looks at files, not at standard input.');
  const session = await Session.open(terminal, paths, options);
  return session.watch();
}

/** A watched project, and what was last said of it. */
class Session {
  readonly #terminal: Terminal;
  readonly #open: () => Promise<CheckRequest>;
  readonly #write: (report: Report) => Promise<void>;
  #project: WatchedProject;
  #request: CheckRequest;
  #report: Report;
  /** What has changed while something else was being judged. */
  #waiting = new Set<string>();
  #isBusy = false;
  /** What has changed and could not be judged, because the configuration is broken. */
  #unjudged = new Set<string>();
  /** Folders that hold no listed file yet. */
  readonly #newFolders = new Set<string>();
  /** Files that this run itself writes. */
  readonly #outputs: ReadonlySet<string>;

  private constructor(
    terminal: Terminal,
    opened: { request: CheckRequest; project: WatchedProject; report: Report },
    how: {
      open: () => Promise<CheckRequest>;
      write: (report: Report) => Promise<void>;
      outputs: ReadonlySet<string>;
    },
  ) {
    this.#terminal = terminal;
    this.#project = opened.project;
    this.#request = opened.request;
    this.#report = opened.report;
    this.#open = how.open;
    this.#write = how.write;
    this.#outputs = how.outputs;
  }

  static async open(terminal: Terminal, paths: readonly string[], options: CheckOptions): Promise<Session> {
    const first = await openProject(terminal, { paths, options });
    await warn(terminal, [...first.listing.warnings, ...first.configuration.warnings]);
    const destinations = await readDestinations(options.format ?? first.configuration.run.format, {
      from: options.format === undefined ? first.root : terminal.cwd,
      isTrusted: options.format !== undefined || first.isTrusted,
    });
    const cache = await projectCache(terminal, first, options);
    const progress = createProgress(terminal.err, () => performance.now());
    const request: CheckRequest = {
      ...(await requestOf(terminal, first, { selected: paths, options })),
      cache,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    };
    const project = await WatchedProject.open(request);
    await progress.end();
    await warn(terminal, cache?.save() ?? []);
    const report = project.report();
    const { sourceUrl, sarifSuppressions: withSuppressed } = options;
    await writeReport(report, { destinations, terminal, sourceUrl, withSuppressed });
    const files = destinations.filter(({ file }) => file !== null);
    return new Session(
      terminal,
      { request, project, report },
      {
        open: async () =>
          requestOf(terminal, await openProject(terminal, { paths, options }), { selected: paths, options }),
        outputs: new Set(files.flatMap(({ file }) => (file === null ? [] : [relative(first.root, file)]))),
        write: (next) => writeReport(next, { destinations: files, terminal, sourceUrl, withSuppressed }),
      },
    );
  }

  /** Never ends by itself; rejects where the system cannot watch. */
  async watch(): Promise<never> {
    const { root } = this.#request;
    const failure = new Promise<never>((_, reject) => {
      const watch = watchFolders({
        root,
        onChange: (paths) => {
          for (const path of paths) this.#waiting.add(path);
          void this.#settle(watch).catch(reject);
        },
        onError: (error) => {
          watch.close();
          reject(watchFault(error));
        },
      });
      watch.follow(foldersOf(this.#request));
    });
    const { files } = this.#report.summary;
    await this.#terminal.err.write(`Watching ${countText(files, 'file')}; Ctrl+C stops.\n`);
    return failure;
  }

  /** One batch after the other. */
  async #settle(watch: FolderWatch): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#waiting.size > 0) {
        const paths = this.#waiting;
        this.#waiting = new Set();
        await this.#judge(paths, watch);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #judge(paths: ReadonlySet<string>, watch: FolderWatch): Promise<void> {
    const start = performance.now();
    const { root } = this.#request;
    if (!existsSync(root)) throw new UserError(`${root} is gone.`, 'There is nothing left to watch.');
    const changed = new Set([...this.#unjudged, ...[...paths].filter((path) => this.#matters(path))]);
    if (changed.size === 0) return;
    try {
      await this.#update(changed, watch);
    } catch (error) {
      // A configuration that is being written; it is read again when it is saved again.
      if (!(error instanceof UserError)) throw error;
      this.#unjudged = changed;
      await this.#terminal.err.write(`${safeText(error.message)}\nUntil that is mended nothing is judged.\n`);
      return;
    }
    this.#unjudged = new Set();
    const before = this.#report;
    this.#report = this.#project.report();
    const { out } = this.#terminal;
    await out.write(describe(before, this.#report, { changed, milliseconds: performance.now() - start }));
    await this.#write(this.#report);
  }

  async #update(changed: ReadonlySet<string>, watch: FolderWatch): Promise<void> {
    if ([...changed].every((path) => isContentAlone(path, this.#project, this.#request.root))) {
      await this.#project.refresh(changed);
      return;
    }
    const request = await this.#open();
    if (!(await this.#project.replace(request, changed))) {
      this.#project.close();
      this.#project = await WatchedProject.open(request);
    }
    this.#request = request;
    for (const path of changed) newFoldersAt(path, request, this.#newFolders);
    watch.follow(new Set([...foldersOf(request), ...this.#newFolders]));
  }

  #matters(path: string): boolean {
    return !this.#outputs.has(path) && concernsProject(path, this.#project, this.#request.root);
  }
}

/** The findings that came and went, and what is open now. */
function describe(
  before: Report,
  after: Report,
  { changed, milliseconds }: { readonly changed: ReadonlySet<string>; readonly milliseconds: number },
): string {
  const came = openOnly(after.findings, before.findings);
  const went = openOnly(before.findings, after.findings);
  const [first = ''] = changed;
  const what = changed.size === 1 ? first : countText(changed.size, 'file');
  const failures = after.failures.length > 0 ? `; ${countText(after.failures.length, 'failure')}` : '';
  const counts = `${came.length} new, ${went.length} resolved; ${formatCount(after.summary.open)} open`;
  const score = `score ${displayScore(after.score.value, after.summary.open > 0)}`;
  const head = `${what}: ${counts}, ${score}${failures} (${milliseconds.toFixed(0)} ms)`;
  const lines = came.map(
    ({ path, range, severity, message, ruleId }) =>
      `  ${path}:${range.start.line}:${range.start.column} ${severity} ${message} (${ruleId})`,
  );
  return `${[head, ...lines].map(safeText).join('\n')}\n`;
}

function openOnly(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.filter(({ status }) => status === 'open').map(({ fingerprint }) => fingerprint));
  return findings.filter(({ status, fingerprint }) => status === 'open' && !known.has(fingerprint));
}
