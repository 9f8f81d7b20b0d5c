import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { readText } from './typescript-imports.js';

/** Options with which a project can be checked where nothing is installed. */
const AS_IS: ts.CompilerOptions = { noEmit: true, skipLibCheck: true, types: [], incremental: false, composite: false };

/**
 * What `tsc --noEmit` says of the projects (paths of their tsconfig): count by file, code and message. Undefined for one
 * that cannot be read or has no files.
 */
export function diagnosticsOf(top: string, config: string): ReadonlyMap<string, number> | undefined {
  const file = join(top, config);
  if (!existsSync(file)) return undefined;
  const read = ts.readConfigFile(file, readText);
  if (read.error !== undefined) return undefined;
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(file));
  if (parsed.fileNames.length === 0) return undefined;
  // A setting that comes from an installed package is not there, and then messages about its absence name specifiers.
  const { jsx = ts.JsxEmit.Preserve } = parsed.options;
  const program = ts.createProgram(parsed.fileNames, { ...parsed.options, ...AS_IS, jsx });
  const counts = new Map<string, number>();
  for (const found of [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()]) {
    const place = found.file === undefined ? '' : relative(top, found.file.fileName);
    const text = ts.flattenDiagnosticMessageText(found.messageText, ' ').replaceAll(top, '');
    const key = `${place} TS${found.code}: ${text}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Those that are there more often than before. */
export function added(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  return [...after].flatMap(([key, count]) => (count > (before.get(key) ?? 0) ? [key] : []));
}
