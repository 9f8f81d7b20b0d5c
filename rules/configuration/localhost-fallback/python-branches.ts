import { pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { isWildcard } from './python-cases.js';
import { absentIn, lookupThrough, missingOperand, soundsLikeAddress, type Missing } from './python-missing.js';
import { conditionalOf, isAt, partsOf, plainText, targetOf, type Chain } from './python-nodes.js';
import { nameOf } from './python-operands.js';

const LOCAL = /localhost|127\.0\.0\.1|0\.0\.0\.0|::1/i;

/** What is missing where `chain[index]` is a branch of a conditional expression that stands in for it. */
export function missingInConditional(file: ParsedFile, chain: Chain, index: number): Missing | undefined {
  const node = chain[index];
  const conditional = conditionalOf(chain[index + 1]);
  if (node === undefined || conditional === undefined) return undefined;
  const { consequence, condition, alternative } = conditional;
  const isElse = node.id === alternative.id;
  const other = isElse ? consequence : alternative;
  // `None if secure else "localhost"` chooses nothing.
  if (other.type === 'none' || LOCAL.test(other.text)) return undefined;
  if (isElse) return missingBranch(file, condition, other);
  return absence(file, condition, plainText(other));
}

/** What is missing where the statement at `chain[index]`, which assigns or returns a local host, is reached without it. */
export function missingInBranch(file: ParsedFile, chain: Chain, index: number): Missing | undefined {
  const [statement, block, clause] = [chain[index], chain[index + 1], chain[index + 2]];
  if (statement === undefined || block === undefined) return undefined;
  const effect = effectOf(statement);
  if (effect === undefined) return undefined;
  switch (clause?.type) {
    case 'if_statement':
    case 'elif_clause': {
      const condition = clause.childForFieldName('condition');
      const isHere = condition !== null && isAt(clause, 'consequence', block);
      return (isHere ? absence(file, condition, effect) : undefined) ?? missingAfter(file, statement, effect);
    }
    case 'else_clause':
      return missingInElse(file, chain[index + 3], effect) ?? missingAfter(file, statement, effect);
    case 'except_clause':
      return missingInExcept(file, chain[index + 3], effect);
    case 'case_clause':
      return missingInCase(file, clause, effect);
    default:
      return missingAfter(file, statement, effect);
  }
}

/** True where a local host takes the place of another: `if host in ("0.0.0.0", "::"): host = "127.0.0.1"`. */
export function isTranslation(chain: Chain): boolean {
  return chain.some((node, index) => {
    const parent = chain[index + 1];
    const conditional = conditionalOf(parent);
    if (conditional !== undefined)
      return conditional.condition.id !== node.id && LOCAL.test(conditional.condition.text);
    const isBranch = /^(?:if_statement|elif_clause)$/.test(parent?.type ?? '') && isAt(parent, 'consequence', node);
    return isBranch && LOCAL.test(parent?.childForFieldName('condition')?.text ?? '');
  });
}

/** What a statement does: the target that it assigns, or `return`; undefined for anything else. */
function effectOf(statement: SyntaxNode): string | undefined {
  return statement.type === 'return_statement' ? 'return' : targetOf(statement);
}

/** The value, not local, that a block gives by the same effect. */
function valueIn(block: SyntaxNode | null | undefined, effect: string): SyntaxNode | undefined {
  const statement =
    block === null || block === undefined ? undefined : partsOf(block).findLast((one) => effectOf(one) === effect);
  const value = statement?.type === 'return_statement' ? statement.firstNamedChild : assigned(statement);
  return value === null || value === undefined || value.type === 'none' || LOCAL.test(value.text) ? undefined : value;
}

function assigned(statement: SyntaxNode | undefined): SyntaxNode | null | undefined {
  return statement?.firstNamedChild?.childForFieldName('right');
}

/** The condition asks for the absence of what is assigned, of a variable, or of something that sounds like an address. */
function absence(file: ParsedFile, condition: SyntaxNode, effect: string): Missing | undefined {
  const operand = absentIn(condition).find((one) => {
    const isSame = plainText(one) === effect || lookupThrough(file, one) !== undefined;
    return isSame || soundsLikeAddress(pythonString(one) ?? nameOf(one));
  });
  if (operand === undefined) return undefined;
  const key = pythonString(operand);
  if (key === undefined) return missingOperand(file, operand);
  return { name: key, isVariable: /\benviron\b/.test(condition.text), names: [key], identities: [key] };
}

/** The other branch has a value; here is none. */
function missingBranch(file: ParsedFile, condition: SyntaxNode | null, value: SyntaxNode): Missing | undefined {
  if (condition !== null && LOCAL.test(condition.text)) return undefined;
  const lookup = lookupThrough(file, value);
  const missing = missingOperand(file, value);
  return { ...missing, name: lookup?.key ?? (value.type === 'string' ? undefined : missing.name), identities: [] };
}

function missingInElse(file: ParsedFile, statement: SyntaxNode | undefined, effect: string): Missing | undefined {
  if (statement?.type !== 'if_statement') return undefined;
  const clauses = [statement, ...partsOf(statement).filter(({ type }) => type === 'elif_clause')];
  for (const clause of clauses) {
    const value = valueIn(clause.childForFieldName('consequence'), effect);
    if (value !== undefined) return missingBranch(file, clause.childForFieldName('condition'), value);
  }
  return undefined;
}

function missingInExcept(file: ParsedFile, statement: SyntaxNode | undefined, effect: string): Missing | undefined {
  const value = statement?.type === 'try_statement' ? valueIn(statement.childForFieldName('body'), effect) : undefined;
  return value === undefined ? undefined : missingBranch(file, null, value);
}

function missingInCase(file: ParsedFile, clause: SyntaxNode, effect: string): Missing | undefined {
  if (!isWildcard(clause)) return undefined;
  for (let other = clause.previousNamedSibling; other !== null; other = other.previousNamedSibling) {
    const value = other.type === 'case_clause' ? valueIn(other.childForFieldName('consequence'), effect) : undefined;
    if (value !== undefined) return missingBranch(file, null, value);
  }
  return undefined;
}

/** A `return` right after an `if` or `try` that returns a value; an assignment right before an `if` that looks it up. */
function missingAfter(file: ParsedFile, statement: SyntaxNode, effect: string): Missing | undefined {
  if (effect !== 'return') return missingBefore(file, statement, effect);
  const before = neighbour(statement, 'previousNamedSibling');
  if (before?.type === 'if_statement') return missingInElse(file, before, effect);
  return before?.type === 'try_statement' ? missingInExcept(file, before, effect) : undefined;
}

/** `url = "http://localhost"`, then `if "URL" in os.environ: url = os.environ["URL"]`. */
function missingBefore(file: ParsedFile, statement: SyntaxNode, effect: string): Missing | undefined {
  const after = neighbour(statement, 'nextNamedSibling');
  if (after?.type !== 'if_statement' || after.childForFieldName('alternative') !== null) return undefined;
  const value = valueIn(after.childForFieldName('consequence'), effect);
  const isLookedUp = value !== undefined && lookupThrough(file, value) !== undefined;
  return isLookedUp ? missingBranch(file, after.childForFieldName('condition'), value) : undefined;
}

function neighbour(statement: SyntaxNode, side: 'previousNamedSibling' | 'nextNamedSibling'): SyntaxNode | undefined {
  let node = statement[side];
  while (node?.type === 'comment') node = node[side];
  return node ?? undefined;
}
