import type { BindingFact, DefinitionFact, ImportFact } from '../model/facts.js';
import type { ParsedFile } from '../model/syntax.js';

const NAMES = ['identifier', 'type_identifier', 'shorthand_property_identifier'];

/** A name that a file imports, or defines for itself alone, and used before an edit but does not use after it. */
export function orphanIn(before: ParsedFile, after: ParsedFile): string | undefined {
  const removed = removedWords(before.text, after.text);
  if (removed.size === 0) return undefined;
  const own = ownNames(after).filter((name) => removed.has(name));
  if (own.length === 0) return undefined;
  const [old, now] = [before, after].map(countNames);
  return own.find((name) => now?.get(name) === 1 && (old?.get(name) ?? 0) > 1);
}

/** Words that the text before has more often. */
function removedWords(before: string, after: string): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const count = (text: string, step: number): void => {
    for (const [word] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) counts.set(word, (counts.get(word) ?? 0) + step);
  };
  count(before, 1);
  count(after, -1);
  return new Set([...counts].flatMap(([word, more]) => (more > 0 ? [word] : [])));
}

function ownNames(file: ParsedFile): readonly string[] {
  const imported = file.facts<ImportFact>('imports').filter(({ isReexport }) => !isReexport);
  const defined = [...file.facts<DefinitionFact>('definitions'), ...file.facts<BindingFact>('bindings')];
  return [
    ...imported.flatMap(({ names }) => names.map(({ local }) => local)),
    ...defined.filter(({ exportedAs }) => exportedAs?.length === 0).map(({ name }) => name),
  ];
}

function countNames(file: ParsedFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of file.tree().descendantsOfType(NAMES)) {
    if (node !== null) counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  }
  return counts;
}
