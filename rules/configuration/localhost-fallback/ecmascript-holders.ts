import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { usesOf, type Binding } from './ecmascript-bindings.js';
import { keyOf, withoutWrapping } from './ecmascript-paths.js';

/** `new URL(address)`, `url.parse(address)`, `parseConnectionString(address)` */
const PARSING =
  /^(?:new (?:[\w$]{1,40}\.)?\w{0,20}URL\(|(?:[\w$]{1,40}\.){0,3}(?:parse|urlParse|URL\.parse)[A-Za-z]{0,30}\()/;

/** True for what is made by parsing an address: its parts are none of the configuration's. */
export function isParsed(value: SyntaxNode | null): boolean {
  return value !== null && PARSING.test(withoutWrapping(value).text.slice(0, 150));
}

/** What an object literal holds under a path of properties. */
export function propertyIn(value: SyntaxNode | null, path: readonly string[]): SyntaxNode | null {
  let held = value;
  for (const name of path) {
    const object = held === null ? null : withoutWrapping(held);
    if (object?.type !== 'object') return null;
    held = object.namedChildren.find((one) => keyOf(one) === name)?.childForFieldName('value') ?? null;
  }
  return held;
}

/** What a variable that is declared empty is assigned first: `let host; host = process.env.REDIS_HOST;` */
export function assignedBefore(
  file: ParsedFile,
  { name, binding }: { name: string; binding: Binding },
): SyntaxNode | undefined {
  const value = binding.node.childForFieldName('value');
  if (value !== null && !/^(?:undefined|null|''|"")$/.test(value.text.slice(0, 12))) return undefined;
  for (const use of usesOf(file, name, binding)) {
    const { parent } = use;
    if (parent?.type !== 'assignment_expression' || parent.firstNamedChild?.id !== use.id) continue;
    return parent.childForFieldName('right') ?? undefined;
  }
  return undefined;
}
