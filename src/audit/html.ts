import { createHash } from 'node:crypto';
import type { Audit, ChecklistItem } from '../model/audit.js';
import { safeText } from '../model/terminal-text.js';
import { documentOf, type Block, type Inline } from './document.js';

const STYLE = `
:root { color-scheme: light dark; --line: #8885; --code: #8882; --bad: #b3261e; --good: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7ee2a0; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin-bottom: .25rem; }
code { background: var(--code); padding: 0 .25em; border-radius: 3px; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .5rem; border: 1px solid var(--line); vertical-align: top; }
ul { padding-left: 1.25rem; } ul.checklist { list-style: none; padding-left: 0; }
.verified b { color: var(--good); } .failed b { color: var(--bad); }
@media print { body { max-width: none; margin: 0; font-size: 11pt; } h2, h3 { break-after: avoid; } li, tr { break-inside: avoid; } }
`;
const STATES: Readonly<Record<ChecklistItem['state'], readonly [mark: string, word: string]>> = {
  verified: ['✓', 'verified'],
  failed: ['✗', 'failed'],
  open: ['○', 'open'],
};

/** The audit as one HTML file that loads nothing and executes nothing. */
export function auditInHtml(audit: Audit): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const title = audit.environment === null ? 'Deployment audit' : `Deployment audit: ${audit.environment}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...documentOf(audit).map(showBlock),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function showBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level.toString()}>${inline(block.text)}</h${block.level.toString()}>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`;
    case 'checklist':
      return `<ul class="checklist">\n${block.items.map(checklistItem).join('\n')}\n</ul>`;
    case 'table':
      return `<table>\n<thead><tr>${block.head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead>\n<tbody>\n${block.rows.map(row).join('\n')}\n</tbody>\n</table>`;
  }
}

function checklistItem({ state, text }: { readonly state: ChecklistItem['state']; readonly text: Inline }): string {
  const [mark, word] = STATES[state];
  return `<li class="${state}"><b>${mark} ${word}</b> ${inline(text)}</li>`;
}

function row(cells: readonly Inline[]): string {
  return `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`;
}

function inline(text: Inline): string {
  return text.map((part) => (typeof part === 'string' ? escape(part) : `<code>${escape(part.code)}</code>`)).join('');
}

function escape(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);
}
