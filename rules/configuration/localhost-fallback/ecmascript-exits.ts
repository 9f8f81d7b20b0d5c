import { ecmascriptArguments, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { pathOf } from './ecmascript-paths.js';

/** A statement after which the code goes on only if its condition was not `when`. */
export interface Exit {
  readonly statement: SyntaxNode;
  readonly condition: SyntaxNode | null;
  readonly when: boolean;
  /** True if it ends the program, or this run of it: it throws. */
  readonly throws: boolean;
  /** What it returns, if that is how it exits. */
  readonly returned: SyntaxNode | null;
}

const EXITS = new WeakMap<ParsedFile, Map<number, readonly Exit[]>>();
const MAX_DEPTH = 20;

/** The statements right in a block that leave it on a condition, assertions too. */
export function exitsIn(file: ParsedFile, block: SyntaxNode): readonly Exit[] {
  const known = EXITS.get(file) ?? new Map<number, readonly Exit[]>();
  EXITS.set(file, known);
  const found = known.get(block.id) ?? block.namedChildren.flatMap((statement) => [...exitsOf(statement)]);
  known.set(block.id, found);
  return found;
}

function* exitsOf(statement: SyntaxNode): Iterable<Exit> {
  if (statement.type === 'if_statement') {
    const condition = statement.childForFieldName('condition');
    const branches = [statement.childForFieldName('consequence'), elseOf(statement)];
    for (const [index, branch] of branches.entries()) {
      const last = leavingStatement(branch);
      if (last === undefined) continue;
      const returned = last.type === 'return_statement' ? last.firstNamedChild : null;
      yield { statement, condition, when: index === 0, throws: throwsAt(last), returned };
    }
  }
  const call = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  if (
    call?.type === 'call_expression' &&
    /^(?:assert|invariant|asserts)(?:\.ok)?$/.test(pathOf(callee(call))?.join('.') ?? '')
  )
    yield { statement, condition: ecmascriptArguments(call)[0] ?? null, when: false, throws: true, returned: null };
}

/** The statement of an `else`. */
export function elseOf(statement: SyntaxNode): SyntaxNode | null {
  return statement.childForFieldName('alternative')?.firstNamedChild ?? null;
}

/** The statement at the end of a branch by which it always leaves what is around it. */
export function leavingStatement(branch: SyntaxNode | null, depth = 0): SyntaxNode | undefined {
  if (branch === null || depth > MAX_DEPTH) return undefined;
  switch (branch.type) {
    case 'return_statement':
    case 'throw_statement':
    case 'continue_statement':
    case 'break_statement':
      return branch;
    case 'expression_statement':
      return throwsAt(branch) ? branch : undefined;
    case 'statement_block':
      return leavingStatement(lastStatement(branch), depth + 1);
    case 'if_statement': {
      const no = leavingStatement(elseOf(branch), depth + 1);
      return no === undefined ? undefined : leavingStatement(branch.childForFieldName('consequence'), depth + 1);
    }
    default:
      return undefined;
  }
}

function lastStatement(block: SyntaxNode): SyntaxNode | null {
  let last = block.lastNamedChild;
  while (last?.type === 'comment') last = last.previousNamedSibling;
  return last;
}

function throwsAt(statement: SyntaxNode): boolean {
  if (statement.type === 'throw_statement') return true;
  const call = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  if (call?.type !== 'call_expression') return false;
  return /^(?:process|Deno)\.exit$|^process\.abort$/.test(callee(call)?.text.slice(0, 40) ?? '');
}

function callee(call: SyntaxNode): SyntaxNode | null {
  return call.childForFieldName('function');
}
