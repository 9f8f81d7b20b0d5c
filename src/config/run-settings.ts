import type { Severity } from '../model/finding.js';
import type { Layer } from './layers.js';
import { listOf, settingsOf } from './settings.js';

/** Settings that hold for a run as a whole. */
export interface RunSettings {
  /** New findings from this severity on fail the check. */
  readonly failOn: Severity | 'none';
  /** A lower score fails the check; null for no such limit. */
  readonly minScore: number | null;
  /** Reporters, each optionally with a file (`json:report.json`). */
  readonly format: readonly string[];
  /** Larger files are skipped; in bytes. */
  readonly maxFileSize: number;
}

const DEFAULTS: RunSettings = { failOn: 'medium', minScore: null, format: ['pretty'], maxFileSize: 1_500_000 };

/** What the layers of the root's configuration say, the last one first. */
export function runSettings(layers: readonly Layer[]): RunSettings {
  return layers.reduce((run, layer) => {
    if (layer.kind === 'preset') return run;
    const { failOn, minScore, format, maxFileSize } = settingsOf(layer.document);
    return {
      failOn: failOn ?? run.failOn,
      minScore: minScore ?? run.minScore,
      format: format === undefined ? run.format : listOf(format),
      maxFileSize: maxFileSize ?? run.maxFileSize,
    };
  }, DEFAULTS);
}
