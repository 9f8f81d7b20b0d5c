import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { ALL, ALWAYS, NONE, type Condition, type Environments } from './environments.js';
import { caseConditions } from './python-cases.js';
import type { World } from './python-comparisons.js';
import { conditionOf } from './python-conditions.js';
import { calleeOf, isAt, partsOf, targetOf } from './python-nodes.js';

/** Deeper nesting of branches that all leave is not followed. */
const MAX_DEPTH = 10;

/**
 * Which branches do not get past a statement with what it is about: those that leave the block; those that refuse to go
 * on, or give `target` another value.
 */
type Leaving = { readonly how: 'leaves' } | { readonly how: 'drops'; readonly target: string };

const LEAVES: Leaving = { how: 'leaves' };

/** The environments that get past the statements of `block` before `child`. */
export function reachBefore(block: SyntaxNode, child: SyntaxNode, world: World): Environments {
  return checksIn(world.file, block)
    .filter(({ endIndex }) => endIndex <= child.startIndex)
    .reduce((reach, statement) => reach & passing(statement, world, LEAVES), ALL);
}

/** The environments in which `target` keeps its value past the statements of `block` between `child` and `end`. */
export function reachAfter(block: SyntaxNode, child: SyntaxNode, { world, target, end }: Keeping): Environments {
  return statementsIn(world.file, block)
    .filter(({ startIndex, endIndex }) => startIndex >= child.endIndex && endIndex <= end)
    .reduce((reach, statement) => reach & passing(statement, world, { how: 'drops', target }), ALL);
}

/** How long a target is to keep its value, and what holds meanwhile. */
export interface Keeping {
  readonly world: World;
  readonly target: string;
  /** The offset up to which it matters. */
  readonly end: number;
}

/** The condition under which a clause of an `if` statement runs: its own, and none of those before it. */
export function branchReach(statement: SyntaxNode, clause: SyntaxNode, world: World): Environments {
  if (isAt(statement, 'condition', clause)) return ALL;
  let reach: Environments = ALL;
  for (const { condition, body } of ifBranches(statement)) {
    const isHere = body !== null && (body.id === clause.id || isWithin(body, clause));
    if (isHere) return reach & condition(world).whenTrue;
    reach &= condition(world).whenFalse;
  }
  return ALL;
}

function isWithin(body: SyntaxNode, clause: SyntaxNode): boolean {
  return body.startIndex >= clause.startIndex && body.endIndex <= clause.endIndex;
}

const BRANCHES = new WeakMap<ParsedFile, Map<number, readonly SyntaxNode[]>>();
const CHECKS = new WeakMap<ParsedFile, Map<number, readonly SyntaxNode[]>>();

/** The statements of a block that branch, or assert something, in order. Found once for each block. */
function statementsIn(file: ParsedFile, block: SyntaxNode): readonly SyntaxNode[] {
  return remembered(BRANCHES, { file, block }, () =>
    block.namedChildren.filter(({ type }) => /^(?:if|match|assert)_statement$/.test(type)),
  );
}

/** Those of them that may leave the block. */
function checksIn(file: ParsedFile, block: SyntaxNode): readonly SyntaxNode[] {
  return remembered(CHECKS, { file, block }, () => statementsIn(file, block).filter(isCheck));
}

function remembered(
  memory: WeakMap<ParsedFile, Map<number, readonly SyntaxNode[]>>,
  { file, block }: { file: ParsedFile; block: SyntaxNode },
  find: () => readonly SyntaxNode[],
): readonly SyntaxNode[] {
  const known = memory.get(file) ?? new Map<number, readonly SyntaxNode[]>();
  memory.set(file, known);
  const found = known.get(block.id) ?? find();
  known.set(block.id, found);
  return found;
}

function isCheck(statement: SyntaxNode): boolean {
  return statement.type === 'assert_statement' || bodiesOf(statement).some((body) => ends(body, LEAVES));
}

/** The blocks of an `if` or `match` statement; none for any other. */
function bodiesOf(statement: SyntaxNode): readonly SyntaxNode[] {
  const clauses = statement.type === 'match_statement' ? statement.childForFieldName('body') : statement;
  if (clauses === null || !/^(?:if|match)_statement$/.test(statement.type)) return [];
  return [clauses, ...partsOf(clauses)].flatMap((clause) => {
    const body = clause.childForFieldName(clause.type === 'else_clause' ? 'body' : 'consequence');
    return body ?? [];
  });
}

function passing(statement: SyntaxNode, world: World, leaving: Leaving): Environments {
  if (statement.type === 'assert_statement') {
    const [asserted] = partsOf(statement);
    return asserted === undefined ? ALL : conditionOf(asserted, world).whenTrue;
  }
  const branches = statement.type === 'if_statement' ? ifBranches(statement) : caseBranches(statement, world);
  if (!branches.some(({ body }) => body !== null && ends(body, leaving))) return ALL;
  let remaining: Environments = ALL;
  let passed: Environments = NONE;
  for (const { condition, body } of branches) {
    const { whenTrue, whenFalse } = condition(world);
    if (body !== null && !ends(body, leaving)) passed |= remaining & whenTrue;
    remaining &= whenFalse;
  }
  return passed | remaining;
}

interface Branch {
  readonly condition: (world: World) => Condition;
  readonly body: SyntaxNode | null;
}

function ifBranches(statement: SyntaxNode): readonly Branch[] {
  const clauses = partsOf(statement).filter(({ type }) => type === 'elif_clause' || type === 'else_clause');
  return [statement, ...clauses].map((clause) => {
    const condition = clause.childForFieldName('condition');
    return {
      condition: (world) => (condition === null ? ALWAYS : conditionOf(condition, world)),
      body: clause.childForFieldName(clause.type === 'else_clause' ? 'body' : 'consequence'),
    };
  });
}

function caseBranches(statement: SyntaxNode, world: World): readonly Branch[] {
  return caseConditions(statement, world).map(({ clause, condition }) => ({
    condition: () => condition,
    body: clause.childForFieldName('consequence'),
  }));
}

/** True if control never gets past the block. */
function ends(block: SyntaxNode, leaving: Leaving, depth = 0): boolean {
  const statements = partsOf(block);
  if (leaving.how === 'drops' && statements.some((one) => targetOf(one) === leaving.target)) return true;
  const last = statements.at(-1);
  switch (last?.type) {
    case 'raise_statement':
      return true;
    case 'return_statement':
    case 'continue_statement':
    case 'break_statement':
      return leaving.how === 'leaves';
    case 'expression_statement':
      return isExit(last.firstNamedChild);
    case 'if_statement': {
      const branches = ifBranches(last);
      const isComplete = partsOf(last).at(-1)?.type === 'else_clause' && depth < MAX_DEPTH;
      return isComplete && branches.every(({ body }) => body !== null && ends(body, leaving, depth + 1));
    }
    default:
      return false;
  }
}

function isExit(call: SyntaxNode | null): boolean {
  return call?.type === 'call' && /^(?:(?:sys\.)?exit|quit|os\._exit|os\.abort)$/.test(calleeOf(call)?.text ?? '');
}
