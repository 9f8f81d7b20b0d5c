import type { Cache } from './cache/cache.js';
import type { Configuration } from './config/configuration.js';
import type { Baseline } from './model/baseline.js';
import { loadFormats } from './formats/formats.js';
import { judgeProject } from './judge-project.js';
import { noteSource } from './judge/source-notes.js';
import type { GateCondition } from './model/gate-condition.js';
import { timed, type Profile } from './model/profile.js';
import type { Report } from './model/report.js';
import type { Rule } from './model/rule.js';
import type { Listing, Source } from './model/source.js';
import type { SuppressionEntry } from './model/suppression.js';
import { planJobs } from './plan.js';
import { nameOfText, runName } from './remembered-run.js';
import { reportProject } from './report-project.js';

/** What is known already, as a run uses it. */
export interface KnownDebt extends Baseline {
  /** Of the file, as reports show it. */
  readonly path: string;
  /** Paths that a file had when the baseline was written, if it has been renamed since. */
  readonly formerPaths: (path: string) => readonly string[];
}

export interface CheckRequest {
  readonly source: Source;
  /** Absolute path of the root on disk. */
  readonly root: string;
  readonly listing: Listing;
  readonly configuration: Configuration;
  /** All loaded rules, those about suppressions included. */
  readonly rules: readonly Rule[];
  /** True for the paths to report on; the others are still known to cross-file rules. */
  readonly isSelected: (path: string) => boolean;
  /** Findings that do not fail the check any more; null for none. */
  readonly baseline?: KnownDebt | null;
  /** ISO date by which suppressions expire. */
  readonly today: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly gate: { readonly failOn: readonly GateCondition[]; readonly minScore: number | null };
  /** What earlier runs found; absent for a run that remembers nothing. */
  readonly cache?: Cache | null;
  /** Told what the run costs. */
  readonly profile?: Profile | undefined;
  /** Called now and then with the files done and the files in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of every suppression in the selected files, by path and place. */
  readonly onSuppression?: (entry: SuppressionEntry) => void;
}

/** Content → facts → problems → findings → report. Never throws for what a checked file holds. */
export async function check(request: CheckRequest): Promise<Report> {
  const { cache = null, configuration, rules, isSelected, listing } = request;
  const formats = await loadFormats();
  const memory = cache?.recall(runName(configuration, rules));
  // Where a run over everything is remembered, all is brought up to date: that is less work than knowing a part.
  const isSelectionWhole = listing.files.every(({ path }) => isSelected(path));
  const isWhole = memory !== undefined || isSelectionWhole;
  const noted = noteSource(request.source, nameOfText);
  const plan = planJobs({ ...request, source: noted.source, formats, isWhole });
  const { files, judgement } = await judgeProject({
    ...request,
    noted,
    formats,
    plan,
    isWhole,
    isSelectionWhole,
    cache,
    memory,
  });
  return timed(request.profile, 'report', () => reportProject(request, { plan, files, judgement }));
}
