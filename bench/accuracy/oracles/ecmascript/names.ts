import ts from 'typescript';
import type { EcmascriptModule } from './ecmascript-module.js';

/** The longest chain of names for names that is followed. */
const MAX_ALIASES = 8;

/**
 * Where the value of an expression comes from, by the file's imports: `vitest#vi.fn`, `sinon#*.stub`, `global#jest.mock`
 * for a name that nothing in the file declares. Undefined where that is not known.
 */
export function originOf(module: EcmascriptModule, node: ts.Node, depth = MAX_ALIASES): string | undefined {
  if (depth === 0) return undefined;
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) {
    return originOf(module, node.expression, depth);
  }
  if (ts.isPropertyAccessExpression(node)) {
    const base = originOf(module, node.expression, depth);
    return base === undefined ? undefined : memberOf(base, node.name.text);
  }
  if (ts.isAwaitExpression(node)) return awaitedOrigin(node.expression);
  if (ts.isCallExpression(node)) return callOrigin(module, node, depth);
  if (!ts.isIdentifier(node)) return undefined;
  const [declaration] = module.declarations(node);
  if (declaration === undefined) return `global#${node.text}`;
  return declarationOrigin(module, declaration, depth - 1);
}

/** A call's result is known where it is a module, or what sinon calls a sandbox. */
function callOrigin(module: EcmascriptModule, call: ts.CallExpression, depth: number): string | undefined {
  const { expression } = call;
  if (ts.isIdentifier(expression) && expression.text === 'require') return moduleOrigin(call.arguments[0]);
  const origin = originOf(module, expression, depth);
  return origin !== undefined && /sinon#.*\b(?:createSandbox|sandbox\.create)$/.test(origin) ? 'sinon#*' : undefined;
}

/** `await import('vitest')`. */
function awaitedOrigin(node: ts.Expression): string | undefined {
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport ? moduleOrigin(node.arguments[0]) : undefined;
}

function moduleOrigin(specifier: ts.Node | undefined): string | undefined {
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? `${specifier.text}#*` : undefined;
}

function declarationOrigin(module: EcmascriptModule, node: ts.Declaration, depth: number): string | undefined {
  if (ts.isImportSpecifier(node)) {
    return `${specifierOf(node.parent.parent.parent)}#${(node.propertyName ?? node.name).text}`;
  }
  if (ts.isNamespaceImport(node)) return `${specifierOf(node.parent.parent)}#*`;
  if (ts.isImportClause(node)) return `${specifierOf(node.parent)}#default`;
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return moduleOrigin(node.moduleReference.expression);
  }
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
    return originOf(module, node.initializer, depth);
  }
  return ts.isBindingElement(node) ? elementOrigin(module, node, depth) : undefined;
}

/** `const { fn } = jest`, `const { mock } = require('node:test')`. */
function elementOrigin(module: EcmascriptModule, node: ts.BindingElement, depth: number): string | undefined {
  const declaration = node.parent.parent;
  const key = node.propertyName ?? node.name;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if (!ts.isObjectBindingPattern(node.parent) || !ts.isIdentifier(key)) return undefined;
  const base = originOf(module, declaration.initializer, depth);
  return base === undefined ? undefined : memberOf(base, key.text);
}

function memberOf(base: string, name: string): string {
  return base.endsWith('#*') ? `${base.slice(0, -1)}${name}` : `${base}.${name}`;
}

function specifierOf({ moduleSpecifier }: ts.ImportDeclaration | ts.JSDocImportTag): string {
  return ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : '';
}
