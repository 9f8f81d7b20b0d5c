import type { ParsedFile } from 'compliance-linter';
import { mockCalls, type MockCall } from './ecmascript-calls.js';
import { commentaryOf, type Commentary } from './ecmascript-comments.js';
import { effectOf } from './ecmascript-effects.js';
import { scopesOf, type Scopes } from './ecmascript-scopes.js';
import { surroundingsOf, type Surroundings } from './ecmascript-statements.js';
import { undefinedNames } from './ecmascript-undefined.js';
import type { Fact, Mock, Target } from './facts.js';

/** The mocks that a file of ECMAScript creates, one fact a statement, and the names of mocking libraries it never defines. */
export function* extractEcmascript(file: ParsedFile): Iterable<Fact> {
  const scopes = scopesOf(file);
  const calls = [...mockCalls(file, scopes)];
  const byNode = new Map(calls.map((call) => [call.node.id, call]));
  const commentary = commentaryOf(file);
  for (const unit of unitsOf(file, calls.filter(isMock), byNode)) yield toFact(file, unit, { scopes, commentary });
  yield* handWritten(file, byNode, commentary);
  yield* undefinedNames(file, scopes);
}

function isMock({ form }: MockCall): boolean {
  return form !== 'group' && form !== 'sandbox';
}

/** A statement and the mocks made in it. */
interface Unit extends Surroundings {
  readonly calls: readonly [MockCall, ...MockCall[]];
}

function unitsOf(file: ParsedFile, mocks: readonly MockCall[], calls: ReadonlyMap<number, MockCall>): Iterable<Unit> {
  const units = new Map<number, Unit>();
  for (const call of mocks) {
    const surroundings = surroundingsOf(file, call.node, calls);
    if (surroundings === undefined) continue;
    const known = units.get(surroundings.statement.id);
    units.set(
      surroundings.statement.id,
      known === undefined ? { ...surroundings, calls: [call] } : { ...known, calls: [...known.calls, call] },
    );
  }
  return units.values();
}

/** From what matters least to what matters most. */
const EFFECTS: readonly Mock['effect'][] = ['environment', 'creates', 'observes', 'replaces'];

function toFact(
  file: ParsedFile,
  { statement, owner, marks, calls }: Unit,
  { scopes, commentary }: { readonly scopes: Scopes; readonly commentary: Commentary },
): Mock {
  const [first] = calls;
  let main = { call: first, effect: effectOf(file, first, scopes).effect };
  const targets: Target[] = [];
  for (const call of calls) {
    const { effect, targets: more } = effectOf(file, call, scopes);
    if (EFFECTS.indexOf(effect) > EFFECTS.indexOf(main.effect)) {
      main = { call, effect };
      targets.length = 0;
    }
    if (effect === main.effect) targets.push(...more);
  }
  const { creator, through, callee } = main.call;
  return {
    kind: 'mock',
    creator,
    ...(through === undefined ? {} : { through }),
    effect: main.effect,
    targets,
    owner,
    lines: commentary.linesOf(statement),
    comments: commentary.commentsOn(statement),
    marks,
    site: file.site(callee.startIndex, callee.endIndex),
  };
}

const HAND_WRITTEN = /\bclass\s+(Mock[A-Z0-9_][\w$]*|(?!Test)[\w$]*[a-z0-9_]Mock)(?![\w$])/g;

/** The classes named as mocks that are no part of a library's mock. */
function* handWritten(file: ParsedFile, calls: ReadonlyMap<number, MockCall>, commentary: Commentary): Iterable<Mock> {
  for (const { node } of file.nodesAt(HAND_WRITTEN, 1)) {
    const isName = node.parent?.childForFieldName('name')?.id === node.id && /class/.test(node.parent.type);
    const surroundings = isName ? surroundingsOf(file, node, calls) : undefined;
    if (surroundings === undefined) continue;
    const { statement, owner, marks } = surroundings;
    yield {
      kind: 'mock',
      creator: node.text,
      effect: 'defines',
      targets: [],
      owner,
      lines: commentary.linesOf(statement),
      comments: commentary.commentsOn(statement),
      marks,
      site: file.site(node.startIndex, node.endIndex),
    };
  }
}
