import ts from 'typescript';
import type { Found } from '../../units.js';
import { stringText, type EcmascriptModule } from './ecmascript-module.js';

type ImportFound = Found<'import'>;

/** Calls that name a module without importing it themselves. */
const MODULE_CALLS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'jest',
    new Set(
      'mock doMock unmock dontMock setMock requireMock requireActual unstable_mockModule createMockFromModule'.split(
        ' ',
      ),
    ),
  ],
  ['vi', new Set('mock doMock unmock doUnmock importActual importMock'.split(' '))],
]);

/** Every import of a file: statements, `require`, `import()`, types of `import('…')`, and paths of module mocks. */
export function* findImports(module: EcmascriptModule): Iterable<ImportFound> {
  for (const node of module.nodes) {
    const found = importOf(node);
    if (found === undefined) continue;
    yield { kind: 'import', ...module.lines(node), level: levelOf(found.specifier), ...found };
  }
}

type Import = Omit<ImportFound, 'kind' | 'line' | 'endLine' | 'level'>;

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) return importDeclaration(node);
  if (ts.isExportDeclaration(node)) return exportDeclaration(node);
  if (ts.isImportEqualsDeclaration(node)) return importEquals(node);
  if (ts.isImportTypeNode(node)) return importType(node);
  return ts.isCallExpression(node) ? importCall(node) : undefined;
}

function statement(specifier: ts.Node | undefined, names: readonly string[], isTypeOnly = false): Import | undefined {
  const text = stringText(specifier);
  if (text === undefined || text.includes('\0')) return undefined;
  return { form: 'statement', specifier: text, names, isTypeOnly, isReexport: false };
}

function importDeclaration({ importClause: clause, moduleSpecifier }: ts.ImportDeclaration): Import | undefined {
  const names = clause?.name === undefined ? [] : [`default as ${clause.name.text}`];
  const bindings = clause?.namedBindings;
  if (bindings !== undefined) {
    if (ts.isNamespaceImport(bindings)) names.push(`* as ${bindings.name.text}`);
    else
      names.push(
        ...bindings.elements.map(({ propertyName, name }) => `${(propertyName ?? name).text} as ${name.text}`),
      );
  }
  return statement(moduleSpecifier, names, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
}

function exportDeclaration({
  exportClause: clause,
  moduleSpecifier,
  isTypeOnly,
}: ts.ExportDeclaration): Import | undefined {
  if (moduleSpecifier === undefined) return undefined;
  const names =
    clause === undefined
      ? ['* as ']
      : ts.isNamespaceExport(clause)
        ? [`* as ${clause.name.text}`]
        : clause.elements.map(({ propertyName, name }) => `${(propertyName ?? name).text} as ${name.text}`);
  const found = statement(moduleSpecifier, names, isTypeOnly);
  return found === undefined ? undefined : { ...found, isReexport: true };
}

function importEquals({ moduleReference, name, isTypeOnly }: ts.ImportEqualsDeclaration): Import | undefined {
  if (!ts.isExternalModuleReference(moduleReference)) return undefined;
  return statement(moduleReference.expression, [`* as ${name.text}`], isTypeOnly);
}

function importType({ argument }: ts.ImportTypeNode): Import | undefined {
  return ts.isLiteralTypeNode(argument) ? statement(argument.literal, [], true) : undefined;
}

function importCall(call: ts.CallExpression): Import | undefined {
  const { expression, arguments: values } = call;
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
  if (isRequire || expression.kind === ts.SyntaxKind.ImportKeyword) {
    return statement(values[0], boundNames(call, isRequire));
  }
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  if (MODULE_CALLS.get(expression.expression.text)?.has(expression.name.text) !== true) return undefined;
  const found = statement(values[0], []);
  return found === undefined ? undefined : { ...found, form: 'call' };
}

/** What a `const` binds of the module that its value requires or awaits. */
function boundNames(call: ts.CallExpression, isRequire: boolean): string[] {
  let value: ts.Node = call;
  let isAwaited = isRequire;
  let member: string | undefined;
  for (; !ts.isVariableDeclaration(value.parent); value = value.parent) {
    const above = value.parent;
    if (ts.isAwaitExpression(above)) isAwaited = true;
    else if (ts.isPropertyAccessExpression(above) && isAwaited && member === undefined) member = above.name.text;
    else if (!isTransparent(above)) return [];
  }
  const { name } = value.parent;
  if (!isAwaited) return [];
  if (ts.isIdentifier(name)) return [`${member ?? '*'} as ${name.text}`];
  return member === undefined && ts.isObjectBindingPattern(name) ? name.elements.flatMap(boundName) : [];
}

/** Parentheses, and what only the compiler sees. */
function isTransparent(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

function boundName({ name, propertyName, dotDotDotToken }: ts.BindingElement): string[] {
  if (!ts.isIdentifier(name) || dotDotDotToken !== undefined) return [];
  if (propertyName === undefined) return [`${name.text} as ${name.text}`];
  return ts.isIdentifier(propertyName) ? [`${propertyName.text} as ${name.text}`] : [];
}

function levelOf(specifier: string): number {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return -1;
  return specifier.split('/').filter((part) => part === '..').length;
}
