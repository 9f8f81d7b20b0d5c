import { ecmascriptString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { conditionOf, equalityOf, type Premises } from './ecmascript-conditions.js';
import { exitsIn, leavingStatement } from './ecmascript-exits.js';
import { keyOf, operatorOf } from './ecmascript-paths.js';
import { ALL, DEVELOPMENT, NONE, environmentOf, equalsOneOf, type Environments } from './environments.js';

/** The environments in which `node` may be reached where `premises` hold. */
export function reachOf(file: ParsedFile, node: SyntaxNode, premises: Premises): Environments {
  let reach = ALL;
  let child = node;
  let switchCase: SyntaxNode | undefined;
  for (const parent of file.ancestors(node)) {
    if (parent.type === 'switch_body') switchCase = child;
    reach &=
      parent.type === 'switch_statement' && switchCase !== undefined
        ? reachOfCase(file, { statement: parent, switchCase }, premises)
        : reachWithin(file, { parent, child }, premises);
    child = parent;
  }
  return reach;
}

function reachWithin(
  file: ParsedFile,
  { parent, child }: { parent: SyntaxNode; child: SyntaxNode },
  premises: Premises,
): Environments {
  switch (parent.type) {
    case 'ternary_expression':
    case 'if_statement': {
      const branch = branchOf(parent, child);
      if (branch === undefined) return ALL;
      const { whenTrue, whenFalse } = conditionOf(file, parent.childForFieldName('condition'), premises);
      return branch ? whenTrue : whenFalse;
    }
    case 'binary_expression': {
      const left = parent.childForFieldName('left');
      if (left === null || left.id === child.id) return ALL;
      if (operatorOf(parent) === '&&') return conditionOf(file, left, premises).whenTrue;
      return operatorOf(parent) === '||' && isTest(left) ? conditionOf(file, left, premises).whenFalse : ALL;
    }
    case 'program':
    case 'statement_block':
    case 'switch_case':
    case 'switch_default':
      return reachAmong(file, { block: parent, child }, premises);
    case 'pair':
      return environmentOfKey(parent) & environmentOfOutcome(parent);
    default:
      return ALL;
  }
}

/** Whether `child` is what a conditional does when its condition is true; undefined if it is the condition. */
export function branchOf(conditional: SyntaxNode, child: SyntaxNode): boolean | undefined {
  if (conditional.childForFieldName('consequence')?.id === child.id) return true;
  return conditional.childForFieldName('alternative')?.id === child.id ? false : undefined;
}

/** `isProduction || fallBack()`: a test, not a value that the right side replaces. */
function isTest(left: SyntaxNode): boolean {
  return (
    /^(?:binary|unary|parenthesized)_expression$/.test(left.type) ||
    /^(?:\w+\.)*is[A-Z]\w*$/.test(left.text.slice(0, 80))
  );
}

/** What has left the block before `child`; what throws after it, as a check of all settings does, counts too. */
function reachAmong(
  file: ParsedFile,
  { block, child }: { block: SyntaxNode; child: SyntaxNode },
  premises: Premises,
): Environments {
  let reach = ALL;
  for (const { statement, condition, when, throws } of exitsIn(file, block)) {
    const isBefore = statement.endIndex <= child.startIndex;
    if (!isBefore && !(throws && statement.startIndex >= child.endIndex)) continue;
    const { whenTrue, whenFalse } = conditionOf(file, condition, premises);
    reach &= when ? whenFalse : whenTrue;
  }
  return reach;
}

/** `{ development: { … }, production: { … } }` */
function environmentOfKey(pair: SyntaxNode): Environments {
  const key = keyOf(pair) ?? '';
  const environment = /^[a-z]+$/.test(key) ? environmentOf(key) : undefined;
  if (environment === undefined || environment === DEVELOPMENT) return environment ?? ALL;
  const siblings = pair.parent?.namedChildren ?? [];
  const others = siblings.filter(
    (sibling) => sibling.id !== pair.id && environmentOf(keyOf(sibling) ?? '') !== undefined,
  );
  return others.length > 0 ? environment : ALL;
}

/** `Joi.when('NODE_ENV', { is: 'production', then: …, otherwise: … })` */
function environmentOfOutcome(pair: SyntaxNode): Environments {
  const key = keyOf(pair) ?? '';
  const outcomes = pair.parent;
  if (!/^(?:then|otherwise)$/.test(key) || outcomes?.parent?.type !== 'arguments') return ALL;
  const subject = ecmascriptString(outcomes.parent.firstNamedChild);
  const is = outcomes.namedChildren.find((sibling) => keyOf(sibling) === 'is')?.childForFieldName('value');
  const value = ecmascriptString(is);
  if (subject === undefined || value === undefined) return ALL;
  const { whenTrue, whenFalse } = equalsOneOf(subject, [value]);
  return key === 'then' ? whenTrue : whenFalse;
}

/** The labels by which a case is reached, those above that fall through to it too. */
function labelsOf(switchCase: SyntaxNode, cases: readonly SyntaxNode[]): readonly SyntaxNode[] {
  let labels: SyntaxNode[] = [];
  for (const one of cases) {
    labels.push(one);
    if (one.id === switchCase.id) return labels;
    const bodies = one.namedChildren
      .filter((child) => child.type !== 'comment')
      .slice(one.type === 'switch_case' ? 1 : 0);
    if (leavingStatement(bodies.at(-1) ?? null) !== undefined) labels = [];
  }
  return labels;
}

function reachOfCase(
  file: ParsedFile,
  { statement, switchCase }: { statement: SyntaxNode; switchCase: SyntaxNode },
  premises: Premises,
): Environments {
  const subject = statement.childForFieldName('value');
  const cases = (statement.childForFieldName('body')?.namedChildren ?? []).filter(({ type }) =>
    type.startsWith('switch_'),
  );
  const labels = labelsOf(switchCase, cases);
  const condition = (one: SyntaxNode) => {
    const value = one.childForFieldName('value');
    const isFlagSwitch = subject?.text === '(true)';
    return isFlagSwitch ? conditionOf(file, value, premises) : equalityOf({ left: subject, right: value }, premises);
  };
  const reach = labels
    .filter(({ type }) => type === 'switch_case')
    .reduce<Environments>((set, one) => set | condition(one).whenTrue, NONE);
  if (labels.every(({ type }) => type === 'switch_case')) return reach;
  return cases
    .filter((one) => one.type === 'switch_case' && !labels.includes(one))
    .reduce<Environments>((set, one) => set & condition(one).whenFalse, ALL);
}
