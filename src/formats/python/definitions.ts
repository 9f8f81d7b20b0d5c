import type { DefinitionFact, ImportFact, TypeExpression } from '../../model/facts.js';
import type { Span } from '../../model/location.js';
import type { Extractor, ParsedFile, SyntaxNode } from '../../model/syntax.js';
import { isMentionedElsewhere, marks, MAX_SEARCHES, nonBlankLines } from '../definition-text.js';
import { readCallMembers, readClassMembers } from './definition-members.js';
import { type FoundDefinition, parameterName, readBases } from './found-definition.js';
import { type PlainClass, readPlainClass } from './plain-class.js';
import { type PythonNames, readPythonAlias, readPythonType } from './type-expression.js';

/** `class`, `type X =`, and assignments whose value may be a type. */
const CANDIDATE =
  /^[ \t]*(class\b|type[ \t]+\w+[ \t]*[=[]|[A-Z]\w*[ \t]*(?::[ \t]*["']?[\w.]*TypeAlias\b|=[ \t(]*(?:[\w.]*\b(?:Union|Optional|Literal|Annotated|Callable|NewType|TypedDict|NamedTuple|namedtuple|[Dd]ict|[Ll]ist|[Ss]et|[Tt]uple|Mapping|Sequence|Iterable)[ \t]*[[(]|["'\w.]+(?:\[[^\n]*\])?["']?[ \t]*\|)))/dgmu;

const BRANCHES: ReadonlySet<string> = new Set([
  ...['block', 'if_statement', 'elif_clause', 'else_clause', 'try_statement', 'except_clause'],
  ...['except_group_clause', 'finally_clause'],
]);

/** Classes and type aliases at the top level of a Python module, also under `if` and `try`. */
export const definitions: Extractor<DefinitionFact> = {
  version: 3,
  *extract(file) {
    let known: ReadonlySet<string> | undefined;
    const foreign = (): ReadonlySet<string> => (known ??= foreignNames(file));
    const read = (statement: Span, hits: readonly number[]): readonly PlainClass[] | undefined => {
      const plain = readPlainClass(file.text, statement, { hits, foreign });
      return plain && [plain];
    };
    let count = 0;
    for (const hit of file.toldAt(CANDIDATE, { group: 1, extent: 'declaration' }, read)) {
      const { found, statement, place } =
        'node' in hit ? readHit(file, hit.node, foreign) : { ...hit, place: 'module' };
      if (found === null) continue;
      count += 1;
      const isMentioned = count > MAX_SEARCHES || isMentionedElsewhere(file, found.name, statement);
      yield { ...toFact(file, statement, found), ...marks({ isMentioned, isConditional: place === 'branch' }) };
    }
  },
};

/** What a hit defines at the top level of the module, also under `if` and `try`. */
function readHit(
  file: ParsedFile,
  node: SyntaxNode,
  foreign: () => ReadonlySet<string>,
): { found: FoundDefinition | null; statement: SyntaxNode; place: Place } {
  const statement = statementAt(file, node);
  if (statement === null) return { found: null, statement: node, place: 'elsewhere' };
  const place = placeOf(file, statement);
  const found = place === 'elsewhere' || statement.hasError ? null : readDefinition(statement, foreign());
  return { found, statement, place };
}

type Place = 'module' | 'branch' | 'elsewhere';

/** The definition that starts at a hit, with its decorators; null in strings and comments. */
function statementAt(file: ParsedFile, node: SyntaxNode): SyntaxNode | null {
  let statement = statementOf(node, node);
  for (const above of statement === undefined ? file.ancestors(node) : []) {
    statement = statementOf(above, node);
    if (statement !== undefined) break;
  }
  if (statement?.type !== 'class_definition') return statement ?? null;
  const { parent } = statement;
  return parent?.type === 'decorated_definition' ? parent : statement;
}

/** `at` if it is the statement that starts with `node`; undefined if that may be one around it. */
function statementOf(at: SyntaxNode, node: SyntaxNode): SyntaxNode | null | undefined {
  switch (at.type) {
    case 'class_definition':
    case 'type_alias_statement':
      return at;
    case 'expression_statement':
      return at.startIndex === node.startIndex && at.firstNamedChild?.type === 'assignment' ? at : null;
    case 'string':
    case 'comment':
    case 'block':
    case 'module':
      return null;
    default:
      return undefined;
  }
}

function placeOf(file: ParsedFile, statement: SyntaxNode): Place {
  let isBranch = false;
  for (const above of file.ancestors(statement)) {
    if (above.type === 'module') return isBranch ? 'branch' : 'module';
    if (!BRANCHES.has(above.type)) return 'elsewhere';
    isBranch = true;
  }
  return 'elsewhere';
}

/** Names imported from modules other than `typing` and its kin: they keep their own meaning. */
function foreignNames(file: ParsedFile): ReadonlySet<string> {
  const foreign = new Set<string>();
  for (const { specifier, names } of file.facts<ImportFact>('imports')) {
    if (/^(?:typing|typing_extensions|collections|collections\.abc|types|builtins)$/.test(specifier)) continue;
    for (const { local } of names) foreign.add(local);
  }
  return foreign;
}

function readDefinition(statement: SyntaxNode, foreign: ReadonlySet<string>): FoundDefinition | null {
  switch (statement.type) {
    case 'class_definition':
      return readClass(statement, [], foreign);
    case 'decorated_definition': {
      const inner = statement.childForFieldName('definition');
      const decorators = statement.namedChildren.filter((child) => child.type === 'decorator').map(decoratorName);
      return inner === null ? null : readClass(inner, decorators, foreign);
    }
    case 'type_alias_statement':
      return readTypeStatement(statement, foreign);
    default:
      return readAliasAssignment(statement.firstNamedChild, foreign);
  }
}

function decoratorName(decorator: SyntaxNode): string {
  const expression = decorator.firstNamedChild;
  const called = expression?.type === 'call' ? expression.childForFieldName('function') : expression;
  return called?.text.replace(/\s+/g, '') ?? '';
}

function readClass(
  node: SyntaxNode,
  decorators: readonly string[],
  foreign: ReadonlySet<string>,
): FoundDefinition | null {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  if (name === null || body === null) return null;
  const argumentNodes = node.childForFieldName('superclasses')?.namedChildren ?? [];
  const keywords = argumentNodes.filter((child) => child.type === 'keyword_argument').map(squeezed);
  const written = argumentNodes.filter((child) => child.type !== 'keyword_argument' && child.type !== 'comment');
  const own = parameterNames(node.childForFieldName('type_parameters'));
  const bases = readBases(
    written.map((base) => base.text),
    own,
    foreign,
  );
  const names: PythonNames = { foreign, parameters: bases.parameters };
  return {
    name,
    kind: 'class',
    ...bases,
    members: readClassMembers(body, names, keywords.includes('total=False')),
    ...(decorators.length === 0 ? {} : { decorators }),
    ...(keywords.length === 0 ? {} : { keywords }),
  };
}

function squeezed(node: SyntaxNode): string {
  return node.text.replace(/\s+/g, '');
}

/** The names in `[T, *Ts, K: int = str]` of PEP 695. */
function parameterNames(list: SyntaxNode | null): string[] {
  return list === null ? [] : list.namedChildren.map((child) => parameterName(child.text));
}

function readTypeStatement(node: SyntaxNode, foreign: ReadonlySet<string>): FoundDefinition | null {
  const [left, right] = node.namedChildren;
  const generic = left?.firstNamedChild;
  const name = generic?.type === 'generic_type' ? generic.firstNamedChild : generic;
  if (left === undefined || right === undefined || name?.type !== 'identifier') return null;
  const list = generic?.type === 'generic_type' ? (generic.namedChildren[1] ?? null) : null;
  const parameters = parameterNames(list);
  const type = readPythonAlias(right.text, { foreign, parameters });
  return { name, kind: 'alias', parameters, ...aliasShape(type) };
}

function readAliasAssignment(assignment: SyntaxNode | null, foreign: ReadonlySet<string>): FoundDefinition | null {
  const name = assignment?.childForFieldName('left');
  const value = assignment?.childForFieldName('right');
  if (assignment === null || name?.type !== 'identifier' || value === null || value === undefined) return null;
  const names: PythonNames = { foreign, parameters: [] };
  const annotation = assignment.childForFieldName('type')?.text ?? '';
  if (value.type === 'call') return annotation === '' ? readCall(name, value, names) : null;
  const type = readPythonAlias(value.text, names);
  const isAlias = /\bTypeAlias\b/.test(annotation) || (annotation === '' && isTypeLike(type, value));
  return isAlias ? { name, kind: 'alias', parameters: [], ...aliasShape(type) } : null;
}

/** True if a bare assignment can only mean a type: `A | None`, `Union[A, B]`; not flags such as `READ | WRITE`. */
function isTypeLike(type: TypeExpression, value: SyntaxNode): boolean {
  if (value.type === 'subscript' && typeof type !== 'string' && type[0] === 'annotated') return true;
  if (value.type === 'subscript') return typeof type === 'string' || type[0] !== '<>' || isGenericType(type[1]);
  if (value.type !== 'binary_operator' || typeof type === 'string' || type[0] !== '|') return false;
  return type.slice(1).every((part) => typeof part !== 'string' || isTypeWord(part));
}

function isGenericType(head: TypeExpression | undefined): boolean {
  return typeof head === 'string' && /^(?:list|dict|set|frozenset|tuple|type|@[A-Z]\w*[a-z]\w*)$/.test(head);
}

function isTypeWord(word: string): boolean {
  return !word.startsWith('@') || /^@(?:\w+\.)*_?[A-Z]\w*[a-z]/.test(word) || /^@\w+\.\w+$/.test(word);
}

function readCall(name: SyntaxNode, call: SyntaxNode, names: PythonNames): FoundDefinition | null {
  const callee = call.childForFieldName('function')?.text.replace(/^.*\./s, '') ?? '';
  const common = { name, parameters: [] };
  switch (callee) {
    case 'TypedDict': {
      const members = readCallMembers(call, names, /\btotal\s*=\s*False\b/.test(call.text));
      return { ...common, kind: 'class', bases: ['@TypedDict'], members };
    }
    case 'NamedTuple':
    case 'namedtuple':
      return { ...common, kind: 'class', bases: ['@NamedTuple'], members: readCallMembers(call, names, false) };
    case 'NewType': {
      const base = call.childForFieldName('arguments')?.namedChildren[1];
      if (base === undefined) return null;
      return {
        ...common,
        kind: 'alias',
        bases: [],
        members: [],
        type: ['<>', '@NewType', readPythonType(base.text, names)],
      };
    }
    default:
      return null;
  }
}

/** A union of nothing but literals has them as members. */
function aliasShape(type: TypeExpression): Pick<FoundDefinition, 'bases' | 'members' | 'type'> {
  const parts = typeof type === 'string' ? [type] : type[0] === '|' ? type.slice(1) : [];
  if (parts.length > 1 && parts.every((part) => typeof part === 'string' && /^(?:"|-?\d|True$|False$)/.test(part))) {
    return { bases: [], members: parts.map((literal) => ({ name: String(literal), type: null })) };
  }
  return { bases: [], members: [], type };
}

function toFact(file: ParsedFile, statement: PlainClass['statement'], found: FoundDefinition): DefinitionFact {
  const { name, parameters, ...shape } = found;
  const { startIndex: start, endIndex: end } = statement;
  return {
    ...shape,
    name: name.text,
    exportedAs: name.text.startsWith('_') ? [] : [name.text],
    typeParameters: parameters.length,
    site: file.site(name.startIndex, name.endIndex),
    range: file.range(start, end),
    lines: nonBlankLines(file.text.slice(start, end)),
  };
}
