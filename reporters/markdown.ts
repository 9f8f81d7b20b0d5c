import {
  asEntity,
  changeText,
  codeInMarkdown,
  countText,
  defineReporter,
  displayScore,
  formatCount,
  proseInMarkdown,
  safeText,
  SEVERITIES,
  wordsInMarkdown,
} from 'compliance-linter';
import type { Finding, Range, RenderOptions, Report, RuleDescription, Score } from 'compliance-linter';

/** What a comment on GitHub may hold, in characters. */
const MAX_LENGTH = 65_536;
/** Kept free for the sentences that count what was left out. */
const RESERVED = 300;
const MAX_ROWS = 25;
const MAX_ITEMS = 20;
const MAX_REASONS = 10;
const MAX_PATHS = 5;
const MAX_KINDS = 10;
/** Characters before escaping. */
const MAX_MESSAGE = 300;
const MAX_PATH = 160;
const MAX_KIND = 20;
const MAX_URL = 1000;
/** Characters after it: of the list of what was not checked, and of the words around a rule's findings. */
const MAX_UNCHECKED = 8000;
const RULE_FRAME = 100;

export default defineReporter({
  summary: 'A comment for a pull request, in Markdown: the verdict, what is new, why it matters and what to do.',
  extension: 'md',
  *render(report, options) {
    const findings = rankFindings(report);
    const fresh = findings.filter((finding) => finding.isNew);
    const head = [...giveVerdict(report), ...summarize(report, findings)].join('');
    const tail = [...listUnchecked(report), signReport(report)].join('');
    const room = MAX_LENGTH - RESERVED - head.length - tail.length;
    const table = takeFitting(
      fresh.slice(0, MAX_ROWS).map((finding) => showRow(finding, options)),
      room / 2,
    );
    const listed = new Set(fresh.slice(0, table.length));
    yield head;
    if (table.length > 0) yield `${TABLE_HEAD}${table.join('')}\n`;
    if (fresh.length > table.length) yield `… and ${countText(fresh.length - table.length, 'more new finding')}.\n\n`;
    yield* explainRules(report, { findings, listed, room: room - lengthOf(table), options });
    yield tail;
  },
});

const TABLE_HEAD = '| Severity | Place | Rule | What is wrong |\n| --- | --- | --- | --- |\n';

/** Open findings: the new ones first, then the most severe, then in the report's order. */
function rankFindings(report: Report): readonly Finding[] {
  return report.findings
    .filter(({ status }) => status === 'open')
    .sort(
      (a, b) => Number(b.isNew) - Number(a.isNew) || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
    );
}

/** As many of the first texts as fit into `room` characters, each with a frame of so many more. */
function takeFitting(texts: readonly string[], room: number, frame = 0): readonly string[] {
  let length = 0;
  const end = texts.findIndex((text) => (length += text.length + frame) > room);
  return end === -1 ? texts : texts.slice(0, end);
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((length, text) => length + text.length, 0);
}

/** The first line is how a workflow finds the comment that it wrote before. */
function* giveVerdict({ tool, gate, failures, change }: Report): Generator<string> {
  const icon = gate.passed ? '✅' : failures.length > 0 ? '⚠️' : '❌';
  yield '<!-- compliance-linter -->\n';
  yield `### ${icon} ${proseInMarkdown(shorten(tool.name, MAX_MESSAGE))}\n\n**${proseInMarkdown(shorten(gate.reason, MAX_MESSAGE))}**\n\n`;
  if (change !== null) yield `${wordsInMarkdown(shorten(changeText(change), MAX_MESSAGE))}.\n\n`;
}

function* summarize(report: Report, findings: readonly Finding[]): Generator<string> {
  const { summary, score, tool } = report;
  const strict = displayScore(score.strict, score.points > 0 || summary.suppressed > 0);
  if (report.change === null)
    yield `**Score ${displayScore(score.value, score.points > 0)}**${gradeWords(score)}, risk ${score.risk}`;
  else yield `No score, since only a change was judged; its risk is ${score.risk}`;
  yield `${summary.suppressed > 0 && score.strict !== null ? `; ${strict} with suppressed findings counted` : ''}. `;
  yield `Preset ${tool.preset}, ${countText(summary.lines, 'line')} in ${countText(summary.files, 'file')}.\n\n`;
  yield `${countFindings(report, findings)}\n\n`;
}

function gradeWords({ grade, gradeReason }: Score): string {
  const reason = gradeReason === null ? '' : proseInMarkdown(shorten(gradeReason, MAX_MESSAGE));
  if (grade === null) return reason === '' ? '' : `, ${reason}`;
  return `, grade ${grade}${reason === '' ? '' : ` (${reason})`}`;
}

function countFindings({ summary }: Report, findings: readonly Finding[]): string {
  const fixable = findings.filter((finding) => finding.fixes.length > 0).length;
  const asides = [
    ...(findings.length > 0 ? [summary.new === 0 ? 'none new' : `${formatCount(summary.new)} new`] : []),
    ...(fixable > 0 ? [`${formatCount(fixable)} fixable`] : []),
    ...(summary.baselined > 0 ? [`${formatCount(summary.baselined)} baselined`] : []),
    ...(summary.suppressed > 0 ? [`${formatCount(summary.suppressed)} suppressed`] : []),
  ].join(', ');
  if (findings.length > 0) {
    const files = new Set(findings.map(({ path }) => path)).size;
    const total = `${countText(findings.length, 'finding')} in ${countText(files, 'file')}`;
    return `${total}: ${severityCounts(findings)}; ${asides}.`;
  }
  if (summary.files === 0) return 'There was no file to check: nothing says that this code is in order.';
  return `Nothing to do: no open finding${asides === '' ? '' : ` (${asides})`}.`;
}

function severityCounts(findings: readonly Finding[]): string {
  const counts = SEVERITIES.toReversed().map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${formatCount(count)} ${severity}`];
  });
  return counts.flat().join(', ');
}

function showRow(finding: Finding, options: RenderOptions): string {
  const { severity, ruleId } = finding;
  return `| ${severity} | ${placeOf(finding, options)} | ${codeInMarkdown(ruleId)} | ${describe(finding)} |\n`;
}

function describe({ message, cause, fixes: [fix] }: Finding): string {
  const note = fix === undefined ? '' : fix.safety === 'safe' ? ' _(fixable)_' : ' _(fixable, unsafe)_';
  const because = cause === null ? '' : ` (${wordsInMarkdown(shorten(cause, MAX_MESSAGE))})`;
  return `${proseInMarkdown(shorten(message, MAX_MESSAGE))}${because}${note}`;
}

/** The path and line, a link to the source where it is known from where to read it. */
function placeOf({ path, range }: { path: string; range: Range }, { sourceUrl }: RenderOptions): string {
  const { start, end } = range;
  const text = codeInMarkdown(`${shortenPath(path)}:${start.line}`);
  const lines = end.line > start.line ? `#L${start.line}-L${end.line}` : `#L${start.line}`;
  const url = sourceUrl === undefined ? '' : `${sourceUrl}/${encodePath(path)}${lines}`;
  return url === '' || url.length > MAX_URL ? text : `<a href="${url.replace(/[&"<>|]/g, asEntity)}">${text}</a>`;
}

function encodePath(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

interface Explanation {
  readonly findings: readonly Finding[];
  /** Those that the table shows. */
  readonly listed: ReadonlySet<Finding>;
  /** Characters. */
  readonly room: number;
  readonly options: RenderOptions;
}

/** One collapsed section a rule, the most pressing first: its advice, then the findings that are not listed yet. */
function* explainRules(report: Report, { findings, listed, room, options }: Explanation): Generator<string> {
  const groups = [...groupBy(findings, ({ ruleId }) => ruleId)];
  const sections = groups.map(([ruleId, group]) => giveAdvice(ruleId, group, report));
  const advice = takeFitting(sections, room, RULE_FRAME);
  const share = (room - lengthOf(advice)) / advice.length - RULE_FRAME;
  for (const [index, [, group]] of groups.slice(0, advice.length).entries()) {
    const others = group.filter((finding) => !listed.has(finding));
    const items = others.slice(0, MAX_ITEMS).map((finding) => showItem(finding, options));
    const shown = takeFitting(items, share);
    const rest = others.length - shown.length;
    yield advice[index] ?? '';
    if (others.length > 0) yield others.length < group.length ? '**Where else**\n\n' : '**Where**\n\n';
    yield* shown;
    if (rest > 0) yield `- … and ${formatCount(rest)} more\n`;
    yield others.length > 0 ? '\n</details>\n\n' : '</details>\n\n';
  }
  const hidden = groups.length - advice.length;
  if (hidden > 0) yield `… and ${countText(hidden, 'more rule')}.\n\n`;
}

function giveAdvice(ruleId: string, findings: readonly Finding[], { tool }: Report): string {
  const rule = tool.rules.find(({ id }) => id === ruleId);
  const parts = [
    `<details><summary><b>${wordsInMarkdown(ruleId)}</b>: ${severityCounts(findings)}</summary>`,
    ...(rule === undefined ? [] : explain(rule)),
  ];
  return `${parts.join('\n\n')}\n\n`;
}

function explain({ summary, why, repair }: RuleDescription): string[] {
  return [
    blocks(summary),
    ...(why.trim() === '' ? [] : ['**Why**', blocks(why)]),
    ...(repair.trim() === '' ? [] : ['**What to do**', blocks(repair)]),
  ];
}

function showItem(finding: Finding, options: RenderOptions): string {
  return `- ${placeOf(finding, options)} ${finding.severity}: ${describe(finding)}\n`;
}

function* listUnchecked({ failures, skips, summary, change }: Report): Generator<string> {
  const kinds = summary.unsupported.slice(0, MAX_KINDS);
  const rules = change?.notChecked ?? [];
  const counts = [
    ...(rules.length > 0 ? [countText(rules.length, 'rule')] : []),
    ...(failures.length > 0 ? [countText(failures.length, 'failure')] : []),
    ...(skips.length > 0 ? [countText(skips.length, 'skip')] : []),
    ...kinds.map(({ extension, files }) => countText(files, `${wordsInMarkdown(shorten(extension, MAX_KIND))} file`)),
    ...(summary.unsupported.length > kinds.length ? ['other kinds of files'] : []),
    ...(summary.repositories > 0 ? [countText(summary.repositories, 'inner repository', 'inner repositories')] : []),
  ];
  if (counts.length === 0) return;
  const places = failures.map(({ path, ruleId, reason }) => ({ path: path ?? ruleId ?? 'the whole run', reason }));
  const items = listReasons([...rules.map(({ rule, reason }) => ({ path: rule, reason })), ...places, ...skips]);
  const shown = takeFitting(items.slice(0, MAX_REASONS), MAX_UNCHECKED);
  const rest = items.length - shown.length;
  yield `<details${failures.length > 0 ? ' open' : ''}><summary>Not checked: ${counts.join(', ')}</summary>\n\n`;
  yield shown.join('');
  if (rest > 0) yield `- … and ${countText(rest, 'more reason')}\n`;
  yield items.length > 0 ? '\n</details>\n\n' : '</details>\n\n';
}

function listReasons(items: readonly { path: string; reason: string }[]): readonly string[] {
  return [...groupBy(items, ({ reason }) => reason)].map(([reason, places]) => {
    const paths = places.slice(0, MAX_PATHS).map(({ path }) => codeInMarkdown(shortenPath(path)));
    const rest = places.length - paths.length;
    const more = rest > 0 ? ` and ${formatCount(rest)} more` : '';
    return `- ${proseInMarkdown(shorten(reason, MAX_MESSAGE)) || 'no reason'}: ${paths.join(', ')}${more}\n`;
  });
}

function signReport({ tool }: Report): string {
  const judges = tool.judges.map(({ language, by }) => `, ${language} judged by ${by}`).join('');
  const text = `${tool.name} ${tool.version}, policy ${tool.policy.slice(0, 8)}${judges}`;
  return `<sub>${wordsInMarkdown(shorten(text, MAX_MESSAGE))}</sub>\n`;
}

function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(name(item));
    if (group) group.push(item);
    else groups.set(name(item), [item]);
  }
  return groups;
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The end of a long path tells more than its beginning. */
function shortenPath(path: string): string {
  return path.length <= MAX_PATH ? path : `…${path.slice(1 - MAX_PATH).replace(/^[\udc00-\udfff]/, '')}`;
}

/**
 * A rule's Markdown with its paragraphs, list items and fenced code. A report may come from someone else's fork, so
 * whatever else is written there stays text.
 */
function blocks(markdown: string): string {
  let text = '';
  let last: Block | undefined;
  for (const block of divide(markdown)) {
    const isList = block.kind === 'item' && last?.kind === 'item';
    text += `${last === undefined ? '' : isList ? '\n' : '\n\n'}${showBlock(block)}`;
    last = block;
  }
  return text;
}

interface Block {
  readonly kind: 'paragraph' | 'item' | 'code';
  readonly lines: readonly string[];
  readonly language: string;
}

const LIST_ITEM = /^\s*([-*+]|\d{1,9}[.)])\s+/;

function* divide(markdown: string): Generator<Block> {
  let lines: string[] = [];
  let language: string | null = null;
  for (const line of markdown.replaceAll('\t', '    ').split(/\r?\n/)) {
    const fence = /^\s*(?:```|~~~)[`~]*\s*([\w+-]*)/.exec(line);
    if (fence !== null || (language === null && (line.trim() === '' || LIST_ITEM.test(line)))) {
      yield* blockOf(lines, language);
      lines = [];
    }
    if (fence !== null) language = language === null ? (fence[1] ?? '') : null;
    else if (language !== null || line.trim() !== '') lines.push(line);
  }
  yield* blockOf(lines, language);
}

function blockOf(lines: readonly string[], language: string | null): Block[] {
  if (language !== null) return [{ kind: 'code', lines, language }];
  const [first] = lines;
  return first === undefined ? [] : [{ kind: LIST_ITEM.test(first) ? 'item' : 'paragraph', lines, language: '' }];
}

/** Neither a paragraph nor an item begins anything else. Their lines are one: a comment would break them where they end. */
function showBlock({ kind, lines, language }: Block): string {
  if (kind === 'code') return fenced(language, lines.map(safeText));
  const text = lines.map((line) => line.trim()).join(' ');
  const [item = '', marker = ''] = LIST_ITEM.exec(text) ?? [];
  const line = proseInMarkdown(text.slice(item.length)).replace(/^[-+=]|(?<=^\d{1,9})[.)]/, asEntity);
  return kind === 'item' ? `${marker} ${line}` : line;
}

/** Code between fences that are longer than any in it. */
function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 2) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
