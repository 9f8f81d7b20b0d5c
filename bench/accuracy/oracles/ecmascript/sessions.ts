import ts from 'typescript';
import type { Found } from '../../units.js';
import { ancestors, type EcmascriptModule } from './ecmascript-module.js';

type SessionFound = Found<'session'>;

const SESSION = /^(?:session|db|\w*_session|dbSession)$/;
const HANDLER = /handler|consumer|on_?message|websocket|listener|subscriber/i;
const TEARDOWN = /^_?(?:constructor|close|cleanup|cleanUp|stop|disconnect|shutdown|teardown|tearDown|dispose|destroy)/;
const CLIENT = /axios|undici|http_?session|ClientSession/i;

/** A unit for each session of an object that is set to `null` or `undefined`, or deleted. */
export function* findSessions(module: EcmascriptModule): Iterable<SessionFound> {
  for (const node of module.nodes) {
    for (const { target, form } of nulledBy(node)) {
      const name = memberName(target);
      if (name === undefined || !SESSION.test(name)) continue;
      const names = namesAround(node);
      yield {
        kind: 'session',
        ...module.lines(node),
        form,
        name,
        target: targetKind(target.expression),
        function: names[0] ?? '',
        isHandler: [module.path, ...names, ...basesAround(module, node)].some((text) => HANDLER.test(text)),
        isTeardown: TEARDOWN.test(names[0] ?? ''),
        isClient: CLIENT.test(module.text),
        opensOwn: false,
      };
    }
  }
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function* nulledBy(node: ts.Node): Iterable<{ target: Access; form: string }> {
  if (ts.isDeleteExpression(node) && isAccess(node.expression)) {
    yield { target: node.expression, form: 'delete' };
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    yield* assigned(node.left, node.right);
  }
}

function* assigned(left: ts.Expression, right: ts.Expression): Iterable<{ target: Access; form: string }> {
  if (isAccess(left) && isNothing(right)) yield { target: left, form: 'assignment' };
  if (!ts.isArrayLiteralExpression(left) || !ts.isArrayLiteralExpression(right)) return;
  for (const [index, element] of left.elements.entries()) {
    const value = right.elements[index];
    if (value !== undefined) yield* assigned(element, value);
  }
}

function isAccess(node: ts.Node): node is Access {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** `a.session = b.session = null` sets both. */
function isNothing(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return isNothing(node.expression);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return isNothing(node.right);
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    ts.isVoidExpression(node) ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  );
}

function memberName(node: Access): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function targetKind(target: ts.Expression): SessionFound['target'] {
  if (target.kind === ts.SyntaxKind.ThisKeyword) return 'self';
  let inner = target;
  while (isAccess(inner) || ts.isCallExpression(inner) || ts.isNonNullExpression(inner)) inner = inner.expression;
  return inner.kind === ts.SyntaxKind.ThisKeyword ? 'nested' : 'other';
}

/** The names of the functions and classes around a node, the nearest first. */
function namesAround(node: ts.Node): string[] {
  return [...ancestors(node)].flatMap((above) => {
    if (ts.isConstructorDeclaration(above)) return ['constructor'];
    const isNamed = ts.isFunctionLike(above) || ts.isClassLike(above) || ts.isVariableDeclaration(above);
    if (!isNamed || above.name === undefined) return [];
    return [above.name.getText()];
  });
}

function basesAround(module: EcmascriptModule, node: ts.Node): string[] {
  return [...ancestors(node)].flatMap((above) =>
    ts.isClassLike(above) ? (above.heritageClauses ?? []).map((clause) => module.source(clause)) : [],
  );
}
