import { pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { wordsOf } from './environments.js';
import { calleeOf, lookupOf, partsOf, type Lookup } from './python-nodes.js';
import { bareOperand, definitionOf, identitiesOf, nameOf } from './python-operands.js';
import { isPartOfUrl } from './python-urls.js';

/** The value whose absence makes a place fall back. */
export interface Missing {
  /** What to call it; undefined where only its destination has a name. */
  readonly name: string | undefined;
  readonly isVariable: boolean;
  readonly isParameter?: true;
  readonly isField?: true;
  readonly unless?: string;
  /** Set for a part of a URL, which its syntax supplies. */
  readonly isOfUrl?: true;
  /** Names that tell what it is for. */
  readonly names: readonly string[];
  /** What identifies it within the file. */
  readonly identities: readonly string[];
}

const MAX_DEPTH = 10;

/** What is missing where the operand before an `or`, or the value of a branch, has no value. */
export function missingOperand(file: ParsedFile, operand: SyntaxNode): Missing {
  const operands = alternativesOf(operand);
  const lookups = operands.map((one) => lookupThrough(file, one)).filter((one) => one !== undefined);
  const [lookup] = lookups;
  const named = operands.map(nameOf).filter((name) => name !== '');
  return {
    name: lookup?.key ?? lastPart(named.at(-1)),
    isVariable: lookup?.isVariable ?? false,
    ...(operands.every((one) => isPartOfUrl(file, one)) ? { isOfUrl: true } : {}),
    names: [...named, ...lookups.map(({ key }) => key), ...operands.map(calledName).filter((name) => name !== '')],
    identities: operands.flatMap((one) => identitiesOf(file, one)),
  };
}

function lastPart(dotted: string | undefined): string | undefined {
  return dotted === undefined || /[^\w.]/.test(dotted) ? undefined : dotted.split('.').at(-1);
}

function calledName(operand: SyntaxNode): string {
  const bare = bareOperand(operand);
  return bare.type === 'call' ? (calleeOf(bare)?.text ?? '') : '';
}

/** The lookup that an operand is, or that its name was given. */
export function lookupThrough(file: ParsedFile, operand: SyntaxNode): Lookup | undefined {
  const bare = bareOperand(operand);
  const defined = bare.type === 'identifier' ? definitionOf(file, bare) : undefined;
  return lookupOf(bare) ?? (defined === undefined ? undefined : lookupOf(bareOperand(defined)));
}

/** `a or b` → `a`, `b`. */
function alternativesOf(operand: SyntaxNode, depth = 0): readonly SyntaxNode[] {
  const bare = bareOperand(operand);
  const [left, right] = [bare.childForFieldName('left'), bare.childForFieldName('right')];
  const isOr = bare.type === 'boolean_operator' && bare.childForFieldName('operator')?.type === 'or';
  if (!isOr || left === null || right === null || depth > MAX_DEPTH) return [operand];
  return [...alternativesOf(left, depth + 1), ...alternativesOf(right, depth + 1)];
}

/**
 * The operands whose absence a condition asks for: `not x`, `x is None`, `x == ""`, the key of `"X" not in os.environ`.
 * It may as well ask for a flag (`not use_tls`), or whether a text holds another.
 */
export function absentIn(condition: SyntaxNode, depth = 0): readonly SyntaxNode[] {
  const bare = bareOperand(condition);
  if (depth > MAX_DEPTH) return [];
  if (bare.type === 'boolean_operator') {
    return partsOf(bare).flatMap((part) => absentIn(part, depth + 1));
  }
  if (bare.type === 'not_operator') {
    const operand = bare.childForFieldName('argument');
    return operand === null || /operator/.test(bareOperand(operand).type) ? [] : [operand];
  }
  const [left, operator, right] = bare.type === 'comparison_operator' ? bare.children : [];
  if (left === undefined || operator === undefined || right === undefined) return [];
  if (operator.type === 'is' || operator.type === '==') {
    const isEmpty = right.type === 'none' || pythonString(right) === '';
    return isEmpty ? [left] : [];
  }
  return operator.type === 'not in' && pythonString(left) !== undefined ? [left] : [];
}

/** True if a name sounds like that of an address. */
export function soundsLikeAddress(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(?:hosts?|hostname|urls?|uri|dsn|endpoints?|addr|address|servers?|brokers?|domain|ip|base|env|redis|database|db)$/.test(
      word,
    ),
  );
}
