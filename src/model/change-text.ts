import { countText } from './count-text.js';
import type { ReportedChange } from './report.js';

/** What was judged, in words: `Only what has changed since main (3 files)`. The ref is as the user gave it. */
export function changeText({ mode, base, files }: ReportedChange): string {
  const count = countText(files, 'file');
  const commit = base.commit === null ? '' : `, ${base.commit.slice(0, 10)}`;
  switch (mode) {
    case 'since':
      return `Only what has changed since ${base.ref ?? 'then'} (${count}${commit})`;
    case 'staged':
      return `Only what is staged (${count})`;
    case 'uncommitted':
      return `Only what is not committed (${count})`;
  }
}
