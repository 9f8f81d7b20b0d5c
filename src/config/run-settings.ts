import { readConditions, type GateCondition } from '../model/gate-condition.js';
import type { Layer } from './layers.js';
import { listOf, settingsOf } from './settings.js';

/** Settings that hold for a run as a whole. */
export interface RunSettings {
  /** Findings that fail the check. */
  readonly failOn: readonly GateCondition[];
  /** A lower score fails the check; null for no such limit. */
  readonly minScore: number | null;
  /** Reporters, each optionally with a file (`json:report.json`). */
  readonly format: readonly string[];
  /** Larger files are skipped; in bytes. */
  readonly maxFileSize: number;
  /** Where the findings are listed that are known already: a path below the root; null where none was named. */
  readonly baseline: string | null;
}

const DEFAULTS: RunSettings = {
  failOn: [{ scope: 'new', severity: 'medium' }],
  minScore: null,
  format: ['pretty'],
  maxFileSize: 1_500_000,
  baseline: null,
};

/** What the layers of the root's configuration say, the last one first. */
export function runSettings(layers: readonly Layer[]): RunSettings {
  return layers.reduce((run, layer) => {
    if (layer.kind === 'preset') return run;
    const { failOn, minScore, format, maxFileSize, baseline } = settingsOf(layer.document);
    return {
      failOn: (failOn === undefined ? undefined : readConditions(listOf(failOn))) ?? run.failOn,
      minScore: minScore ?? run.minScore,
      format: format === undefined ? run.format : listOf(format),
      maxFileSize: maxFileSize ?? run.maxFileSize,
      baseline: baseline ?? run.baseline,
    };
  }, DEFAULTS);
}
