import { formatCount } from '../model/count-text.js';
import type { Profile, ProfileEntry, ProfileKind } from '../model/profile.js';

const TITLES: Readonly<Record<ProfileKind, string>> = {
  phase: 'phase (check holds facts, judging and report)',
  extractor: 'extractor (all threads; without the parsing it caused)',
  rule: 'judging by rule',
};
const NAME_WIDTH = 55;

/** What a run has spent its time on, for people: milliseconds, and kilobytes of facts. */
export function describeProfile(profile: Profile): string {
  const lines = (['phase', 'extractor', 'rule'] as const).flatMap((kind) => {
    const entries = profile.entries(kind);
    const head = `${TITLES[kind].padEnd(NAME_WIDTH)}${'ms'.padStart(9)}${kind === 'extractor' ? 'kB'.padStart(10) : ''}`;
    return entries.length === 0 ? [] : [head, ...entries.map(line)];
  });
  return `${lines.join('\n')}\n`;
}

function line({ name, milliseconds, bytes, kind }: ProfileEntry): string {
  const time = formatCount(Math.round(milliseconds)).padStart(9);
  const size = kind === 'extractor' ? formatCount(Math.round(bytes / 1000)).padStart(10) : '';
  return `  ${name.padEnd(NAME_WIDTH - 2)}${time}${size}`;
}
