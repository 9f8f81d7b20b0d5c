import ts from 'typescript';
import type { LocalhostUnit } from '../../units.js';
import { ancestors, type EcmascriptModule } from './ecmascript-module.js';

const word = (words: string): RegExp => new RegExp(`(?:^|[^a-z])(?:${words})(?:[^a-z]|$)`, 'i');
const DEVELOPMENT = word('dev|devel|develop|development|local|debug|tests?|testing|vitest|jest|ci');
const DEPLOYMENT = word('prod|production|staging|stage|live|deployed');
const ENVIRONMENT = new RegExp(`${DEVELOPMENT.source}|${DEPLOYMENT.source}|node env|environment`, 'i');
const PLACE = /(?:^|[^a-z])(?:dev|development|local|debug|tests?|testing|mock|fake|example|e2e)(?:[^a-z]|$)/i;

/** Whether production gets to a fallback, as far as the file shows: `unsure` where a check stands above it. */
export function guardOf(module: EcmascriptModule, node: ts.Node): LocalhostUnit['guard'] {
  const checks = [...checksAround(module, node)];
  if (checks.includes(true)) return 'guarded';
  if (checks.length > 0) return 'unsure';
  if ([...placesOf(module, node)].some((text) => PLACE.test(apart(text)))) return 'guarded';
  return hasEarlierCheck(module, node) ? 'unsure' : 'unguarded';
}

/** A text with the words of its names apart: `isDevMode`, `NODE_ENV`. */
function apart(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll('_', ' ');
}

/** For each check of an environment around a node, whether it keeps production out. */
function* checksAround(module: EcmascriptModule, node: ts.Node): Iterable<boolean> {
  let below = node;
  for (const above of [node, ...ancestors(node)]) {
    const test = conditionOf(above);
    const text = test === undefined ? '' : apart(module.source(test));
    if (ENVIRONMENT.test(text)) yield isForDevelopment(text, isMet(above, below));
    below = above;
  }
}

function conditionOf(node: ts.Node): ts.Node | undefined {
  if (ts.isIfStatement(node) || ts.isCaseClause(node)) return node.expression;
  if (ts.isConditionalExpression(node)) return node.condition;
  return ts.isBinaryExpression(node) && isAnd(node) ? node.left : undefined;
}

function isMet(branch: ts.Node, node: ts.Node): boolean {
  if (ts.isIfStatement(branch)) return branch.elseStatement !== node;
  return !ts.isConditionalExpression(branch) || branch.whenTrue === node;
}

function isForDevelopment(test: string, isTrue: boolean): boolean {
  const isPositive = isTrue !== /!=|(?:^|[^=!<>])!(?!=)/.test(test);
  const isDevelopment = DEVELOPMENT.test(test);
  if (isDevelopment === DEPLOYMENT.test(test)) return false;
  return isDevelopment === isPositive;
}

function isAnd({ operatorToken }: ts.BinaryExpression): boolean {
  return operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
}

function* placesOf(module: EcmascriptModule, node: ts.Node): Iterable<string> {
  yield module.path;
  for (const above of ancestors(node)) {
    if ((ts.isFunctionLike(above) || ts.isClassLike(above)) && above.name !== undefined) {
      yield module.source(above.name);
    }
  }
}

/** True if a check above, in the same function or at the top of the file, lets some environments not come as far. */
function hasEarlierCheck(module: EcmascriptModule, node: ts.Node): boolean {
  const scope = [...ancestors(node)].find((above) => ts.isFunctionLike(above)) ?? module.file;
  return module.nodes.some(
    (each) =>
      ts.isIfStatement(each) &&
      each.pos >= scope.pos &&
      each.pos < node.pos &&
      /\b(?:return|throw|exit)\b/.test(module.source(each.thenStatement)) &&
      ENVIRONMENT.test(apart(module.source(each.expression))),
  );
}

const BY_NAME: Readonly<Record<string, RegExp>> = {
  'bind address': /bind|listen|^(?:api_?host|server_?host)$/i,
  'allow list': /cors|origin|allow|csp|trusted|whitelist|hosts$/i,
  'mail address': /mail_?from|from_?mail|sender/i,
  'client address': /client_?(?:ip|addr|host)|remote_?addr|peer|forwarded|(?:^|_)ip(?:$|_)/i,
  'cookie domain': /cookie|domain/i,
  'telemetry name': /otel|telemetry|service_?name|instance/i,
  'test or development name': /(?:^|_)(?:test|dev|local|mock)(?:_|$)/i,
};

/** What makes a literal no host to connect to, as far as its names and place show; null if nothing does. */
export function exemptionOf(node: ts.Node, name: string, value: string): string | null {
  if (isBaseOfUrl(node)) return 'the base of a relative address';
  if (isLogged(node)) return 'part of a text';
  if (value.startsWith('0.0.0.0')) return 'bind address';
  const words = name.split(/\W+/);
  if (words.includes('HOSTNAME')) return 'bind address';
  const found = Object.entries(BY_NAME).find(([, pattern]) => words.some((word) => pattern.test(word)));
  return found?.[0] ?? null;
}

function isLogged(node: ts.Node): boolean {
  return [...ancestors(node)].some(
    (above) => ts.isCallExpression(above) && /^(?:console|log|logger)\.\w+$/.test(above.expression.getText()),
  );
}

/** `new URL(path, 'http://localhost')`, whatever the expression around the literal. */
function isBaseOfUrl(node: ts.Node): boolean {
  let below = node;
  for (const above of ancestors(node)) {
    if (ts.isStatement(above)) return false;
    if (ts.isNewExpression(above) && above.expression.getText() === 'URL') return above.arguments?.[1] === below;
    below = above;
  }
  return false;
}
