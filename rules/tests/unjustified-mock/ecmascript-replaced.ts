import {
  ecmascriptDottedName,
  ecmascriptString,
  importsOfName,
  withoutAssertions,
  type ImportedAs,
  type ImportFact,
  type ParsedFile,
  type SyntaxNode,
} from 'compliance-linter';
import type { Declaration, Scopes } from './ecmascript-scopes.js';
import type { Target } from './facts.js';

/** Longest text of an expression that a fact keeps, in UTF-16 units. */
const MAX_TEXT = 80;

/** The beginning of what is written, on one line. */
export function shortText(node: SyntaxNode | undefined): string {
  const text = (node?.text ?? '').replace(/\s+/g, ' ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/** The module that is named, of which the exports `names` are replaced, or all. */
export function moduleTarget(specifier: SyntaxNode, names: readonly string[] | undefined): Target {
  const path = ecmascriptString(specifier) ?? moduleOf(specifier);
  if (path === undefined) return { kind: 'unknown', text: shortText(specifier) };
  return { kind: 'path', path, ...(names === undefined ? {} : { names }) };
}

const LOADERS =
  /^(?:import|require(?:\.resolve)?|jest\.(?:requireActual|requireMock)|vi\.(?:importActual|importMock))$/;

/** The specifier of `import('…')`, `require('…')` and the like, also awaited. */
function moduleOf(expression: SyntaxNode | null): string | undefined {
  if (expression === null) return undefined;
  const node = withoutAssertions(expression);
  if (node.type === 'await_expression') return moduleOf(node.firstNamedChild);
  const callee = node.type === 'call_expression' ? node.childForFieldName('function') : null;
  // Before type arguments the grammar binds `await` closer than the call.
  const isLoader = LOADERS.test(callee?.text.slice(0, MAX_TEXT).replace(/^await\s+/, '') ?? '');
  if (!isLoader) return undefined;
  return ecmascriptString(node.childForFieldName('arguments')?.firstNamedChild);
}

/** The member `name` of `object`; the object itself where there is no name. */
export function memberTarget(
  file: ParsedFile,
  object: SyntaxNode | undefined,
  name: SyntaxNode | undefined,
  scopes: Scopes,
): Target {
  const member = name === undefined ? undefined : ecmascriptString(withoutAssertions(name));
  const isNamed = name === undefined || member !== undefined;
  const place = object === undefined || !isNamed ? undefined : importedPlace(file, object, scopes);
  const last = member === undefined ? [] : [member];
  if (place !== undefined) return { kind: 'imported', from: place.from, names: [...place.names, ...last] };
  const text = (object === undefined ? undefined : dottedName(object)) ?? shortText(object);
  return { kind: 'unknown', text: [text, ...(name === undefined ? [] : [member ?? '…'])].join('.') };
}

/** Objects and classes of the platform; what is assigned to their members was there before. */
const PLATFORM = /^(?:window|globalThis|global|self|document|navigator|console|process|crypto|[A-Z]\w*)$/;

/** What an assignment to `left` replaces; undefined if it may be a new thing of the test's own. */
export function variableTarget(file: ParsedFile, left: SyntaxNode | null, scopes: Scopes): Target | undefined {
  if (left?.type !== 'member_expression' && left?.type !== 'subscript_expression') return undefined;
  const place = importedPlace(file, left, scopes);
  if (place !== undefined) return { kind: 'imported', ...place };
  const [root = ''] = dottedName(left)?.split('.') ?? [];
  // What is imported by that name has been found above.
  const isPlatform = PLATFORM.test(root) && scopes.declarationOf(root, left) === undefined;
  return isPlatform ? { kind: 'unknown', text: shortText(left) } : undefined;
}

/** Longest dotted name that is read, in UTF-16 units. */
const MAX_NAME = 500;

function dottedName(node: SyntaxNode): string | undefined {
  return node.endIndex - node.startIndex > MAX_NAME ? undefined : ecmascriptDottedName(node);
}

interface ImportedPlace {
  readonly from: ImportedAs;
  /** The members below the import. */
  readonly names: readonly string[];
}

/** Where an expression of names comes from, if that is an import: `api.orders`, `require('./api').orders`. */
function importedPlace(file: ParsedFile, expression: SyntaxNode, scopes: Scopes): ImportedPlace | undefined {
  const dotted = dottedName(expression);
  if (dotted === undefined) return loadedPlace(expression);
  const [root = '', ...names] = dotted.split('.');
  const declaration = scopes.declarationOf(root, expression);
  const from = declaration === undefined ? undefined : loadedBy(declaration, root);
  const [imported] = declaration === undefined ? importsOfName(root, file.facts<ImportFact>('imports')) : [];
  const origin = from ?? imported;
  return origin === undefined ? undefined : { from: origin, names };
}

/** What the variable `name` takes of a module that its declaration loads. */
function loadedBy({ node }: Declaration, name: string): ImportedAs | undefined {
  const specifier = node.type === 'variable_declarator' ? moduleOf(node.childForFieldName('value')) : undefined;
  const pattern = node.childForFieldName('name');
  if (specifier === undefined || pattern === null) return undefined;
  if (pattern.type === 'identifier') return { specifier, imported: '*' };
  for (const part of pattern.type === 'object_pattern' ? pattern.namedChildren : []) {
    if (part.type === 'shorthand_property_identifier_pattern' && part.text === name)
      return { specifier, imported: name };
    const isRenamed = part.type === 'pair_pattern' && part.childForFieldName('value')?.text === name;
    if (isRenamed) return { specifier, imported: part.childForFieldName('key')?.text ?? '' };
  }
  return undefined;
}

/** Most members between a module loaded in place and what is mocked of it. */
const MAX_MEMBERS = 10;

function loadedPlace(expression: SyntaxNode): ImportedPlace | undefined {
  const names: string[] = [];
  let node = withoutAssertions(expression);
  while (node.type === 'member_expression' && names.length < MAX_MEMBERS) {
    names.unshift(node.childForFieldName('property')?.text ?? '');
    const object = node.childForFieldName('object');
    if (object === null) return undefined;
    node = withoutAssertions(object);
  }
  const specifier = moduleOf(node);
  return specifier === undefined ? undefined : { from: { specifier, imported: '*' }, names };
}
