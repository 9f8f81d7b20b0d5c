import type { Finding } from '../../src/model/finding.js';
import { keyOf, type Step } from './newcomers.js';
import { formerLine } from './patch.js';

/**
 * Known findings on lines that the commit adds, where it leaves more of that kind known than there were: breaches that
 * were mended, and are written again before their entries were pruned.
 */
export function returnedIn({ before, after, change }: Step): readonly Finding[] {
  const room = new Map<string, number>();
  const count = (key: string, by: number): number => {
    const left = (room.get(key) ?? 0) + by;
    room.set(key, left);
    return left;
  };
  for (const old of before.filter(({ status }) => status === 'baselined')) count(keyOf(old), 1);
  const known = after.filter(({ status }) => status === 'baselined');
  const keyBefore = (finding: Finding): string =>
    keyOf(finding, change.files.get(finding.path)?.former ?? finding.path);
  const isAdded = ({ path, range }: Finding): boolean => {
    const file = change.files.get(path);
    return file !== undefined && formerLine(file, range.start.line) === undefined;
  };
  for (const finding of known.filter((one) => !isAdded(one))) count(keyBefore(finding), -1);
  return known.filter((finding) => isAdded(finding) && count(keyBefore(finding), -1) < 0);
}
