import type { Judging } from '../../../model/format.js';
import { createTypeScriptJudge, typescriptVersion } from './judge.js';

/** TypeScript and JavaScript are judged by the bundled compiler: the project's own would be code of the project. */
export const judging: Judging = {
  judgesBytes: false,
  isHeavy: true,
  // A verdict is remembered with all that it was asked of: another compiler is asked anew.
  choose: () => ({ compiler: typescriptVersion() }),
  create: () => createTypeScriptJudge(),
};
