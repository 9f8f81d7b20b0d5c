import type { CheckRequest } from './check.js';
import { compareFindings, newTrouble } from './fixes/compare-findings.js';
import { compose, editsByPath, type Candidate, type Planned, type Refusal } from './fixes/compose.js';
import { settle, type Trial } from './fixes/settle.js';
import { SyntaxGuard } from './fixes/syntax-guard.js';
import { lineBefore } from './fixes/text-edits.js';
import { FixedFiles } from './fixes/fixed-files.js';
import { loadFormats } from './formats/formats.js';
import type { Finding, Fix } from './model/finding.js';
import type { Format, JudgeSetup } from './model/format.js';
import type { Report } from './model/report.js';
import { overlaySource } from './sources/overlay.js';
import { WatchedProject } from './watched-project.js';

/** A file as it was read, and as fixes leave it. */
export interface FixedFile {
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface FixOutcome {
  /** Sorted by path; nothing has been written. */
  readonly files: readonly FixedFile[];
  readonly made: readonly Candidate[];
  readonly refused: readonly Refusal[];
}

/** Fixes free each other a few times at most. */
const MAX_ROUNDS = 10;

/** The fix of a finding that may be made, if there is one. */
export function admissibleFix({ status, fixes }: Finding, isUnsafe: boolean): Fix | undefined {
  return status === 'suppressed' ? undefined : fixes.find(({ safety }) => safety === 'safe' || isUnsafe);
}

/**
 * Makes the fixes of the selected findings in memory, as far as they stand the test: each changed file parses as before,
 * and of the whole project's findings the fixed ones are gone and none has come. What one fix makes possible is done in
 * the next round.
 */
export async function fixProject(
  request: CheckRequest,
  { isUnsafe }: { readonly isUnsafe: boolean },
): Promise<FixOutcome> {
  const session = await FixSession.open(request, isUnsafe);
  try {
    return await session.run();
  } finally {
    session.close();
  }
}

class FixSession {
  readonly #request: CheckRequest;
  readonly #isUnsafe: boolean;
  readonly #files: FixedFiles;
  readonly #project: WatchedProject;
  readonly #guard: SyntaxGuard;
  /** What was refused, and for which contents. */
  readonly #refusals = new Map<string, Refusal>();
  #madeAtLastLook = 0;

  private constructor(
    request: CheckRequest,
    parts: { isUnsafe: boolean; files: FixedFiles; project: WatchedProject; guard: SyntaxGuard },
  ) {
    this.#request = request;
    this.#isUnsafe = parts.isUnsafe;
    this.#files = parts.files;
    this.#project = parts.project;
    this.#guard = parts.guard;
  }

  static async open(request: CheckRequest, isUnsafe: boolean): Promise<FixSession> {
    const { maxFileSize } = request.configuration.run;
    const formats = await loadFormats();
    const contents = new Map<string, Buffer>();
    const source = overlaySource(request.source, contents);
    const project = await WatchedProject.open({ ...request, source, isSelected: () => true });
    const guard = new SyntaxGuard({ maxFileSize, choose: (format, path) => judgeFor(request, format, path) });
    const isEditable = (path: string): boolean => request.isSelected(path) && project.isJudged(path);
    const read = (path: string): Buffer => request.source.read(path);
    const files = new FixedFiles({ formats, maxFileSize, contents, read, isEditable });
    return new FixSession(request, { isUnsafe, files, project, guard });
  }

  async run(): Promise<FixOutcome> {
    const made: Candidate[] = [];
    let refused: readonly Refusal[] = [];
    for (let round = 1; ; round += 1) {
      const outcome = await this.#round();
      made.push(...outcome.made);
      refused = outcome.refused;
      if (!outcome.isMore && !this.#forget(made.length)) break;
      if (round < MAX_ROUNDS) continue;
      const reason = `fixes made others possible ${MAX_ROUNDS.toString()} times; run it again`;
      refused = [...refused, ...outcome.waiting.map((candidate) => ({ ...candidate, reason }))];
      break;
    }
    return { files: this.#files.changed(), made, refused };
  }

  /** True if what was refused deserves another look, since fixes have been made meanwhile: the next run would take it. */
  #forget(made: number): boolean {
    if (this.#refusals.size === 0 || made === this.#madeAtLastLook) return false;
    this.#madeAtLastLook = made;
    this.#refusals.clear();
    return true;
  }

  close(): void {
    this.#guard.close();
    this.#project.close();
  }

  async #round(): Promise<{
    made: readonly Candidate[];
    refused: readonly Refusal[];
    waiting: readonly Candidate[];
    isMore: boolean;
  }> {
    const report = await this.#pinned();
    const candidates = this.#candidates(report);
    const known = candidates.flatMap((candidate) => this.#refusals.get(this.#nameOf(candidate)) ?? []);
    const fresh = candidates.filter((candidate) => !this.#refusals.has(this.#nameOf(candidate)));
    const { chosen, waiting, refused } = compose(fresh, (path) => this.#files.editable(path));
    for (const refusal of refused) this.#refusals.set(this.#nameOf(refusal), refusal);
    const settled = await settle(chosen, (taken, tried) => this.#attempt(report, [...taken, ...tried]));
    await this.#apply(settled.taken);
    const failed = settled.refused.map(({ item: { finding, fix }, reason }) => ({ finding, fix, reason }));
    for (const refusal of failed) this.#refusals.set(this.#nameOf(refusal), refusal);
    this.#files.keep();
    return {
      made: settled.taken.map(({ finding, fix }) => ({ finding, fix })),
      refused: [...known, ...refused, ...failed],
      waiting,
      isMore: settled.taken.length > 0 || waiting.length > 0,
    };
  }

  /** The report of the very contents that will be edited. */
  async #pinned(): Promise<Report> {
    for (;;) {
      const report = this.#project.report();
      const paths = this.#candidates(report).flatMap(({ fix }) => fix.edits.map(({ path }) => path));
      const pinned = this.#files.pin(paths);
      if (pinned.size === 0) return report;
      await this.#project.refresh(pinned);
    }
  }

  #candidates({ findings }: Report): readonly Candidate[] {
    return findings.flatMap((finding) => {
      const fix = this.#request.isSelected(finding.path) ? admissibleFix(finding, this.#isUnsafe) : undefined;
      return fix === undefined ? [] : [{ finding, fix }];
    });
  }

  /** The same for the same fix of the same contents. */
  #nameOf({ finding, fix }: Candidate): string {
    const contents = [...new Set(fix.edits.map(({ path }) => path))].map((path) => this.#files.version(path));
    return JSON.stringify([finding.fingerprint, fix.edits, contents]);
  }

  async #attempt(before: Report, fixes: readonly Planned[]): Promise<Trial<Planned>> {
    const changed = await this.#apply(fixes);
    if ('reason' in changed) return changed;
    for (const path of new Set(fixes.flatMap(({ edits }) => [...edits.keys()]))) {
      const reason = await this.#syntaxFault(path);
      if (reason !== undefined) return { holds: false, reason, suspects: editing(fixes, path) };
    }
    return this.#judgeFindings(before, fixes);
  }

  #syntaxFault(path: string): Promise<string | undefined> {
    return this.#files.states(path, (format, states) => this.#guard.faultOf(path, format, states));
  }

  #judgeFindings(before: Report, fixes: readonly Planned[]): Trial<Planned> {
    const after = this.#project.report();
    const trouble = newTrouble(before, after);
    if (trouble !== undefined) return { holds: false, reason: trouble, suspects: [] };
    const edits = editsByPath(fixes);
    const lines = new Map<string, ReturnType<typeof lineBefore>>();
    const change = compareFindings(before.findings, after.findings, {
      targets: new Set(fixes.map(({ finding }) => finding)),
      lineBefore: (path, position) => {
        const own = edits.get(path);
        if (own === undefined) return position.line;
        const known = lines.get(path) ?? lineBefore(this.#files.kept(path), own);
        lines.set(path, known);
        return known(position);
      },
    });
    const [added] = change.added;
    const staying = new Set(change.staying);
    if (staying.size > 0) {
      const suspects = fixes.filter(({ finding }) => staying.has(finding));
      return { holds: false, reason: 'the finding would stay', suspects };
    }
    if (added === undefined) return { holds: true };
    const place = `${added.path}:${added.range.start.line.toString()}`;
    const reason = `it would bring a finding: ${added.ruleId} at ${place}: ${added.message}`;
    return { holds: false, reason, suspects: editing(fixes, added.path) };
  }

  /** Brings the project to the state with exactly these fixes of the round. */
  async #apply(
    fixes: readonly Planned[],
  ): Promise<{ readonly done: true } | Extract<Trial<Planned>, { holds: false }>> {
    const result = this.#files.apply(fixes);
    if ('refusal' in result) {
      return { holds: false, reason: result.refusal, suspects: editing(fixes, result.path) };
    }
    if (result.changed.size > 0) await this.#project.refresh(result.changed);
    return { done: true };
  }
}

function editing(fixes: readonly Planned[], path: string): readonly Planned[] {
  return fixes.filter(({ edits }) => edits.has(path));
}

/** By the options of the first rule that asks for verdicts on syntax. */
function judgeFor(
  { configuration, rules, source, root }: CheckRequest,
  format: Format,
  path: string,
): JudgeSetup | undefined {
  const asking = rules.find(({ needs }) => needs?.includes('syntax') === true);
  const options = configuration.forFile(path).rules.get(asking?.id ?? '')?.options ?? {};
  return format.judging?.choose({ path, source, root, options });
}
