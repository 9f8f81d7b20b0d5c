import type { JudgedContent, SyntaxFault, SyntaxJudge, SyntaxVerdict } from '../../../model/syntax-verdict.js';
import { readSource } from './declared-encoding.js';
import { faultMessage } from '../../fault-message.js';
import { likeliestPlace } from './likeliest-place.js';
import { nestingFault } from './nesting.js';
import { KNOWN_MINORS, ruffDiagnostics, ruffVersion, type RuffDiagnostic } from './ruff-workspace.js';
import { hasEndlessStrings, isMostlyPunctuation } from './string-runs.js';

type Place = Omit<SyntaxFault, 'validFrom'>;

/**
 * Judges by ruff's parser and those of its rules that stand for errors of CPython's compiler, with checks of the bytes
 * before it. A version that ruff does not know counts as the nearest that it knows.
 */
export function createRuffJudge({ version }: { readonly version: string }): SyntaxJudge {
  const minor = knownMinor(version);
  let isClosed = false;
  return {
    by: `ruff ${ruffVersion()} for Python 3.${minor.toString()}`,
    judge: (content) =>
      Promise.resolve(isClosed ? { kind: 'unjudged', reason: 'the judge was closed' } : judgeContent(content, minor)),
    close: () => {
      isClosed = true;
    },
  };
}

/**
 * The first version of Python later than `version` in which ruff takes a text that it rejects for `version`; null where
 * none is known, or where ruff cannot say.
 */
export function validFrom(text: string, version: string): string | null {
  try {
    return hasEndlessStrings(text) || isMostlyPunctuation(text)
      ? null
      : firstValid(withoutSuppressions(text), knownMinor(version));
  } catch {
    return null;
  }
}

function judgeContent(content: JudgedContent, minor: number): SyntaxVerdict {
  const source = readSource(content.bytes);
  if (source.fault !== null) return invalid({ ...source.fault, column: 1 }, null);
  const text = source.text ?? content.text;
  const tooDeep = nestingFault(text);
  if (tooDeep !== null) return invalid(tooDeep, null);
  if (hasEndlessStrings(text)) return { kind: 'unjudged', reason: 'too many strings in a row for the embedded parser' };
  if (isMostlyPunctuation(text)) return { kind: 'unjudged', reason: 'too much punctuation for the embedded parser' };
  try {
    const readable = withoutSuppressions(text);
    const found = faultsOf(readable, minor);
    if (found.length === 0) return { kind: 'valid' };
    return invalid(likeliestPlace(found, readable, minor), firstLater(readable, minor));
  } catch (error) {
    const isOverflow = error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
    const reason = isOverflow
      ? 'nested too deep for the embedded parser'
      : `the embedded parser failed: ${String(error)}`;
    return { kind: 'unjudged', reason: faultMessage(reason) };
  }
}

function invalid(place: Place, from: string | null): SyntaxVerdict {
  return { kind: 'invalid', fault: { ...place, message: faultMessage(place.message), validFrom: from } };
}

/** Words that silence ruff in comments, without one letter: the text keeps its length. */
function withoutSuppressions(text: string): string {
  if (!/noqa|ruff/i.test(text)) return text;
  return text.replace(/#[^\r\n]*/g, (comment) => comment.replace(/noqa/gi, 'nopq').replace(/ruff/gi, 'rufg'));
}

function faultsOf(text: string, minor: number): readonly RuffDiagnostic[] {
  const found = ruffDiagnostics(text, minor);
  if (found.length === 0) return found;
  const lines = text.split(/\r\n?|\n/);
  return found.filter((diagnostic) => !isMistaken(diagnostic, lines, minor));
}

/** Lines that the head of a statement is looked for on. */
const HEAD_LINES = 40;

/** Where ruff is known to refuse what CPython takes. */
function isMistaken({ message, line, column }: RuffDiagnostic, lines: readonly string[], minor: number): boolean {
  const rest = (lines[line - 1] ?? '').slice(column - 1);
  // A name that is private to a class is another one for CPython.
  if (message === 'assignment expression cannot rebind comprehension variable') return rest.startsWith('__');
  if (message.startsWith('Cannot use parentheses within a `with` statement')) {
    // Without names in it, what stands in the parentheses is a tuple.
    const head = [rest, ...lines.slice(line, line + HEAD_LINES)].join('\n');
    return !/\bas\b/.test(/^[^]*?\)\s*:/.exec(head)?.[0] ?? '');
  }
  // Parentheses around a starred target were allowed.
  const isOldTarget = message === 'Starred expression cannot be used here' && minor < 9;
  return isOldTarget && /\(\*\w+\).*=/.test(lines[line - 1] ?? '');
}

function firstLater(text: string, minor: number): string | null {
  const newest = Math.max(...KNOWN_MINORS);
  if (minor === newest || faultsOf(text, newest).length > 0) return null;
  const first = KNOWN_MINORS.find((known) => known > minor && faultsOf(text, known).length === 0);
  return first === undefined ? null : `3.${first.toString()}`;
}

/** The newest version is asked first: what it rejects as well, nobody need ask the others about. */
function firstValid(text: string, minor: number): string | null {
  const later = firstLater(text, minor);
  return later === null || faultsOf(text, minor).length === 0 ? null : later;
}

function knownMinor(version: string): number {
  const minor = Number(/^3\.(\d+)/.exec(version)?.[1] ?? NaN);
  const known = KNOWN_MINORS.find((candidate) => candidate >= minor);
  return known ?? Math.max(...KNOWN_MINORS);
}
