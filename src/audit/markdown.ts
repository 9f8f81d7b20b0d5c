import type { Audit, ChecklistItem } from '../model/audit.js';
import { codeInMarkdown, wordsInMarkdown } from '../model/markdown-text.js';
import { documentOf, type Block, type Inline } from './document.js';

const BOXES: Readonly<Record<ChecklistItem['state'], string>> = {
  verified: '[x]',
  failed: '[ ] **failed:**',
  open: '[ ]',
};

/** The audit in Markdown; nothing that the repository holds is markup in it. */
export function auditInMarkdown(audit: Audit): string {
  return `${documentOf(audit).map(showBlock).join('\n\n')}\n`;
}

function showBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`;
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'checklist':
      return block.items.map(({ state, text }) => `- ${BOXES[state]} ${inline(text)}`).join('\n');
    case 'table':
      return [row(block.head.map((title) => [title])), row(block.head.map(() => ['---'])), ...block.rows.map(row)].join(
        '\n',
      );
  }
}

function row(cells: readonly Inline[]): string {
  return `| ${cells.map(inline).join(' | ')} |`;
}

function inline(text: Inline): string {
  return text.map((part) => (typeof part === 'string' ? wordsInMarkdown(part) : codeInMarkdown(part.code))).join('');
}
