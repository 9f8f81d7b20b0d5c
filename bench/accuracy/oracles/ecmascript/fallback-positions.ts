import ts from 'typescript';
import { ancestors, type EcmascriptModule } from './ecmascript-module.js';

/** Where a value stands: the kind of place, the name that it has there, its node. */
export interface Fallback {
  readonly form: string;
  readonly name: string;
  readonly node: ts.Node;
}

/** The fallback that a value is, and those that the name of the value stands in. */
export function* fallbacksOf(module: EcmascriptModule, node: ts.Node): Iterable<Fallback> {
  const direct = fallbackOf(module, node);
  if (direct !== undefined) yield direct;
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return;
  const { text } = declaration.name;
  for (const use of module.nodes) {
    if (!ts.isIdentifier(use) || use.text !== text || use === declaration.name) continue;
    if (!module.declarations(use).includes(declaration)) continue;
    const found = fallbackOf(module, use);
    if (found !== undefined) yield { ...found, form: `name:${found.form}` };
  }
}

/** The fallback position of an expression, climbing out of parentheses, lists, templates, assertions, `() => …` and `new URL(…)`. */
function fallbackOf(module: EcmascriptModule, value: ts.Node): Fallback | undefined {
  let node = value;
  for (const above of ancestors(value)) {
    if (ts.isBinaryExpression(above)) return inBinary(module, above, node);
    if (ts.isConditionalExpression(above)) {
      if (node === above.condition) return undefined;
      return { form: 'ternary', name: `${words(above.condition)} ${owner(above)}`, node };
    }
    if (ts.isCallExpression(above)) return inCall(above, node);
    if (isDefaulted(above)) return inDefault(above, node);
    if (ts.isStatement(above)) return inStatement(module, above, node);
    if (!isWrapper(above, node) && !ts.isVariableDeclarationList(above)) return undefined;
    node = above;
  }
  return undefined;
}

function isWrapper(above: ts.Node, node: ts.Node): boolean {
  if (ts.isNewExpression(above)) return above.arguments?.length === 1 && above.arguments[0] === node;
  return (
    ts.isParenthesizedExpression(above) ||
    ts.isArrayLiteralExpression(above) ||
    ts.isTemplateSpan(above) ||
    ts.isTemplateExpression(above) ||
    (ts.isArrowFunction(above) && above.body === node) ||
    ts.isAsExpression(above) ||
    ts.isSatisfiesExpression(above) ||
    ts.isNonNullExpression(above)
  );
}

const FALLBACK_OPERATORS = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.BarBarToken, '||'],
  [ts.SyntaxKind.QuestionQuestionToken, '??'],
  [ts.SyntaxKind.BarBarEqualsToken, '||='],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, '??='],
]);

function inBinary(module: EcmascriptModule, binary: ts.BinaryExpression, node: ts.Node): Fallback | undefined {
  const form = FALLBACK_OPERATORS.get(binary.operatorToken.kind);
  if (form !== undefined && binary.right === node) {
    return { form, name: `${words(binary.left)} ${owner(binary)}`, node: binary };
  }
  if (form !== undefined) return fallbackOf(module, binary);
  const isAssignment = binary.operatorToken.kind === ts.SyntaxKind.EqualsToken && binary.right === node;
  if (isAssignment && ts.isExpressionStatement(binary.parent)) {
    return inBranch(binary.parent, words(binary.left));
  }
  return undefined;
}

const GETTERS = /^(?:get|getOrDefault|getEnv\w*|env\w*|config|optional|str|string|url|getString|getVar\w*)$/;

function inCall(call: ts.CallExpression, node: ts.Node): Fallback | undefined {
  const { expression, arguments: values } = call;
  const isMethod = ts.isPropertyAccessExpression(expression);
  const name = isMethod ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
  if (name === 'default' && isMethod && values[0] === node) return { form: 'schema', name: owner(call), node: call };
  const [first] = values;
  if (first === undefined || values[1] !== node || !GETTERS.test(name)) return undefined;
  return { form: 'get', name: `${words(first)} ${owner(call)}`, node: call };
}

type Defaulted = ts.ParameterDeclaration | ts.BindingElement | ts.PropertyDeclaration | ts.ShorthandPropertyAssignment;

function isDefaulted(node: ts.Node): node is Defaulted {
  return (
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isShorthandPropertyAssignment(node)
  );
}

function inDefault(above: Defaulted, node: ts.Node): Fallback {
  if (ts.isParameter(above)) return { form: 'parameter', name: words(above.name), node };
  if (ts.isBindingElement(above)) {
    return { form: 'destructuring', name: words(above.propertyName ?? above.name), node };
  }
  return { form: ts.isPropertyDeclaration(above) ? 'constant' : 'destructuring', name: words(above.name), node };
}

function inStatement(module: EcmascriptModule, statement: ts.Statement, node: ts.Node): Fallback | undefined {
  if (!ts.isReturnStatement(statement) || statement.expression !== node) return undefined;
  const caller = [...ancestors(statement)].find((above) => ts.isFunctionLike(above));
  const found = inBranch(statement, caller === undefined ? '' : words(caller.name ?? caller.parent));
  return found ?? afterReturn(module, statement, caller);
}

/** `if (x) return x; return 'localhost'`. */
function afterReturn(
  module: EcmascriptModule,
  statement: ts.ReturnStatement,
  caller: ts.Node | undefined,
): Fallback | undefined {
  if (!ts.isBlock(statement.parent) || statement.parent.parent !== caller) return undefined;
  const { statements } = statement.parent;
  const before = statements[statements.indexOf(statement) - 1];
  if (before === undefined || !ts.isIfStatement(before)) return undefined;
  const isReturn = /^(?:\{\s*)?return\b/.test(module.source(before.thenStatement));
  return isReturn ? { form: 'last-return', name: words(before.expression), node: statement } : undefined;
}

/** The branch of an `if` or `catch` that consists of, or holds, the statement. */
function inBranch(statement: ts.Statement, name: string): Fallback | undefined {
  const block: ts.Node = ts.isBlock(statement.parent) ? statement.parent : statement;
  const above = block.parent;
  if (ts.isCatchClause(above)) return { form: 'catch', name, node: statement };
  if (ts.isCaseOrDefaultClause(above)) {
    return { form: ts.isDefaultClause(above) ? 'default-case' : 'branch', name, node: statement };
  }
  if (!ts.isIfStatement(above)) return undefined;
  if (above.elseStatement === block) return { form: 'else', name, node: statement };
  const { expression: test } = above;
  const isAbsent =
    (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken) ||
    (ts.isBinaryExpression(test) &&
      /^===?$/.test(test.operatorToken.getText()) &&
      /^(?:undefined|null|''|"")$/.test(test.right.getText()));
  return { form: isAbsent ? 'if-not' : 'branch', name, node: statement };
}

/** The name of what a value is assigned to, or of the key it stands at. */
function owner(node: ts.Node): string {
  for (const above of ancestors(node)) {
    if (ts.isVariableDeclaration(above) || ts.isPropertyAssignment(above) || ts.isPropertyDeclaration(above)) {
      return words(above.name);
    }
    if (ts.isBinaryExpression(above) && above.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      return words(above.left);
    }
    if (ts.isStatement(above)) return '';
  }
  return '';
}

/** The identifiers and strings in an expression. */
function words(node: ts.Node): string {
  if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) return node.text;
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    const text = ts.isBlock(child) ? '' : words(child);
    if (text !== '') found.push(text);
  });
  return found.join(' ');
}
