import type { ImportFact } from '../model/facts.js';

/** What a local name stands for: the export `imported` of a module, `default`, or `*` for the module itself. */
export interface ImportedAs {
  readonly specifier: string;
  readonly imported: string;
}

/** The imports that bind `local`, in the order of the text: several where one is the fallback of another. */
export function importsOfName(local: string, imports: readonly ImportFact[]): readonly ImportedAs[] {
  return imports.flatMap(({ specifier, names, isReexport }) =>
    isReexport ? [] : names.filter((name) => name.local === local).map(({ imported }) => ({ specifier, imported })),
  );
}

/**
 * The full names that `dotted` (`m.patch.object`), as written in a Python file, may have by its imports
 * (`unittest.mock.patch.object`); none if its first word is not imported. A star import binds nothing here.
 */
export function pythonQualifiedNames(dotted: string, imports: readonly ImportFact[]): readonly string[] {
  const [first = '', ...rest] = dotted.split('.');
  const named = importsOfName(first, imports).map(({ specifier, imported }) => {
    if (imported === '*') return [specifier, ...rest].join('.');
    return `${specifier}${specifier.endsWith('.') ? '' : '.'}${[imported, ...rest].join('.')}`;
  });
  const isModule = imports.some(({ specifier, names }) => names.length === 0 && specifier.split('.')[0] === first);
  return [...new Set(isModule ? [...named, dotted] : named)];
}
