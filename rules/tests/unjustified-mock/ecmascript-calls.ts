import {
  ecmascriptArguments,
  ecmascriptString,
  type ImportedAs,
  type ParsedFile,
  type SyntaxNode,
} from 'compliance-linter';
import type { LibraryFunction } from './ecmascript-libraries.js';
import { mockNames, type MockName } from './ecmascript-names.js';
import type { Declaration, Scopes } from './ecmascript-scopes.js';

/** A call of a mocking library's function. */
export interface MockCall extends LibraryFunction {
  readonly through?: ImportedAs;
  /** The function as written: `vi.fn`. */
  readonly callee: SyntaxNode;
  readonly node: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}

/** The calls of mocking libraries in the order of the text. A file without any such name is not parsed. */
export function* mockCalls(file: ParsedFile, scopes: Scopes): Iterable<MockCall> {
  const names = mockNames(file);
  if (names.length === 0) return;
  for (const { node, match } of file.nodesAt(callsOf(names))) {
    const local = match[0].replace(/[\s?!]+/g, '');
    for (const name of names) {
      const call = name.local === local ? callOf(file, node, name) : undefined;
      if (call === undefined || !isMeant(name, scopes.declarationOf(rootOf(local), node))) continue;
      yield call;
      break;
    }
  }
}

function rootOf(dotted: string): string {
  return dotted.split('.')[0] ?? '';
}

/** Matches the names where one of their functions is called. */
function callsOf(names: readonly MockName[]): RegExp {
  const alternatives = names.map(({ local, functions }) => {
    const written = local.replaceAll('$', '\\$').replaceAll('.', String.raw`\s*[?!]?\.\s*`);
    const members = new Set([...functions.keys()].filter((name) => name !== '').map(rootOf));
    const member = String.raw`\s*[?!]?(?:\.\s*|\.?\[\s*["'\`])(?:${[...members].join('|')})\b`;
    const follow = [
      ...(members.size > 0 ? [member] : []),
      ...(functions.has('') ? [String.raw`\s*(?:\?\.\s*)?[(<]`] : []),
    ];
    return `${written}(?=${follow.join('|')})`;
  });
  return new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)(?:${alternatives.join('|')})`, 'g');
}

/** True if the name, declared as it is, stands for the library. */
function isMeant({ origin }: MockName, declaration: Declaration | undefined): boolean {
  if (declaration === undefined) return origin !== 'parameter';
  const { node } = declaration;
  const isVariable = node.type === 'variable_declarator';
  const value = isVariable ? (node.childForFieldName('value')?.text.slice(0, 100) ?? '') : undefined;
  switch (origin) {
    case 'global':
      return false;
    case 'parameter':
      return !isVariable && !/class|function|enum/.test(node.type);
    case 'import':
      return value !== undefined && /^(?:\(?\s*await\b\s*)?\(?\s*(?:require|import)\b/.test(value);
    case 'alias':
      return value !== undefined && /^(?:[\w$.\s]*$|[\w$.\s]+\()/.test(value);
  }
}

/** The call that the name at `node` is a part of the callee of. */
function callOf(file: ParsedFile, node: SyntaxNode, name: MockName): MockCall | undefined {
  const path: string[] = [];
  let callee = node;
  let whole = node;
  for (const above of file.ancestors(node)) {
    if (above.childForFieldName('object')?.id === whole.id) {
      path.push(propertyOf(above));
      callee = above;
    } else if (!WRAPPER.test(above.type)) {
      const found = name.functions.get(path.join('.'));
      if (found === undefined || above.childForFieldName('function')?.id !== whole.id) return undefined;
      const through = name.through === undefined ? {} : { through: name.through };
      return { ...found, ...through, callee, node: above, arguments: ecmascriptArguments(above) };
    }
    whole = above;
  }
  return undefined;
}

/** Before type arguments the grammar binds `await` closer than the call. */
const WRAPPER = /^(?:parenthesized|as|satisfies|non_null|await)_expression$/;

function propertyOf(member: SyntaxNode): string {
  return member.childForFieldName('property')?.text ?? ecmascriptString(member.childForFieldName('index')) ?? '';
}
