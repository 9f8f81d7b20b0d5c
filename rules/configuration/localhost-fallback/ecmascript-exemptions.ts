import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { bindingOf, usesOf } from './ecmascript-bindings.js';
import { NO_PREMISES } from './ecmascript-conditions.js';
import { reachOf } from './ecmascript-guards.js';
import { operatorOf } from './ecmascript-paths.js';
import { DEPLOYED, NONE, wordsOf } from './environments.js';

const MAX_COMMENTS = 30;
const MAX_USES = 50;

/** Comments, in small letters and single spaces, that say who alone gets there. */
const ONLY =
  /\b(?:dev|development|testing|tests?|local|debugging)(?: (?:use|usage|purposes?|mode|environments?|setups?|machines?|runs?))? only\b|(?<!not )\bonly (?:be )?(?:ever )?(?:used |meant |intended |needed |reached )?(?:for|in|during|on|while) (?:the |a |your |local ){0,2}(?:dev|development|developing|developers?|testing|tests?|local)\b|\b(?:not|never) (?:be )?(?:meant |intended |suitable |used |use )?(?:for|in) production\b/;

/** True if a comment says that `node`, or what is around it, is for development or tests alone. */
export function isSaidForDevelopment(file: ParsedFile, node: SyntaxNode, owners: readonly string[]): boolean {
  const subjects = owners.map((owner) => wordsOf(owner).slice(0, 2).join(' ')).filter((words) => words.includes(' '));
  let child = node;
  for (const parent of file.ancestors(node)) {
    if (commentsOn(file, child).some(({ text }) => ONLY.test(plain(text)))) return true;
    const remarks = subjects.length > 0 && parent.type === 'statement_block' ? parent.namedChildren : [];
    const about = remarks.filter((one) => one.type === 'comment' && one.endIndex <= child.startIndex);
    const remark = plain(about.map(({ text }) => text).join('\n'));
    if (subjects.some((subject) => remark.includes(subject)) && ONLY.test(remark)) return true;
    child = parent;
  }
  return false;
}

/** The comments in the lines directly above a node, and the one behind it. */
function commentsOn(file: ParsedFile, node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const behind = node.nextNamedSibling;
  if (behind?.type === 'comment' && !file.text.slice(node.endIndex, behind.startIndex).includes('\n'))
    found.push(behind);
  let below = node;
  while (found.length < MAX_COMMENTS) {
    const above = below.previousNamedSibling;
    if (above?.type !== 'comment' || !isDirectlyAbove(file, above, below)) break;
    found.unshift(above);
    below = above;
  }
  return found;
}

/** A comment has its lines for itself, and none is empty before what it says something of. */
function isDirectlyAbove(file: ParsedFile, comment: SyntaxNode, below: SyntaxNode): boolean {
  const between = file.text.slice(comment.endIndex, below.startIndex);
  const lineStart = file.text.lastIndexOf('\n', comment.startIndex - 1) + 1;
  const before = comment.startIndex === 0 ? '' : file.text.slice(lineStart, comment.startIndex);
  return before.trim() === '' && between.split('\n').length <= 2;
}

function plain(text: string): string {
  return text.replace(/[\s*/]+/g, ' ').toLowerCase();
}

const LOCAL = String.raw`(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)`;

/** True if the file asks of one of these names whether it is the local host, or replaces that: a mark, not an address. */
export function isMark(file: ParsedFile, names: readonly string[]): boolean {
  return names.some((name) => {
    if (!/^[A-Za-z_]\w{0,80}$/.test(name)) return false;
    const subject = String.raw`(?<![\w$])${name}\b`;
    const compared = String.raw`${subject}\s{0,3}[!=]==?\s{0,3}["'\x60]${LOCAL}`;
    const replaced = String.raw`${subject}\??\.(?:replace|replaceAll|includes|startsWith)\(\s{0,9}["'\x60/]${LOCAL}`;
    const listed = String.raw`(?:HOST|DOMAIN|LOCAL|[hH]osts|[hH]ostnames|[dD]omains)\w{0,40}\.(?:includes|has)\(\s{0,9}(?:\w{1,40}\.){0,3}${name}\b`;
    return new RegExp(`${compared}|${replaced}|${listed}`).test(file.text);
  });
}

/** True if nothing deployed connects to what a variable holds, by all its uses in its own file; exports may have others. */
export function isUsedElsewise(file: ParsedFile, declarator: SyntaxNode | undefined): boolean {
  const name = declarator?.childForFieldName('name');
  if (declarator === undefined || name?.type !== 'identifier') return false;
  const binding = bindingOf(file, name.text, declarator);
  if (binding === undefined) return false;
  const isExported = declarator.parent?.parent?.type === 'export_statement';
  let count = 0;
  for (const use of usesOf(file, name.text, binding)) {
    if (use.parent?.type === 'export_specifier') continue;
    count += 1;
    if (count > MAX_USES) return false;
    const isInDevelopment = (reachOf(file, use, NO_PREMISES) & DEPLOYED) === NONE;
    if (!isInDevelopment && (isExported || !isCompared(use))) return false;
  }
  return count > 0;
}

/** `x.startsWith(base)`, `x.replace(base, '')`, `origin === base`: looked for in a text, not connected to. */
function isCompared(use: SyntaxNode): boolean {
  const { parent } = use;
  if (parent?.type === 'binary_expression') return /^[!=]==?$/.test(operatorOf(parent));
  if (parent?.type !== 'arguments' || parent.firstNamedChild?.id !== use.id) return false;
  const callee = parent.parent?.childForFieldName('function');
  return /^(?:startsWith|endsWith|includes|indexOf|replace|replaceAll|split)$/.test(
    callee?.childForFieldName('property')?.text ?? '',
  );
}
