import { pythonDottedName, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { wordsOf } from './environments.js';
import { classAround } from './python-fields.js';
import { isAt } from './python-nodes.js';
import type { Value } from './python-values.js';

/** A name that a value is given, alone: a variable, or a constant of a class. */
export interface Alias {
  readonly name: string;
  /** Where the name means this: a function or the module; for a constant of a class the class. */
  readonly scope: SyntaxNode;
  /** The name itself. */
  readonly node: SyntaxNode;
}

/** Uses of a name beyond these are not followed. */
const MAX_USES = 100;

export function aliasOf({ chain, index }: Value): Alias | undefined {
  const assignment = chain[index + 1];
  const node = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
  if (node?.type !== 'identifier' || !isAt(assignment, 'right', chain[index])) return undefined;
  const scope =
    classAround(chain, index + 1) ??
    chain.slice(index + 1).find(({ type }) => type === 'function_definition' || type === 'module');
  return scope === undefined ? undefined : { name: node.text, scope, node };
}

/** The places that read the name: `HOST`; of a class `self.HOST`, `cls.HOST`, `Client.HOST`, and `HOST` in its body. */
export function* usesOf(file: ParsedFile, { name, scope, node }: Alias): Iterable<SyntaxNode> {
  const isMember = scope.type === 'class_definition';
  const owner = scope.childForFieldName('name')?.text ?? '';
  for (const use of namedNodes(file, name)) {
    if (use.id === node.id) continue;
    const { parent } = use;
    const isAttribute = isAt(parent ?? undefined, 'attribute', use);
    if (isAttribute) {
      const object = pythonDottedName(parent?.childForFieldName('object'));
      if (isMember && parent !== null && (object === 'self' || object === 'cls' || object === owner)) yield parent;
    } else if (isWithin(use, scope) && !isBinding(parent, use)) {
      yield use;
    }
  }
}

/** What a name tells of the purpose of its value besides that it is local: `LOCAL_REDIS` → `redis`. */
export function purposeOf({ name }: Alias): string {
  const found = wordsOf(name);
  const others = found.filter((word) => !/^(?:local|localhost|loopback)$/.test(word));
  return others.length === found.length ? name : others.join('_');
}

/** The identifiers of a name, in order. */
function* namedNodes(file: ParsedFile, name: string): Iterable<SyntaxNode> {
  let count = 0;
  for (let at = file.text.indexOf(name); at !== -1 && count < MAX_USES; at = file.text.indexOf(name, at + 1)) {
    if (/\w/.test(file.text[at - 1] ?? '') || /\w/.test(file.text[at + name.length] ?? '')) continue;
    const node = file.tree().descendantForIndex(at, at + name.length);
    if (node?.type !== 'identifier') continue;
    count += 1;
    yield node;
  }
}

function isWithin(use: SyntaxNode, scope: SyntaxNode): boolean {
  return use.startIndex >= scope.startIndex && use.endIndex <= scope.endIndex;
}

/** True if the name is bound here, not read. */
function isBinding(parent: SyntaxNode | null, use: SyntaxNode): boolean {
  return ['left', 'name', 'alias'].some((field) => isAt(parent ?? undefined, field, use));
}
