import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

export interface Comparison {
  readonly compared: number;
  readonly broken: readonly string[];
}

/**
 * Compares the module specifiers of changed files by the compiler's own resolution under the nearest tsconfig: one that
 * is written otherwise leads to the same file, one that is new leads to a file.
 */
export function compareSpecifiers(before: string, after: string, paths: readonly string[]): Comparison {
  let compared = 0;
  const broken: string[] = [];
  for (const path of paths) {
    const [old, now] = [before, after].map((top) => stringsOf(readFileSync(join(top, path), 'utf8'), path)) as [
      string[],
      string[],
    ];
    const pairs =
      old.length === now.length ? now.map((text, index) => [old[index] ?? '', text] as const) : added(old, now);
    for (const [was, is] of pairs) {
      if (was === is) continue;
      compared += 1;
      const target = resolve(after, path, is);
      const expected = was === '' ? target : resolve(before, path, was);
      if (target === undefined || target !== expected)
        broken.push(`${path}: ${was} was ${expected ?? 'nowhere'}, ${is} is ${target ?? 'nowhere'}`);
    }
  }
  return { compared, broken };
}

/** Texts of all literals, so that paths of mocks are among them. */
function stringsOf(text: string, path: string): string[] {
  const found: string[] = [];
  const kind = /x$/.test(path) ? ts.ScriptKind.TSX : undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind));
  return found;
}

function added(old: readonly string[], now: readonly string[]): (readonly [string, string])[] {
  const known = new Set(old);
  return now.filter((text) => !known.has(text)).map((text) => ['', text]);
}

const isFile = (path: string): boolean => ts.sys.fileExists(path);
export const readText = (path: string): string | undefined => ts.sys.readFile(path);

const OPTIONS = new Map<string, ts.CompilerOptions>();

export function optionsFor(file: string): ts.CompilerOptions {
  const config = ts.findConfigFile(dirname(file), isFile) ?? '';
  const known = OPTIONS.get(config);
  if (known !== undefined) return known;
  const read = config === '' ? {} : (ts.readConfigFile(config, readText).config as object | undefined);
  const { options } = ts.parseJsonConfigFileContent(
    read ?? {},
    { ...ts.sys, readDirectory: () => [] },
    dirname(config),
  );
  OPTIONS.set(config, options);
  return options;
}

function resolve(top: string, path: string, specifier: string): string | undefined {
  const file = join(top, path);
  const options = { ...optionsFor(file), allowJs: true, resolveJsonModule: true };
  const found = ts.resolveModuleName(specifier, file, options, ts.sys).resolvedModule?.resolvedFileName;
  return found === undefined ? undefined : relative(top, found);
}
