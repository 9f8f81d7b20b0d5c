import ts from 'typescript';
import type { Found } from '../../units.js';
import { ancestors, type EcmascriptModule } from './ecmascript-module.js';
import { mockNamed, type MockName } from './mock-names.js';
import { originOf } from './names.js';

type MockFound = Found<'mock'>;

const EXPLICIT_REASON = /(?:\/\/|\/\*|^\s*\*).*\b(?:justification\s*:|mock\s*:\s*because)\s*\S/i;

interface Creation extends MockName {
  readonly call: ts.CallExpression;
  readonly place: ts.Node;
}

/** A unit for each statement that creates mocks; what a module mock's factory creates is part of the module mock. */
export function* findMocks(module: EcmascriptModule): Iterable<MockFound> {
  const creations = creationsOf(module);
  const calls = new Map(creations.map((creation) => [creation.call, creation]));
  const places = new Map<ts.Node, Creation[]>();
  for (const creation of creations) {
    const around = [...enclosing(creation, calls)];
    if (around.some(({ isModule }) => isModule)) continue;
    const isNested = around.some(({ place }) => place !== creation.place);
    const here = places.get(creation.place) ?? [];
    places.set(creation.place, [...here, isNested ? { ...creation, certainty: 'nested' } : creation]);
  }
  let justifiedUntil = -1;
  for (const [place, [first, ...others]] of places) {
    if (first === undefined) continue;
    const found = unitOf(module, place, { first, others, justifiedUntil });
    if (found.isJustified) justifiedUntil = found.endLine;
    yield found;
  }
}

const CERTAINTIES: readonly MockFound['certainty'][] = ['environment', 'nested', 'other', 'undefined', 'listed'];

function unitOf(
  module: EcmascriptModule,
  place: ts.Node,
  input: { first: Creation; others: readonly Creation[]; justifiedUntil: number },
): MockFound {
  const strongest = input.others.reduce(
    (best, each) => (CERTAINTIES.indexOf(each.certainty) > CERTAINTIES.indexOf(best.certainty) ? each : best),
    input.first,
  );
  const lines = module.lines(place);
  return {
    kind: 'mock',
    ...lines,
    form: 'statement',
    name: strongest.name,
    count: input.others.length + 1,
    certainty: strongest.certainty,
    isJustified: lines.line === input.justifiedUntil + 1 || hasReason(module, lines),
  };
}

function creationsOf(module: EcmascriptModule): Creation[] {
  if (!/mock|jest|\bvi\b|sinon|spy|stub|\bcy\b/i.test(module.text)) return [];
  return module.nodes.flatMap((node) => {
    if (!ts.isCallExpression(node)) return [];
    const mock = mockNamed(originOf(module, node.expression) ?? contextOrigin(module, node));
    return mock === undefined ? [] : [{ ...mock, call: node, place: placeOf(hoistedAround(module, node) ?? node) }];
  });
}

/** `test('…', (t) => t.mock.method(…))` of node:test: a test is handed its own mocks. */
function contextOrigin(module: EcmascriptModule, { expression }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { expression: owner, name } = expression;
  if (!ts.isPropertyAccessExpression(owner) || owner.name.text !== 'mock' || !ts.isIdentifier(owner.expression)) {
    return undefined;
  }
  const [parameter] = module.declarations(owner.expression);
  if (parameter === undefined || !ts.isParameter(parameter)) return undefined;
  const call = parameter.parent.parent;
  if (!ts.isCallExpression(call)) return undefined;
  const test = originOf(module, call.expression);
  return test?.startsWith('node:test#') === true ? `node:test#context.${name.text}` : undefined;
}

/** The call of `vi.hoisted` in whose factory a node stands: the factory is part of that statement. */
function hoistedAround(module: EcmascriptModule, node: ts.Node): ts.CallExpression | undefined {
  for (const above of ancestors(node)) {
    if (!ts.isCallExpression(above) || !ts.isPropertyAccessExpression(above.expression)) continue;
    if (above.expression.name.text === 'hoisted' && isVitest(originOf(module, above.expression.expression)))
      return above;
  }
  return undefined;
}

function isVitest(origin: string | undefined): boolean {
  return origin !== undefined && /^(?:global|vitest)#vi(?:test)?$/.test(origin);
}

/** The innermost statement or field of a class. */
function placeOf(node: ts.Node): ts.Node {
  for (const above of ancestors(node)) {
    if (ts.isPropertyDeclaration(above) || (ts.isStatement(above) && !ts.isBlock(above))) return above;
  }
  return node;
}

/** The creations in whose arguments, or in those of a method called on whose result, a creation stands. */
function* enclosing({ call }: Creation, calls: ReadonlyMap<ts.CallExpression, Creation>): Iterable<Creation> {
  let below: ts.Node = call;
  for (const above of ancestors(call)) {
    if (ts.isCallExpression(above) && above.expression !== below) {
      const outer = innermostCallee(above, calls);
      if (outer !== undefined) yield outer;
    }
    below = above;
  }
}

/** The creation that a chain of calls starts with: `jest.fn()` of `jest.fn().mockImplementation(…)`. */
function innermostCallee(
  call: ts.CallExpression,
  calls: ReadonlyMap<ts.CallExpression, Creation>,
): Creation | undefined {
  for (let node: ts.Node = call; ;) {
    if (ts.isCallExpression(node)) {
      const creation = calls.get(node);
      if (creation !== undefined) return creation;
      node = node.expression;
    } else if (ts.isPropertyAccessExpression(node) || ts.isNonNullExpression(node)) {
      node = node.expression;
    } else {
      return undefined;
    }
  }
}

/** A comment with an explicit reason on the statement, in the block above it or three lines above. */
function hasReason(module: EcmascriptModule, { line, endLine }: { line: number; endLine: number }): boolean {
  const texts = module.text.split(/\r\n|[\r\n\u2028\u2029]/);
  let first = line - 1;
  while (first > 0 && /^\s*(?:\/\/|\/\*|\*)/.test(texts[first - 1] ?? '')) first -= 1;
  const from = Math.max(0, Math.min(first, line - 4));
  return texts.slice(from, endLine).some((text) => EXPLICIT_REASON.test(text));
}
