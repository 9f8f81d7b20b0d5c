import { ecmascriptArguments, ecmascriptString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { ecmascriptNothing, ecmascriptValueOf, propertyOf, withoutWrappers } from './ecmascript-values.js';
import { certaintyOfName } from './session-names.js';
import { assignmentsOf, callsWithName, deletions, namesOfNothing } from './site-patterns.js';
import type { NullingSite } from './sites.js';

/** Where ECMAScript sets what may be a session to `null` or `undefined` or deletes it, in the order of the kinds of code. */
export function* ecmascriptSites(file: ParsedFile): Iterable<NullingSite> {
  yield* assignments(file);
  yield* deletedTargets(file);
  yield* calls(file);
}

function* assignments(file: ParsedFile): Iterable<NullingSite> {
  const names = namesOfNothing(file.text, 'null|undefined|void').map((name) => name.replaceAll('$', '\\$'));
  for (const { node } of file.nodesAt(assignmentsOf('null', 'undefined', 'void', ...names))) {
    const target = targetOf(node);
    const value = target === undefined ? undefined : ecmascriptValueOf(file, node);
    const nothing = value === undefined ? undefined : ecmascriptNothing(file, value);
    if (target !== undefined && nothing !== undefined) yield { ...target, value: nothing };
  }
}

function* deletedTargets(file: ParsedFile): Iterable<NullingSite> {
  for (const { node } of file.nodesAt(deletions('delete'))) {
    const target = node.parent?.type === 'unary_expression' ? deletedTarget(node.parent) : undefined;
    if (target !== undefined) yield target;
  }
}

function deletedTarget(deletion: SyntaxNode): NullingSite | undefined {
  const argument = deletion.childForFieldName('argument');
  if (argument === null) return undefined;
  // The grammar takes `delete x!.session` for `(delete x)!.session`.
  const asserted = deletion.parent?.type === 'non_null_expression' ? deletion.parent : undefined;
  const target = asserted?.parent ? targetOf(asserted.parent) : undefined;
  return target === undefined ? targetOf(withoutWrappers(argument)) : { ...target, object: withoutWrappers(argument) };
}

/** `x.session`, `x['session']`; undefined for anything else. */
function targetOf(node: SyntaxNode): NullingSite | undefined {
  const isKey = node.type === 'subscript_expression';
  if (!isKey && node.type !== 'member_expression') return undefined;
  const object = node.childForFieldName('object');
  const name = isKey ? ecmascriptString(node.childForFieldName('index')) : node.childForFieldName('property')?.text;
  if (object === null || name === undefined) return undefined;
  return { node, object: withoutWrappers(object), name, isKey };
}

const SETTERS = 'Reflect\\s{0,9}\\.\\s{0,9}(?:set|deleteProperty)|Object\\s{0,9}\\.\\s{0,9}assign';

function* calls(file: ParsedFile): Iterable<NullingSite> {
  for (const { node } of file.nodesAt(callsWithName(SETTERS))) {
    if (node.type === 'call_expression') yield* calledSites(file, node);
  }
}

/** `Object.assign(x, { session: null })`, `Reflect.set(x, 'session', null)`, `Reflect.deleteProperty(x, 'session')`. */
function* calledSites(file: ParsedFile, call: SyntaxNode): Iterable<NullingSite> {
  const action = call.childForFieldName('function')?.childForFieldName('property')?.text;
  const [argument, second, third] = ecmascriptArguments(call);
  if (argument === undefined || second === undefined) return;
  const object = withoutWrappers(argument);
  if (action === 'assign') {
    for (const { key, value } of nothingsIn(file, withoutWrappers(second)))
      yield { node: call, object, name: key, isKey: false, value };
    return;
  }
  const name = ecmascriptString(second);
  if (name === undefined) return;
  if (action === 'deleteProperty') yield { node: call, object, name, isKey: false };
  const value = action === 'set' && third !== undefined ? ecmascriptNothing(file, third) : undefined;
  if (value !== undefined) yield { node: call, object, name, isKey: false, value };
}

interface NothingProperty {
  readonly key: string;
  readonly value: 'null' | 'undefined';
}

/** The properties of an object literal that may be sessions and are set to nothing. */
function nothingsIn(file: ParsedFile, literal: SyntaxNode): readonly NothingProperty[] {
  if (literal.type !== 'object') return [];
  return literal.namedChildren.flatMap((pair) => {
    const key = pair.type === 'pair' ? (pair.childForFieldName('key')?.text ?? '').replace(/^["']|["']$/g, '') : '';
    const property = certaintyOfName(key) === undefined ? undefined : propertyOf(literal, key);
    const value = property === undefined ? undefined : ecmascriptNothing(file, property);
    return value === undefined ? [] : [{ key, value }];
  });
}
