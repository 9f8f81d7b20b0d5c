import type { Judging } from '../../../model/format.js';
import { createTypeScriptJudge } from './judge.js';

/** TypeScript and JavaScript are judged by the bundled compiler: the project's own would be code of the project. */
export const judging: Judging = {
  judgesBytes: false,
  choose: () => ({}),
  create: () => createTypeScriptJudge(),
};
