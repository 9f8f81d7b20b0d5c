import { pythonArguments, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { isPythonNothing, pythonValueOf } from './python-values.js';
import { assignmentsOf, callsWithName, deletions, namesOfNothing } from './site-patterns.js';
import type { NullingSite } from './sites.js';

/** Where Python sets what may be a session to `None` or deletes it, in the order of the kinds of code. */
export function* pythonSites(file: ParsedFile): Iterable<NullingSite> {
  yield* assignments(file);
  yield* deletedTargets(file);
  yield* calls(file);
}

function* assignments(file: ParsedFile): Iterable<NullingSite> {
  const names = namesOfNothing(file.text, 'None');
  for (const { node } of file.nodesAt(assignmentsOf('None', ...names))) {
    const target = targetOf(node);
    const value = target === undefined ? undefined : pythonValueOf(file, node);
    if (target !== undefined && value !== undefined && isPythonNothing(file, value)) yield { ...target, value: 'None' };
  }
}

function* deletedTargets(file: ParsedFile): Iterable<NullingSite> {
  for (const { node } of file.nodesAt(deletions('del'))) {
    if (node.parent?.type !== 'delete_statement') continue;
    for (const deleted of node.parent.namedChildren.flatMap(listed)) {
      const target = targetOf(deleted);
      if (target !== undefined) yield target;
    }
  }
}

function listed(node: SyntaxNode): readonly SyntaxNode[] {
  return /^(?:expression_list|parenthesized_expression|tuple|list)$/.test(node.type) ? node.namedChildren : [node];
}

/** `x.session`, `x["session"]`; undefined for anything else. */
function targetOf(node: SyntaxNode): NullingSite | undefined {
  const isKey = node.type === 'subscript';
  if (!isKey && node.type !== 'attribute') return undefined;
  const object = node.childForFieldName(isKey ? 'value' : 'object');
  const name = isKey ? pythonString(node.childForFieldName('subscript')) : node.childForFieldName('attribute')?.text;
  return object === null || name === undefined ? undefined : { node, ...holderOf(object, isKey), name };
}

/** `x.__dict__["session"]` and `vars(x)["session"]` are the attribute of `x`. */
function holderOf(object: SyntaxNode, isKey: boolean): Pick<NullingSite, 'object' | 'isKey'> {
  if (!isKey) return { object, isKey };
  if (object.type === 'attribute' && object.childForFieldName('attribute')?.text === '__dict__') {
    const holder = object.childForFieldName('object');
    if (holder !== null) return { object: holder, isKey: false };
  }
  const argument =
    object.type === 'call' && object.childForFieldName('function')?.text === 'vars'
      ? pythonArguments(object).get(0)
      : undefined;
  return argument === undefined ? { object, isKey } : { object: argument, isKey: false };
}

const SETTERS = '(?:__)?(?:set|del)attr(?:__)?';

function* calls(file: ParsedFile): Iterable<NullingSite> {
  for (const { node } of file.nodesAt(callsWithName(SETTERS))) {
    const site = node.type === 'call' ? calledSite(file, node) : undefined;
    if (site !== undefined) yield site;
  }
}

/** `setattr(x, "session", None)`, `object.__setattr__(x, "session", None)`, `x.__delattr__("session")`. */
function calledSite(file: ParsedFile, call: SyntaxNode): NullingSite | undefined {
  const action = actionOf(call);
  if (action === undefined) return undefined;
  const values = pythonArguments(call);
  const offset = action.receiver === undefined ? 1 : 0;
  const object = action.receiver ?? values.get(0);
  const name = pythonString(values.get(offset));
  if (object === undefined || name === undefined) return undefined;
  const site = { node: call, object, name, isKey: false };
  if (action.kind === 'del') return site;
  const value = values.get(offset + 1);
  return value !== undefined && isPythonNothing(file, value) ? { ...site, value: 'None' } : undefined;
}

/** What a call does by name, and to what, if that is not its first argument. */
function actionOf(call: SyntaxNode): { readonly kind: string; readonly receiver?: SyntaxNode } | undefined {
  const callee = call.childForFieldName('function');
  const isMethod = callee?.type === 'attribute';
  const name = (isMethod ? callee.childForFieldName('attribute') : callee)?.text.slice(0, 20) ?? '';
  const [, kind] = (isMethod ? /^__(set|del)attr__$/ : /^(set|del)attr$/).exec(name) ?? [];
  if (kind === undefined) return undefined;
  const receiver = isMethod ? callee.childForFieldName('object') : null;
  return receiver === null || receiver.text.slice(0, 10) === 'object' ? { kind } : { kind, receiver };
}
