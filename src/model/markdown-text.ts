import { safeText } from './terminal-text.js';

/** One line of prose, in which what stands between backticks is code. */
export function proseInMarkdown(text: string): string {
  const parts = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? codeInMarkdown(part) : wordsInMarkdown(part))).join('');
}

/**
 * Text in which nothing is markup, neither in Markdown nor in HTML: what could be is written as an entity, which both take
 * for a letter. A zero-width space keeps GitHub from mentioning people, referring to issues, and linking addresses.
 */
export function wordsInMarkdown(text: string): string {
  return entities(safeText(text))
    .replace(/&#(?:64|35);/g, '$&&#8203;')
    .replace(/&#36;/g, '<span>$&</span>')
    .replace(/:(?=\/\/|[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)/gi, '$&&#8203;');
}

/** Inline code, as HTML: a table divides even a code span at a bar, and a summary reads no Markdown. */
export function codeInMarkdown(text: string): string {
  const body = entities(safeText(text))
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, asEntity)
    .replace(/&#64;/g, '<span>$&</span>');
  return `<code>${body}</code>`;
}

function entities(text: string): string {
  return text.replace(/[\\`*_[\]<>&|~#@$]/g, asEntity);
}

/** A character as an entity, which Markdown and HTML take for a letter. */
export function asEntity(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
}
