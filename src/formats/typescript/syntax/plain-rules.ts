import type ts from 'typescript';
import { isPlainFunction, isPlainObject, isPlainPattern, modifiersOf } from './plain-functions.js';
import { isPlainRegularExpression } from './plain-regular-expression.js';

type TypeScript = typeof ts;

/** What encloses a node, as far as the rules of statements and of `await` depend on it. */
export interface Place {
  readonly file: ts.SourceFile;
  readonly hasAwait: boolean;
  readonly isInFunction: boolean;
  readonly isInLoop: boolean;
  readonly isInSwitch: boolean;
}

/** Whether a node in its place breaks no rule of binder and checker; its children are asked for themselves. */
export type Rule = (node: ts.Node, parent: ts.Node, place: Place) => boolean;

interface Surroundings {
  readonly parent: ts.Node;
  readonly file: ts.SourceFile;
}

/** Names that strict code, modules, classes or async functions reserve or restrict; none at all where one is missing. */
const RESTRICTED: ReadonlySet<string> = new Set(
  ' arguments await constructor eval implements interface let package private protected public static yield'.split(' '),
);

/** The kinds of node that can be plain. */
export function rulesOf(compiler: TypeScript): ReadonlyMap<ts.SyntaxKind, Rule> {
  const rules = new Map<ts.SyntaxKind, Rule>();
  for (const kind of freeKinds(compiler.SyntaxKind)) rules.set(kind, () => true);
  for (const [kind, rule] of statementRules(compiler)) rules.set(kind, rule);
  for (const [kind, rule] of expressionRules(compiler)) rules.set(kind, rule);
  for (const [kind, rule] of typeRules(compiler)) rules.set(kind, rule);
  return rules;
}

/** Kinds without a rule of their own. Modifiers are judged with their owners, in `hasModifiers`. */
const FREE =
  'Block EmptyStatement ThrowStatement TryStatement WhileStatement DoStatement ForStatement ' +
  'SwitchStatement CaseClause DefaultClause ImportClause NamedImports ImportSpecifier NamespaceImport ' +
  'NamedExports ExportSpecifier StringLiteral NumericLiteral SpreadElement ' +
  'NoSubstitutionTemplateLiteral TemplateExpression TemplateSpan TemplateHead TemplateMiddle ' +
  'TemplateTail ArrayLiteralExpression PropertyAssignment ShorthandPropertyAssignment SpreadAssignment ' +
  'ElementAccessExpression OmittedExpression PropertyAccessExpression ParenthesizedExpression ' +
  'ConditionalExpression TypeOfExpression VoidExpression NonNullExpression SatisfiesExpression ' +
  'BindingElement ComputedPropertyName ThisKeyword NullKeyword TrueKeyword FalseKeyword AsyncKeyword ' +
  'ExportKeyword DefaultKeyword ReadonlyKeyword EqualsGreaterThanToken QuestionToken ColonToken ' +
  'QuestionDotToken DotDotDotToken JsxElement JsxSelfClosingElement JsxOpeningElement JsxClosingElement ' +
  'JsxFragment JsxOpeningFragment JsxClosingFragment JsxText JsxAttributes JsxAttribute ' +
  'JsxSpreadAttribute JsxExpression StringKeyword NumberKeyword BooleanKeyword AnyKeyword ' +
  'UnknownKeyword NeverKeyword VoidKeyword UndefinedKeyword ObjectKeyword ArrayType UnionType ' +
  'IntersectionType ParenthesizedType LiteralType TypeLiteral IndexedAccessType QualifiedName ' +
  'PostfixUnaryExpression PrefixUnaryExpression';

function freeKinds(kinds: TypeScript['SyntaxKind']): ts.SyntaxKind[] {
  return FREE.split(' ').map((name) => kinds[name as keyof typeof kinds]);
}

function statementRules(compiler: TypeScript): [ts.SyntaxKind, Rule][] {
  const { SyntaxKind: kinds } = compiler;
  return [
    [kinds.ImportDeclaration, (node, parent) => isAtTop(compiler, parent) && isPlainImport(compiler, node)],
    [kinds.ExportDeclaration, (node, parent) => isAtTop(compiler, parent) && isPlainExport(compiler, node)],
    [kinds.ExportAssignment, (node, parent) => isAtTop(compiler, parent) && isPlainDefault(compiler, node)],
    [kinds.VariableStatement, (node, parent) => isInBlock(compiler, parent) && hasExport(compiler, node, parent)],
    [kinds.ExpressionStatement, (node) => compiler.isExpressionStatement(node) && !isStrictDirective(compiler, node)],
    [kinds.VariableDeclarationList, (node, parent) => isPlainList(compiler, node, parent)],
    [kinds.FunctionDeclaration, (node, parent, { file }) => isPlainDeclaration(compiler, node, { parent, file })],
    [
      kinds.ForOfStatement,
      (node) => compiler.isForOfStatement(node) && node.awaitModifier === undefined && hasList(compiler, node),
    ],
    [kinds.ForInStatement, (node) => compiler.isForInStatement(node) && hasList(compiler, node)],
    [kinds.IfStatement, (node) => compiler.isIfStatement(node) && !compiler.isEmptyStatement(node.thenStatement)],
    [kinds.CaseBlock, (node) => compiler.isCaseBlock(node) && node.clauses.filter(compiler.isDefaultClause).length < 2],
    [kinds.CatchClause, (node) => compiler.isCatchClause(node) && isPlainCatch(node.variableDeclaration)],
    [kinds.VariableDeclaration, (node) => compiler.isVariableDeclaration(node) && node.exclamationToken === undefined],
    [kinds.ReturnStatement, (_, __, { isInFunction }) => isInFunction],
    [kinds.BreakStatement, (node, _, place) => hasNoLabel(compiler, node) && (place.isInLoop || place.isInSwitch)],
    [kinds.ContinueStatement, (node, _, { isInLoop }) => hasNoLabel(compiler, node) && isInLoop],
    [kinds.ObjectBindingPattern, (node) => compiler.isObjectBindingPattern(node) && isPlainPattern(compiler, node)],
    [kinds.ArrayBindingPattern, (node) => compiler.isArrayBindingPattern(node) && isPlainPattern(compiler, node)],
  ];
}

function expressionRules(compiler: TypeScript): [ts.SyntaxKind, Rule][] {
  const { SyntaxKind: kinds } = compiler;
  return [
    [kinds.Identifier, (node) => compiler.isIdentifier(node) && !RESTRICTED.has(node.text)],
    [kinds.AwaitExpression, (_, __, { hasAwait }) => hasAwait],
    [kinds.ArrowFunction, (node, _, { file }) => isFunction(compiler, node, { file, modifiers: ['', 'async'] })],
    [kinds.FunctionExpression, (node, _, { file }) => isFunction(compiler, node, { file, modifiers: ['', 'async'] })],
    [kinds.MethodDeclaration, (node, parent, { file }) => isPlainMethod(compiler, node, { parent, file })],
    [kinds.Parameter, (node) => modifiersOf(compiler, node) === ''],
    [
      kinds.ObjectLiteralExpression,
      (node) => compiler.isObjectLiteralExpression(node) && isPlainObject(compiler, node),
    ],
    [kinds.CallExpression, (node) => compiler.isCallExpression(node) && isPlainCall(compiler, node)],
    [kinds.ImportKeyword, (_, parent) => compiler.isCallExpression(parent)],
    [kinds.NewExpression, (node) => compiler.isNewExpression(node) && arePlainArguments(node.typeArguments)],
    [kinds.TaggedTemplateExpression, (node) => compiler.isTaggedTemplateExpression(node) && isPlainTag(compiler, node)],
    [kinds.BinaryExpression, (node) => compiler.isBinaryExpression(node) && isPlainOperation(compiler, node)],
    [
      kinds.DeleteExpression,
      (node) => compiler.isDeleteExpression(node) && compiler.isPropertyAccessExpression(node.expression),
    ],
    [kinds.AsExpression, (node) => compiler.isAsExpression(node) && isPlainAssertion(compiler, node)],
    [
      kinds.RegularExpressionLiteral,
      (node) => compiler.isRegularExpressionLiteral(node) && isPlainRegularExpression(node.text),
    ],
    ...operators(compiler).map((kind): [ts.SyntaxKind, Rule] => [kind, () => true]),
  ];
}

function typeRules(compiler: TypeScript): [ts.SyntaxKind, Rule][] {
  const { SyntaxKind: kinds } = compiler;
  return [
    [kinds.TypeReference, (node) => compiler.isTypeReferenceNode(node) && arePlainArguments(node.typeArguments)],
    [kinds.TypeQuery, (node) => compiler.isTypeQueryNode(node) && arePlainArguments(node.typeArguments)],
    [kinds.ImportType, (node) => compiler.isImportTypeNode(node) && isPlainImportType(compiler, node)],
    [kinds.FunctionType, (node, _, { file }) => isFunction(compiler, node, { file, modifiers: [''] })],
    [kinds.TypeAliasDeclaration, (node, parent) => isInBlock(compiler, parent) && hasExport(compiler, node, parent)],
    [kinds.InterfaceDeclaration, (node, parent) => isPlainInterface(compiler, node, parent)],
    [kinds.PropertySignature, (node) => compiler.isPropertySignature(node) && isPlainSignature(compiler, node)],
    [kinds.TypeParameter, (node) => modifiersOf(compiler, node) === ''],
    [kinds.TypeOperator, (node) => compiler.isTypeOperatorNode(node) && node.operator === kinds.KeyOfKeyword],
  ];
}

/** All binary and unary operators but the comma, which names of properties must not hold. */
function operators(compiler: TypeScript): ts.SyntaxKind[] {
  const { SyntaxKind: kinds } = compiler;
  const symbols =
    '< > <= >= == != === !== + - * ** / % ++ -- << >> >>> & | ^ ! ~ && || ?? = += -= *= **= /= %= <<= >>= >>>= &= |= ^= &&= ||= ??=';
  const names = new Set([...symbols.split(' '), 'in', 'instanceof']);
  return Object.values(kinds).filter(
    (kind): kind is ts.SyntaxKind => typeof kind === 'number' && names.has(compiler.tokenToString(kind) ?? ''),
  );
}

function isStrictDirective(compiler: TypeScript, { expression }: ts.ExpressionStatement): boolean {
  return compiler.isStringLiteral(expression) && expression.text === 'use strict';
}

function isAtTop(compiler: TypeScript, parent: ts.Node): boolean {
  return compiler.isSourceFile(parent);
}

function isInBlock(compiler: TypeScript, parent: ts.Node): boolean {
  return compiler.isSourceFile(parent) || compiler.isBlock(parent) || compiler.isCaseOrDefaultClause(parent);
}

function hasExport(compiler: TypeScript, node: ts.Node, parent: ts.Node): boolean {
  const modifiers = modifiersOf(compiler, node);
  return modifiers === '' || (modifiers === 'export' && isAtTop(compiler, parent));
}

function isPlainImport(compiler: TypeScript, node: ts.Node): boolean {
  if (!compiler.isImportDeclaration(node) || node.attributes !== undefined) return false;
  if (!compiler.isStringLiteral(node.moduleSpecifier)) return false;
  const { importClause: clause } = node;
  const isDouble = clause?.name !== undefined && clause.namedBindings !== undefined;
  return modifiersOf(compiler, node) === '' && !(isDouble && clause.phaseModifier !== undefined);
}

function isPlainExport(compiler: TypeScript, node: ts.Node): boolean {
  if (!compiler.isExportDeclaration(node) || node.attributes !== undefined) return false;
  const { moduleSpecifier: from } = node;
  return modifiersOf(compiler, node) === '' && (from === undefined || compiler.isStringLiteral(from));
}

function isPlainDefault(compiler: TypeScript, node: ts.Node): boolean {
  return compiler.isExportAssignment(node) && !(node.isExportEquals ?? false) && modifiersOf(compiler, node) === '';
}

function isPlainList(compiler: TypeScript, node: ts.Node, parent: ts.Node): boolean {
  if (!compiler.isVariableDeclarationList(node)) return false;
  const { BlockScoped, Const, Let, None }: Record<'BlockScoped' | 'Const' | 'Let' | 'None', number> =
    compiler.NodeFlags;
  const scope = node.flags & BlockScoped;
  const { declarations } = node;
  if (![None, Let, Const].includes(scope) || declarations.length === 0 || declarations.hasTrailingComma) return false;
  if (compiler.isForOfStatement(parent) || compiler.isForInStatement(parent)) {
    return (
      declarations.length === 1 && declarations.every(({ initializer, type }) => (initializer ?? type) === undefined)
    );
  }
  return declarations.every(
    ({ name, initializer }) => initializer !== undefined || (scope !== Const && compiler.isIdentifier(name)),
  );
}

function hasList(compiler: TypeScript, { initializer }: ts.ForInOrOfStatement): boolean {
  return compiler.isVariableDeclarationList(initializer);
}

function isPlainCatch(variable: ts.VariableDeclaration | undefined): boolean {
  return variable === undefined || (variable.initializer === undefined && variable.type === undefined);
}

function hasNoLabel(compiler: TypeScript, node: ts.Node): boolean {
  return compiler.isBreakOrContinueStatement(node) && node.label === undefined;
}

function isPlainDeclaration(compiler: TypeScript, node: ts.Node, { parent, file }: Surroundings): boolean {
  if (!compiler.isFunctionDeclaration(node) || node.body === undefined || !isInBlock(compiler, parent)) return false;
  const exported = ['export', 'export async', 'export default', 'export default async'];
  const modifiers = ['', 'async', ...(isAtTop(compiler, parent) ? exported : [])];
  if (node.name === undefined && !modifiersOf(compiler, node).includes('default')) return false;
  return isFunction(compiler, node, { file, modifiers });
}

function isFunction(
  compiler: TypeScript,
  node: ts.Node,
  { file, modifiers }: { file: ts.SourceFile; modifiers: readonly string[] },
): boolean {
  if (!compiler.isFunctionLike(node) || !modifiers.includes(modifiersOf(compiler, node))) return false;
  return node.typeParameters?.length !== 0 && isPlainFunction(compiler, node, file);
}

function isPlainMethod(compiler: TypeScript, node: ts.Node, { parent, file }: Surroundings): boolean {
  if (!compiler.isMethodDeclaration(node) || !compiler.isObjectLiteralExpression(parent)) return false;
  if (node.body === undefined || node.exclamationToken !== undefined) return false;
  return isFunction(compiler, node, { file, modifiers: ['', 'async'] });
}

function isPlainCall(compiler: TypeScript, node: ts.CallExpression): boolean {
  if (!arePlainArguments(node.typeArguments)) return false;
  if (node.expression.kind !== compiler.SyntaxKind.ImportKeyword) return true;
  const [module, ...others] = node.arguments;
  if (module === undefined || others.length > 0 || compiler.isSpreadElement(module)) return false;
  return node.typeArguments === undefined && node.questionDotToken === undefined;
}

function arePlainArguments(types: ts.NodeArray<ts.TypeNode> | undefined): boolean {
  return types === undefined || (types.length > 0 && !types.hasTrailingComma);
}

function isPlainTag(compiler: TypeScript, node: ts.TaggedTemplateExpression): boolean {
  return (node.flags & compiler.NodeFlags.OptionalChain) === 0 && arePlainArguments(node.typeArguments);
}

/** Patterns to the left of `=` have rules of their own. */
function isPlainOperation(compiler: TypeScript, { left }: ts.BinaryExpression): boolean {
  let target: ts.Expression = left;
  while (compiler.isParenthesizedExpression(target)) target = target.expression;
  return !compiler.isArrayLiteralExpression(target) && !compiler.isObjectLiteralExpression(target);
}

function isPlainAssertion(compiler: TypeScript, { type, expression }: ts.AsExpression): boolean {
  if (!compiler.isConstTypeReference(type)) return true;
  if (compiler.isArrayLiteralExpression(expression) || compiler.isObjectLiteralExpression(expression)) return true;
  return compiler.isStringLiteralLike(expression) || compiler.isNumericLiteral(expression);
}

function isPlainImportType(compiler: TypeScript, node: ts.ImportTypeNode): boolean {
  if (node.attributes !== undefined || !arePlainArguments(node.typeArguments)) return false;
  return compiler.isLiteralTypeNode(node.argument) && compiler.isStringLiteral(node.argument.literal);
}

function isPlainInterface(compiler: TypeScript, node: ts.Node, parent: ts.Node): boolean {
  if (!compiler.isInterfaceDeclaration(node) || node.heritageClauses !== undefined) return false;
  return node.typeParameters?.length !== 0 && isInBlock(compiler, parent) && hasExport(compiler, node, parent);
}

function isPlainSignature(compiler: TypeScript, node: ts.PropertySignature): boolean {
  if ('initializer' in node && node.initializer !== undefined) return false;
  return ['', 'readonly'].includes(modifiersOf(compiler, node)) && !compiler.isComputedPropertyName(node.name);
}
