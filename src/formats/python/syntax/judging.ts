import type { Judging, JudgeSetup } from '../../../model/format.js';
import { UserError } from '../../../model/errors.js';
import type { SyntaxJudge, SyntaxVerdict } from '../../../model/syntax-verdict.js';
import { createCPythonJudge } from './cpython.js';
import { once } from '../../../model/once.js';
import type { Source } from '../../../model/source.js';
import {
  findInterpreter,
  knownInterpreters,
  recallInterpreters,
  type Interpreter,
  type InterpreterQuestion,
} from './interpreters.js';
import { createSharedJudge } from './shared-judge.js';
import { createRuffJudge, validFrom } from './ruff.js';
import { KNOWN_MINORS, ruffVersion } from './ruff-workspace.js';
import { declaredVersion } from './version.js';

/**
 * Python is judged by a CPython of the version that the project declares, else by the embedded parser for that version.
 * Where nothing declares one, by the CPython at hand, and what it rejects counts only if the newest version does too.
 */
export const judging: Judging = {
  judgesBytes: true,
  isHeavy: false,
  choose({ path, source, root, options }) {
    // It judges, or says from which version on a content is valid: a verdict is remembered with all that it was asked of.
    const parser = embeddedParser();
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const configured = options['python'] ?? null;
    const version = typeof configured === 'string' ? configured : declaredVersion(source, folder);
    const wanted = options['interpreter'];
    if (wanted === 'embedded') return { version, interpreter: null, release: null, parser };
    const found = rememberedInterpreter(source, {
      version,
      root,
      wanted: typeof wanted === 'string' ? wanted : null,
      isOwned: (below) => source.kind(below) !== undefined,
    });
    if (found === null && typeof wanted === 'string') {
      throw new UserError(
        `The interpreter ${wanted} of the rule syntax-error is no CPython${version === null ? '' : ` ${version}`} in PATH outside the project.`,
        'Name another or `embedded`, or set COMPLIANCE_PYTHON to the absolute path of one.',
      );
    }
    return { version, interpreter: found?.path ?? null, release: found?.version ?? null, parser };
  },
  create: ({ version, interpreter, release }: JudgeSetup, processes) => {
    if (typeof interpreter !== 'string' || typeof release !== 'string')
      return createRuffJudge({ version: version ?? `3.${Math.max(...KNOWN_MINORS).toString()}` });
    const judge = createSharedJudge(processes, () => createCPythonJudge({ interpreter, version: release }));
    return withLaterVersions(judge, release, version ?? null);
  },
  isElsewhere: ({ interpreter }) => typeof interpreter === 'string',
  findings: knownInterpreters,
  recall: recallInterpreters,
};

const embeddedParser = once(ruffVersion);

const known = new WeakMap<Source, Map<string, Interpreter | null>>();

/** A source stands for one state of the files: what is at hand for a version is looked for once. */
function rememberedInterpreter(source: Source, question: InterpreterQuestion): Interpreter | null {
  const answers = known.get(source) ?? new Map<string, Interpreter | null>();
  known.set(source, answers);
  const key = `${question.version ?? ''} ${question.wanted ?? ''}`;
  const answer = answers.get(key);
  if (answer !== undefined) return answer;
  const found = findInterpreter(question);
  answers.set(key, found);
  return found;
}

/** Tells from which version on a rejected content is valid; where none is declared, such a content is not wrong. */
function withLaterVersions(judge: SyntaxJudge, release: string, declared: string | null): SyntaxJudge {
  return {
    by: judge.by,
    judge: async (content) => {
      const verdict = await judge.judge(content);
      if (verdict.kind !== 'invalid') return verdict;
      const from = validFrom(content.text, release);
      if (from !== null && declared === null) return VALID;
      return { kind: 'invalid', fault: { ...verdict.fault, validFrom: from } };
    },
    close: () => {
      judge.close();
    },
  };
}

const VALID: SyntaxVerdict = { kind: 'valid' };
