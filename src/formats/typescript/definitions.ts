import type {
  DefinitionFact,
  DefinitionKind,
  DefinitionMember,
  TypeExpression,
  TypeOperation,
} from '../../model/facts.js';
import type { Extractor, ParsedFile, SyntaxNode } from '../../model/syntax.js';
import { isMentionedElsewhere, marks, MAX_SEARCHES, nonBlankLines, verbatim } from '../definition-text.js';
import { readClassMembers, readEnumMembers } from './definition-members.js';
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
  version: 2,
  *extract(file) {
    let names: ReadonlyMap<string, readonly string[]> | undefined;
    let count = 0;
    const isGlobal = isScript(file);
    for (const { node } of file.nodesAt(CANDIDATE, 0, 'declaration')) {
      const kind = KINDS[node.type];
      if (kind === undefined || node.hasError) continue;
      const statement = statementOf(node);
      if (statement === null) continue;
      names ??= exportedNames(file);
      const found = readDefinition(file, { node, kind, statement });
      if (found === null) continue;
      count += 1;
      const isMentioned = count > MAX_SEARCHES || isMentionedElsewhere(file, found.name, statement);
      yield { ...toFact(file, statement, found, names), ...marks({ isMentioned, isGlobal }) };
    }
  },
};

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

interface Found {
  readonly name: SyntaxNode;
  readonly kind: DefinitionKind;
  readonly typeParameters: number;
  readonly bases: readonly TypeExpression[];
  readonly members: readonly DefinitionMember[];
  readonly decorators?: readonly string[];
  readonly type?: TypeExpression;
}

function readDefinition(
  file: ParsedFile,
  {
    node,
    kind,
    statement,
  }: { readonly node: SyntaxNode; readonly kind: DefinitionKind; readonly statement: SyntaxNode },
): Found | null {
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

/** Overloads of one method become one member with all signatures. */
function mergeOverloads(members: readonly DefinitionMember[]): DefinitionMember[] {
  const merged = new Map<string, DefinitionMember>();
  for (const member of members) {
    const other = merged.get(member.name);
    const type: TypeExpression = ['&', other?.type ?? 'any', member.type ?? 'any'];
    merged.set(member.name, other === undefined ? member : { ...other, type });
  }
  return [...merged.values()];
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

/** Object types, intersections with object types, and unions of literals have members; the rest is a type. */
function aliasShape(type: TypeExpression): Pick<Found, 'bases' | 'members' | 'type'> {
  if (typeof type === 'string') return { bases: [], members: [], type };
  const operands = type.slice(1);
  if (type[0] === '{}') return { bases: [], members: mergeOverloads(operands.flatMap(toMember)) };
  if (type[0] === '|' && operands.length > 1 && operands.every(isLiteralWord)) {
    return { bases: [], members: operands.map((literal) => ({ name: String(literal), type: null })) };
  }
  if (type[0] === '&' && operands.every((operand) => isObject(operand) || isNamed(operand))) {
    const objects = operands.filter(isObject);
    if (objects.length > 0) {
      const members = objects.flatMap((operand) => operand.slice(1).flatMap(toMember));
      return { bases: operands.filter((operand) => !isObject(operand)), members: mergeOverloads(members) };
    }
  }
  return { bases: [], members: [], type };
}

function isLiteralWord(type: TypeExpression): boolean {
  return typeof type === 'string' && /^(?:"|-?\d)/.test(type);
}

function isObject(type: TypeExpression): type is TypeOperation {
  return typeof type !== 'string' && type[0] === '{}';
}

/** A name, a generic type or an imported one: something that an object type can extend. */
function isNamed(type: TypeExpression): boolean {
  return typeof type === 'string' ? /^[@$]/.test(type) : type[0] === '<>' || type[0] === 'import';
}

function toMember(operand: TypeExpression): DefinitionMember[] {
  if (typeof operand === 'string') return [];
  const [name, type = null] = operand;
  return name.endsWith('?') ? [{ name: name.slice(0, -1), type, optional: true }] : [{ name, type }];
}

function toFact(
  file: ParsedFile,
  statement: SyntaxNode,
  found: Found,
  exported: ReadonlyMap<string, readonly string[]>,
): DefinitionFact {
  const { name, ...shape } = found;
  const { startIndex: start, endIndex: end } = statement;
  const isExported = statement.type === 'export_statement';
  const isDefault = isExported && file.text.slice(start, name.startIndex).includes('default') && hasDefault(statement);
  const inline = isExported ? [isDefault ? 'default' : name.text] : [];
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
