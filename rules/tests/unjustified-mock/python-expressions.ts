import type { SyntaxNode } from 'compliance-linter';
import type { Target } from './facts.js';
import { fullName, type PythonReferences } from './python-references.js';
import { foldText } from './python-text.js';

/** The values of a call's arguments by position and by keyword. */
export type Arguments = ReadonlyMap<string | number, SyntaxNode>;

const MODULES = /(?:^|\.)sys\.modules$/;
const PATH = /^[^\W\d]\w*(?:\.[^\W\d]\w*)*$/;

/** What a text names: a dotted path. */
export function named(node: SyntaxNode, references: PythonReferences): Target {
  const folded = foldText(node, references);
  if (folded === undefined) return unknown(node);
  const { base, text } = folded;
  if (base === undefined) return PATH.test(text) ? { kind: 'path', path: text } : unknown(node);
  const module = thing(base, references);
  return module.kind === 'imported' && PATH.test(text.slice(1)) && text.startsWith('.')
    ? { ...module, names: [...module.names, ...text.slice(1).split('.')] }
    : unknown(node);
}

/** What an expression stands for. */
export function thing(node: SyntaxNode, references: PythonReferences): Target {
  const found = references.of(node);
  const [first, ...others] = found.map(fullName);
  const [reference] = found;
  const isOne = reference?.isSure === true && others.every((other) => other === first);
  return isOne ? { kind: 'imported', from: reference.from, names: reference.names } : unknown(node);
}

function unknown(node: SyntaxNode): Target {
  return { kind: 'unknown', text: node.text.replace(/\s+/g, ' ').slice(0, 80) };
}

/** The object whose attribute is replaced: an expression, or what a text names. */
export function holder(node: SyntaxNode, references: PythonReferences): Target {
  const found = thing(node, references);
  return found.kind === 'unknown' ? named(node, references) : found;
}

export function memberOf(object: SyntaxNode, name: SyntaxNode | undefined, references: PythonReferences): Target {
  const found = holder(object, references);
  const folded = name === undefined ? undefined : foldText(name, references);
  if (folded === undefined || folded.base !== undefined) return { kind: 'unknown', text: nameOf(found) };
  return withMember(found, folded.text);
}

export function withMember(found: Target, name: string): Target {
  switch (found.kind) {
    case 'path':
      return { kind: 'path', path: `${found.path}.${name}` };
    case 'imported':
      return { ...found, names: [...found.names, name] };
    case 'unknown':
      return { kind: 'unknown', text: `${found.text}.${name}` };
  }
}

/** The dictionary that `patch.dict` fills; in place of `sys.modules` the modules that it puts there. */
export function entriesOf(target: SyntaxNode, values: Arguments, references: PythonReferences): readonly Target[] {
  const dictionary = holder(target, references);
  const entries = values.get(1) ?? values.get('values');
  if (!MODULES.test(nameOf(dictionary)) || entries?.type !== 'dictionary') return [dictionary];
  return entries.namedChildren.flatMap((pair) => {
    const key = pair.type === 'pair' ? pair.childForFieldName('key') : null;
    return key === null ? [] : [named(key, references)];
  });
}

/** The dictionary of which an entry is replaced; in place of `sys.modules` the module. */
export function entryOf(target: SyntaxNode | null, key: SyntaxNode | null, references: PythonReferences): Target {
  if (target === null) return { kind: 'unknown', text: '' };
  const dictionary = thing(target, references);
  return MODULES.test(nameOf(dictionary)) && key !== null ? named(key, references) : dictionary;
}

/** As written, dotted where the file tells what it is. */
export function nameOf(target: Target): string {
  switch (target.kind) {
    case 'path':
      return target.path;
    case 'imported':
      return fullName(target);
    case 'unknown':
      return target.text;
  }
}
