import type { SyntaxNode } from 'compliance-linter';

/** What follows a session in a condition that says it is over. */
const IS_OVER = /^\.(?:is_?closed|closed|is_?expired|expired|invalid|inactive|has_?ended|destroyed|is_?released)\b/i;
/** What follows one in a condition that says it is in use, and what turns that around. */
const IS_IN_USE = /^\.(?:is_?active|active|is_?open|open|is_?connected|connected)\b/i;
const NOT = /(?:\bnot |!)\(?$/;
/** What follows one in a condition that says which one it is: whoever lent it takes it back. */
const IS_ONE = /^ ?(?:is (?!not\b|None\b)|={2,3} ?(?!None\b|null\b|undefined\b|=))/;

/** Of a longer condition the beginning is read, UTF-16 units. */
const LONGEST_CONDITION = 300;

/**
 * True if a place is reached only where the session at `path` is over: `if x.session.closed:`. `ancestors` are the nodes
 * above the place, the nearest first.
 */
export function isGuarded(ancestors: readonly SyntaxNode[], path: string): boolean {
  let child: SyntaxNode | undefined;
  for (const above of ancestors) {
    if (/^(?:function_definition|method_definition|function_declaration|class_\w+)$/.test(above.type)) return false;
    const condition = /^(?:if_statement|elif_clause|while_statement|ternary_expression)$/.test(above.type)
      ? above.childForFieldName('condition')
      : null;
    const isThen = above.childForFieldName('consequence')?.id === child?.id;
    if (condition !== null && isThen && saysItIsOver(condition.text.slice(0, LONGEST_CONDITION), path)) return true;
    child = above;
  }
  return false;
}

function saysItIsOver(condition: string, path: string): boolean {
  const text = withoutSpelling(condition);
  const at = text.indexOf(path);
  if (at === -1) return false;
  const isNegated = NOT.test(text.slice(0, at));
  const after = text.slice(at + path.length);
  return isNegated ? IS_IN_USE.test(after) : IS_OVER.test(after) || IS_ONE.test(after);
}

/** The condition with paths as they are normalised, and single spaces. */
function withoutSpelling(condition: string): string {
  return condition
    .replace(/[!?]\./g, '.')
    .replace(/\[["'`]([\w$]+)["'`]\]/g, '.$1')
    .replace(/\s+/g, ' ');
}
