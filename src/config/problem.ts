import { UserError } from '../model/errors.js';
import type { ConfigurationDocument, Key } from './document.js';
import { isRecord } from '../model/plain-values.js';
import { closestMatch } from 'leven';

/** A mistake in a configuration. */
export interface ConfigurationProblem {
  readonly document: ConfigurationDocument;
  /** From the document's value to the key or item that is wrong; empty for the whole. */
  readonly keys: readonly Key[];
  /** A sentence without its full stop. */
  readonly message: string;
  readonly kind?: 'unknown-rule';
}

/** One line for each problem: `file:line: key.path: message.` */
export function problemLines(problems: readonly ConfigurationProblem[]): readonly string[] {
  return problems.map(({ document, keys, message }) => {
    const line = document.line(keys);
    const place = line === undefined ? document.shown : `${document.shown}:${String(line)}`;
    const path = formatKeys([...document.parentKeys, ...keys]);
    const end = /[.?]$/.test(message) ? '' : '.';
    return `${place}: ${path === '' ? '' : `${path}: `}${message}${end}`;
  });
}

/** Throws a UserError that names all problems, if there are any. */
export function assertNoProblems(problems: readonly ConfigurationProblem[]): void {
  if (problems.length === 0) return;
  const lines = [...new Set(problemLines(problems))];
  throw new UserError(lines.join('\n'), 'Correct the configuration; .compliancerc.example shows every key.');
}

/** `overrides[0].rules.relative-import`; a key of other characters is quoted in brackets. */
export function formatKeys(keys: readonly Key[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${String(key)}]`;
    if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

/** ` Did you mean …?` with the candidate that is nearest to what was written; empty if none is near. */
export function suggestion(written: string, candidates: readonly string[]): string {
  const maxDistance = Math.max(2, Math.floor(written.length / 3));
  const nearest = closestMatch(written, candidates, { maxDistance });
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}

/** What a value is, in the words of YAML. */
export function describeValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a mapping';
  return JSON.stringify(value);
}
