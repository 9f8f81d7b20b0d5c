import { createRequire } from 'node:module';
import type { JudgedContent, SyntaxFault, SyntaxJudge, SyntaxVerdict } from '../../../model/syntax-verdict.js';
import { once } from '../../../model/once.js';
import { LineIndex } from '../../line-index.js';
import { faultMessage } from '../../fault-message.js';
import { openCompiler, type Compiler, type GrammarError } from './compiler.js';
import { isTimeout, withinTime } from './time-limit.js';

/** Milliseconds that one content may take: a thousand times what an ordinary file does. */
const TIME_LIMIT = 10_000;

const require = createRequire(import.meta.url);

/**
 * Judges TypeScript and JavaScript as `tsc` (`tsc --allowJs`) does: syntactic diagnostics, or else the grammar errors
 * TS1000–TS1999 of binder and checker that hold under every configuration. The compiler is loaded with the first content.
 */
export function createTypeScriptJudge(timeLimit = TIME_LIMIT): SyntaxJudge {
  const version = typescriptVersion();
  let compiler: Compiler | undefined;
  let isClosed = false;
  return {
    by: `TypeScript ${version}`,
    judge(content) {
      if (isClosed) return Promise.resolve({ kind: 'unjudged', reason: 'the judge was closed' });
      compiler ??= openCompiler();
      return Promise.resolve(judgeContent(compiler, content, timeLimit));
    },
    close() {
      isClosed = true;
      compiler = undefined;
    },
  };
}

/** Of the compiler, from the manifest of the package: asking the module would load it. */
export const typescriptVersion = once(() => (require('typescript/package.json') as { version: string }).version);

function judgeContent(compiler: Compiler, content: JudgedContent, timeLimit: number): SyntaxVerdict {
  const { text, dialect } = content;
  try {
    const error = withinTime(() => compiler.firstError(text, dialect), timeLimit);
    if (error === undefined) return { kind: 'valid' };
    if (isFlow(text, dialect)) return { kind: 'foreign', reason: 'is written in Flow, which TypeScript cannot read' };
    return { kind: 'invalid', fault: faultOf(error, text) };
  } catch (thrown) {
    // What the compiler holds for itself may be half done; a content read to its end puts it right.
    compiler.firstError('', 'ts');
    return { kind: 'unjudged', reason: reasonOf(thrown, timeLimit) };
  }
}

function faultOf({ code, message, start }: GrammarError, text: string): SyntaxFault {
  const { line, column } = new LineIndex(text).position(start);
  return { line, column, message: faultMessage(`TS${code.toString()}: ${message}`), validFrom: null };
}

/** The pragma stands in a comment before the first statement. */
function isFlow(text: string, dialect: string): boolean {
  if (dialect !== 'js' && dialect !== 'jsx') return false;
  const head = /^(?:#!.*)?(?:\s+|\/\/.*|\/\*[^]*?\*\/)*/.exec(text)?.[0] ?? '';
  return /@(?:no)?flow\b/.test(head);
}

function reasonOf(thrown: unknown, timeLimit: number): string {
  if (thrown instanceof RangeError) return 'nests too deep for the TypeScript compiler';
  if (isTimeout(thrown)) return `the TypeScript compiler had no answer within ${(timeLimit / 1000).toString()} s`;
  return faultMessage(`the TypeScript compiler gave up: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
}
