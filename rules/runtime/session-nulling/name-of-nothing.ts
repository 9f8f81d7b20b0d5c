import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { Span } from './text-index.js';

/** What a mention of a name is to it: it binds it to nothing, to something, or leaves it alone. */
export type NameRole = 'nothing' | 'something' | 'read';

export interface NameRules {
  /** Types of the nodes within which names are local. */
  readonly functions: RegExp;
  roleOf(mention: SyntaxNode): NameRole;
}

/** Mentions of one name that are looked at; a name that is mentioned more often is taken for something. */
const MOST_MENTIONS = 50;

/** True if all that binds the name, in its function or else in the whole file, binds it to nothing. */
export function standsForNothing(file: ParsedFile, name: SyntaxNode, rules: NameRules): boolean {
  for (const above of file.ancestors(name)) {
    if (!rules.functions.test(above.type)) continue;
    const role = roleWithin(file, { name: name.text, span: above, rules });
    if (role !== 'read') return role === 'nothing';
    break;
  }
  return roleWithin(file, { name: name.text, span: file.tree(), rules }) === 'nothing';
}

interface Mentions {
  readonly name: string;
  readonly span: Span;
  readonly rules: NameRules;
}

function roleWithin(file: ParsedFile, { name, span, rules }: Mentions): NameRole {
  const tree = file.tree();
  const mentions = mentionsOf(name, file.text, span);
  if (mentions.length > MOST_MENTIONS) return 'something';
  const roles = mentions.map((start) => {
    const mention = tree.descendantForIndex(start, start + name.length);
    return mention?.startIndex === start && mention.endIndex === start + name.length ? rules.roleOf(mention) : 'read';
  });
  if (roles.includes('something')) return 'something';
  return roles.includes('nothing') ? 'nothing' : 'read';
}

/** Offsets of the word `name` in a part of the text, one more than is looked at at most. */
function mentionsOf(name: string, text: string, { startIndex, endIndex }: Span): readonly number[] {
  const found: number[] = [];
  let at = text.indexOf(name, startIndex);
  while (at !== -1 && at < endIndex && found.length <= MOST_MENTIONS) {
    if (!/[\w$]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + name.length] ?? '')) found.push(at);
    at = text.indexOf(name, at + name.length);
  }
  return found;
}
