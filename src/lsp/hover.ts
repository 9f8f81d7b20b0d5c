import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import type { Finding } from '../model/finding.js';
import type { Rule } from '../model/rule.js';
import type { Judged } from './diagnostics.js';
import { meet, toRange } from './positions.js';

/** What the rules say of the findings at a position: why they matter, and what to do. Null where there is none. */
export function hoverAt(
  position: Position,
  judged: Judged,
  { rules, readsMarkdown }: { readonly rules: readonly Rule[]; readonly readsMarkdown: boolean },
): Hover | null {
  const at = { start: position, end: position };
  const here = judged.findings.filter(
    ({ status, range }) => status !== 'suppressed' && meet(toRange(range, judged.text), at),
  );
  const [first] = here;
  if (first === undefined) return null;
  const value = here.map((finding) => explain(finding, rules)).join('\n\n---\n\n');
  const kind = readsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value }, range: toRange(first.range, judged.text) };
}

function explain({ ruleId, severity, status, fingerprint }: Finding, rules: readonly Rule[]): string {
  const rule = rules.find(({ id }) => id === ruleId);
  const known = status === 'baselined' ? ', in the baseline' : '';
  return [
    `**${ruleId}** (${severity}${known})`,
    ...(rule === undefined ? [] : [rule.summary, `**Why:** ${rule.why}`, `**What to do:** ${rule.repair}`]),
    `Fingerprint: \`${fingerprint}\``,
  ].join('\n\n');
}
