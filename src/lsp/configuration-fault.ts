import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { configurationFileIn } from '../config/find-configuration.js';
import { isInside } from '../config/disk.js';
import { EXECUTION_REMEDY } from '../config/layers.js';
import { UserError } from '../model/errors.js';
import { safeText } from '../model/terminal-text.js';
import { SOURCE } from './diagnostics.js';

/** `file:line: words`, also with a column or without a line, as faults of configurations and baselines name their place. */
const PLACED = /^(.+?)(?::(\d+))?(?::\d+)?: (.+)$/;

/** A fault in the words of somebody who sits at an editor. */
export function inEditor({ message, hint }: UserError): UserError {
  const reworded = (text: string): string => text.replaceAll(EXECUTION_REMEDY, EDITOR_REMEDY);
  return new UserError(reworded(message), hint === undefined ? undefined : reworded(hint));
}

const EDITOR_REMEDY = 'open the folder that holds it in the editor, and trust it';

/**
 * What a broken configuration says, by the address of the file that it is about: the one that a line names, else the
 * configuration in the root.
 */
export function faultDiagnostics(root: string, { message, hint }: UserError): ReadonlyMap<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  for (const line of lines) {
    const { file, number, words } = placeOf(root, line);
    const uri = pathToFileURL(file).href;
    const diagnostic: Diagnostic = {
      range: lineRange(file, number),
      severity: DiagnosticSeverity.Error,
      code: 'configuration',
      source: SOURCE,
      message: safeText(hint === undefined ? words : `${words} ${hint}`),
    };
    found.set(uri, [...(found.get(uri) ?? []), diagnostic]);
  }
  return found;
}

function placeOf(root: string, line: string): { file: string; number: number; words: string } {
  const [, name = '', number, words = ''] = PLACED.exec(line) ?? [];
  const file = resolve(root, name);
  if (name !== '' && isInside(root, file) && textOf(file) !== undefined)
    return { file, number: Number(number ?? 1), words };
  return { file: join(root, configurationFileIn(root) ?? '.compliancerc.yaml'), number: 1, words: line };
}

/** The line without the white space around it; a client knows no other way to mark it. */
function lineRange(file: string, number: number): Diagnostic['range'] {
  const text = textOf(file)?.split(/\r\n?|\n/)[number - 1] ?? '';
  const line = Math.max(0, number - 1);
  const start = text.length - text.trimStart().length;
  return { start: { line, character: start }, end: { line, character: Math.max(start, text.trimEnd().length) } };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}
