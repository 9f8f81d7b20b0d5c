import type { DefinitionFact, DefinitionKind, TypeExpression } from '../../model/facts.js';
import type { Span } from '../../model/location.js';
import type { Extractor, ParsedFile, SyntaxNode } from '../../model/syntax.js';
import { isMentionedElsewhere, marks, MAX_SEARCHES, nonBlankLines, verbatim } from '../definition-text.js';
import { readClassMembers, readEnumMembers } from './definition-members.js';
import { aliasShape, type FoundDeclaration, mergeOverloads } from './found-declaration.js';
import { type PlainDeclaration, readPlainDeclarations } from './plain-declaration.js';
import { readPlainType } from './plain-type.js';
import { readSignatures, readType, scopeWith, type TypeScope } from './type-expression.js';

const CANDIDATE =
  /\b(?:interface|class)\s+[\w$\u0080-\uffff]+\s*(?:[<{/]|extends\b|implements\b)|\benum\s+[\w$\u0080-\uffff]+\s*[{/]|\btype\s+[\w$\u0080-\uffff]+\s*[<=/]/g;
const EXPORTS = /\bexport\s*(?:type\s*)?\{|\bexport\s+default\s+[\w$]+\s*(?:;|$)/gm;

const KINDS: Readonly<Record<string, DefinitionKind>> = {
  interface_declaration: 'interface',
  type_alias_declaration: 'alias',
  class_declaration: 'class',
  abstract_class_declaration: 'class',
  enum_declaration: 'enum',
};

/**
 * Interfaces, type aliases, classes and enumerations at the top level of a module. Not those in functions, namespaces,
 * `declare module` and `declare global`: their names are seen through what encloses them.
 */
export const definitions: Extractor<DefinitionFact> = {
  version: 3,
  *extract(file) {
    let names: ReadonlyMap<string, readonly string[]> | undefined;
    let count = 0;
    const isGlobal = isScript(file);
    const read = (statement: Span, hits: readonly number[]): readonly PlainDeclaration[] | undefined =>
      readPlainDeclarations(file.text, statement, hits);
    for (const hit of file.toldAt(CANDIDATE, { extent: 'declaration' }, read)) {
      const told = 'node' in hit ? readHit(file, hit.node) : hit;
      if (told === null) continue;
      const { found, statement } = told;
      names ??= exportedNames(file);
      count += 1;
      const isMentioned = count > MAX_SEARCHES || isMentionedElsewhere(file, found.name, statement);
      yield { ...toFact(file, told, names), ...marks({ isMentioned, isGlobal }) };
    }
  },
};

function readHit(file: ParsedFile, node: SyntaxNode): PlainDeclaration | null {
  const kind = KINDS[node.type];
  const statement = kind === undefined || node.hasError ? null : statementOf(node);
  if (kind === undefined || statement === null) return null;
  const found = readDefinition(file, { node, kind, statement });
  if (found === null) return null;
  const { startIndex, endIndex } = statement;
  const isExported = statement.type === 'export_statement';
  const mayBeDefault = isExported && file.text.slice(startIndex, found.name.startIndex).includes('default');
  const isDefault = mayBeDefault && hasDefault(statement);
  return { found, statement: { startIndex, endIndex, isExported, isDefault } };
}

/** The statement of the module that a declaration is, with `export` and `declare`; null where it is not at the top. */
function statementOf(declaration: SyntaxNode): SyntaxNode | null {
  let statement = declaration;
  while (statement.parent?.type === 'export_statement' || statement.parent?.type === 'ambient_declaration') {
    statement = statement.parent;
  }
  return statement.parent?.type === 'program' ? statement : null;
}

/** What `export { Order as PublicOrder }` and `export default Order` add, by the local name. */
function exportedNames(file: ParsedFile): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (local: string, exported: string): void => {
    const known = names.get(local);
    if (known === undefined) names.set(local, [exported]);
    else known.push(exported);
  };
  for (const { node } of file.nodesAt(EXPORTS, 0, 'declaration')) {
    if (node.type !== 'export_statement' || node.childForFieldName('source') !== null) continue;
    const value = node.childForFieldName('value');
    if (value?.type === 'identifier') add(value.text, 'default');
    const clause = node.namedChildren.find((child) => child.type === 'export_clause');
    for (const specifier of clause?.namedChildren ?? []) {
      const local = specifier.childForFieldName('name')?.text;
      if (local !== undefined) add(local, specifier.childForFieldName('alias')?.text ?? local);
    }
  }
  return names;
}

const NO_TYPES: TypeScope = new Map();

function readDefinition(
  file: ParsedFile,
  {
    node,
    kind,
    statement,
  }: { readonly node: SyntaxNode; readonly kind: DefinitionKind; readonly statement: SyntaxNode },
): FoundDeclaration | null {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName(kind === 'alias' ? 'value' : 'body');
  if (name === null || body === null) return null;
  const head = file.text.slice(node.startIndex, body.startIndex);
  const scope = head.includes('<') ? scopeWith(new Map(), node.childForFieldName('type_parameters')) : NO_TYPES;
  const common = { name, kind, typeParameters: scope.size };
  switch (kind) {
    case 'interface': {
      const clause = head.includes('extends')
        ? node.namedChildren.find((child) => child.type === 'extends_type_clause')
        : undefined;
      const bases = (clause?.namedChildren ?? []).map((base) => readType(base, scope));
      return { ...common, bases, members: mergeOverloads(readSignatures(body, scope)) };
    }
    case 'alias':
      return { ...common, ...aliasShape(readPlainType(body.text, scope) ?? readType(body, scope)) };
    case 'enum':
      return { ...common, bases: [], members: readEnumMembers(body) };
    case 'class': {
      const decorators = [...decoratorNames(statement), ...(statement.id === node.id ? [] : decoratorNames(node))];
      return {
        ...common,
        bases: head.includes('extends') ? readHeritage(node, scope) : [],
        members: readClassMembers(body, scope),
        ...(decorators.length === 0 ? {} : { decorators }),
      };
    }
  }
}

function decoratorNames(node: SyntaxNode): string[] {
  const names: string[] = [];
  for (let child = node.firstNamedChild; child?.type === 'decorator'; child = child.nextNamedSibling) {
    const expression = child.firstNamedChild;
    const called = expression?.type === 'call_expression' ? expression.childForFieldName('function') : expression;
    names.push(called?.text.replace(/\s+/g, '') ?? '');
  }
  return names;
}

function readHeritage(node: SyntaxNode, scope: TypeScope): TypeExpression[] {
  const heritage = node.namedChildren.find((child) => child.type === 'class_heritage');
  const clause = heritage?.namedChildren.find((child) => child.type === 'extends_clause');
  const base = clause?.childForFieldName('value') ?? (clause === undefined ? heritage?.firstNamedChild : null);
  if (base === null || base === undefined || base.type === 'implements_clause') return [];
  return [
    base.type === 'identifier' || base.type === 'member_expression' ? readType(base, scope) : verbatim(base.text),
  ];
}

function toFact(
  file: ParsedFile,
  { found, statement }: PlainDeclaration,
  exported: ReadonlyMap<string, readonly string[]>,
): DefinitionFact {
  const { name, ...shape } = found;
  const { startIndex: start, endIndex: end } = statement;
  const inline = statement.isExported ? [statement.isDefault ? 'default' : name.text] : [];
  return {
    ...shape,
    name: name.text,
    exportedAs: [...new Set([...inline, ...(exported.get(name.text) ?? [])])],
    site: file.site(name.startIndex, name.endIndex),
    range: file.range(start, end),
    lines: nonBlankLines(file.text.slice(start, end)),
  };
}

function hasDefault(statement: SyntaxNode): boolean {
  return statement.children.some((child) => child.type === 'default');
}

/** A declaration file without imports and exports declares for the whole program. */
function isScript(file: ParsedFile): boolean {
  return file.dialect === 'd.ts' && !/^[ \t]*(?:import|export)\b/m.test(file.text);
}
