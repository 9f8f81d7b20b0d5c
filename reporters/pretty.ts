import {
  changeText,
  columnsOf,
  countText,
  defineReporter,
  displayScore,
  excerptSource,
  formatCount,
  safeText,
  SEVERITIES,
  wrapText,
} from 'compliance-linter';
import type { Finding, RenderOptions, Report, RuleDescription, Score, Severity } from 'compliance-linter';

/** Up to this many findings are all shown; beyond, `SHOWN_PER_RULE` of each rule, the worst first. */
const SHOWN_IN_FULL = 100;
const SHOWN_PER_RULE = 20;
const SHOWN_RELATED = 5;
const SHOWN_PATHS = 10;
const SHOWN_COMPONENTS = 10;
const SHOWN_RULES = 3;
const MESSAGE_LIMIT = 1000;

export default defineReporter({
  summary: 'Findings by file with their source lines, what to do about them, and the score; for people at a terminal.',
  extension: 'txt',
  *render(report, options) {
    const page = openPage(options);
    let isFirst = true;
    for (const section of [
      tellChange,
      listFindings,
      countHidden,
      giveAdvice,
      listUnchecked,
      showScore,
      showComponents,
      giveVerdict,
    ]) {
      let isBlankDue = !isFirst;
      for (const line of section(report, page)) {
        yield `${isBlankDue ? '\n' : ''}${line}\n`;
        isBlankDue = false;
        isFirst = false;
      }
    }
  },
});

type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'blue' | 'green' | 'magenta';

interface Page {
  /** Columns to fill, 40 to 120. */
  readonly width: number;
  readonly paint: (text: string, ...styles: readonly Style[]) => string;
}

const ANSI: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
};

const SEVERITY_STYLES: Readonly<Record<Severity, readonly Style[]>> = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: ['blue'],
};

const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();

function openPage({ color, width }: RenderOptions): Page {
  const paint = (text: string, ...styles: readonly Style[]) =>
    styles.reduce((painted, style) => {
      const [on, off] = ANSI[style];
      return `\x1b[${String(on)}m${painted}\x1b[${String(off)}m`;
    }, text);
  const columns = Number.isFinite(width) ? width : 80;
  return { width: Math.min(120, Math.max(40, columns)), paint: color ? paint : (text) => text };
}

/** Findings of a change are not those of the project. */
function* tellChange({ change }: Report, page: Page): Generator<string> {
  if (change === null) return;
  yield page.paint(safeText(changeText(change)), 'bold');
  if (change.notChecked.length === 0) return;
  yield page.paint(`Not checked: ${countText(change.notChecked.length, 'rule')}`, 'bold', 'yellow');
  yield* listByReason(
    change.notChecked.map(({ rule, reason }) => ({ place: safeText(rule), reason })),
    page,
  );
}

function* listFindings(report: Report, page: Page): Generator<string> {
  const findings = chooseFindings(report);
  const layout = alignFindings(findings, report);
  let path: string | undefined;
  for (const finding of findings) {
    if (finding.path !== path) {
      if (path !== undefined) yield '';
      path = finding.path;
      yield page.paint(safeText(path), 'underline');
    }
    yield* showFinding(finding, layout, page);
  }
}

function openFindings(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.status === 'open');
}

/** What is shown, in the report's order. The choice prefers severe findings, then new ones, then the first. */
function chooseFindings(report: Report): Finding[] {
  const open = openFindings(report);
  if (open.length <= SHOWN_IN_FULL) return open;
  const byWeight = [...open].sort(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || Number(b.isNew) - Number(a.isNew),
  );
  const shownByRule = new Map<string, number>();
  const chosen = new Set<Finding>();
  for (const finding of byWeight) {
    const shown = shownByRule.get(finding.ruleId) ?? 0;
    shownByRule.set(finding.ruleId, shown + 1);
    if (shown < SHOWN_PER_RULE) chosen.add(finding);
  }
  return open.filter((finding) => chosen.has(finding));
}

interface Layout {
  readonly positionColumns: number;
  readonly severityColumns: number;
  /** True if some open findings are new and others are not: only then is the difference worth a word. */
  readonly tellsNew: boolean;
}

function alignFindings(findings: readonly Finding[], report: Report): Layout {
  const open = openFindings(report);
  return {
    positionColumns: Math.max(0, ...findings.map((finding) => positionOf(finding).length)),
    severityColumns: Math.max(0, ...findings.map((finding) => finding.severity.length)),
    tellsNew: open.some((finding) => finding.isNew) && open.some((finding) => !finding.isNew),
  };
}

function positionOf({ range }: Pick<Finding, 'range'>): string {
  return `${String(range.start.line)}:${String(range.start.column)}`;
}

function* showFinding(finding: Finding, layout: Layout, page: Page): Generator<string> {
  const { paint } = page;
  const detail = ' '.repeat(2 + layout.positionColumns + 2);
  const hanging = `${detail}${' '.repeat(layout.severityColumns + 2)}`;
  const head =
    `  ${positionOf(finding).padStart(layout.positionColumns)}  ` +
    paint(finding.severity, ...SEVERITY_STYLES[finding.severity]) +
    ' '.repeat(layout.severityColumns - finding.severity.length + 2);
  const lines = wrapText(shorten(finding.message), Math.max(24, page.width - hanging.length));
  const label = [finding.ruleId, ...(layout.tellsNew && finding.isNew ? ['new'] : []), ...fixability(finding)].join(
    ', ',
  );
  const last = lines.at(-1) ?? '';
  const fits = hanging.length + columnsOf(last) + 2 + label.length <= page.width;
  for (const [index, line] of lines.entries()) {
    const tail = index === lines.length - 1 && fits ? `  ${paint(label, 'dim')}` : '';
    yield `${index === 0 ? head : hanging}${line}${tail}`;
  }
  if (!fits) yield `${hanging}${paint(label, 'dim')}`;
  yield* showSource(finding, detail, page);
  if (finding.cause !== null) {
    const [first, ...others] = wrapText(shorten(finding.cause), Math.max(24, page.width - detail.length - 2));
    yield `${detail}${page.paint('↳', 'dim')} ${first ?? ''}`;
    for (const line of others) yield `${detail}  ${line}`;
  }
  yield* showRelated(finding, detail, page);
}

/** The message says what to write; this says that a machine can. */
function fixability({ fixes: [fix] }: Finding): string[] {
  if (fix === undefined) return [];
  return [fix.safety === 'safe' ? 'fixable' : 'fixable (unsafe)'];
}

function shorten(text: string): string {
  return text.length <= MESSAGE_LIMIT ? text : `${text.slice(0, MESSAGE_LIMIT)}…`;
}

function* showSource({ lineText, range, severity }: Finding, indent: string, page: Page): Generator<string> {
  const bar = page.paint('│', 'dim');
  const { source, marks } = excerptSource(lineText, range, page.width - indent.length - 2);
  if (source === '') return;
  yield `${indent}${bar} ${source}`;
  if (marks === '') return;
  const gap = marks.length - marks.trimStart().length;
  yield `${indent}${bar} ${marks.slice(0, gap)}${page.paint(marks.slice(gap), ...SEVERITY_STYLES[severity])}`;
}

function* showRelated({ path, related }: Finding, indent: string, page: Page): Generator<string> {
  for (const place of related.slice(0, SHOWN_RELATED)) {
    const where = place.path === path ? `line ${positionOf(place)}` : `${safeText(place.path)}:${positionOf(place)}`;
    yield `${indent}${page.paint('↳', 'dim')} ${page.paint(where, 'underline')}  ${safeText(shorten(place.message))}`;
  }
  const rest = related.length - SHOWN_RELATED;
  if (rest > 0) yield `${indent}${page.paint(`↳ and ${countText(rest, 'more place')}`, 'dim')}`;
}

/** Open findings that are not shown, by rule. */
function* countHidden(report: Report, page: Page): Generator<string> {
  const shown = new Set(chooseFindings(report));
  const hidden = openFindings(report).filter((finding) => !shown.has(finding));
  for (const [ruleId, findings] of groupBy(hidden, (finding) => finding.ruleId)) {
    yield `… and ${formatCount(findings.length)} more of ${page.paint(ruleId, 'bold')} ${page.paint('(all of them: --format json)', 'dim')}`;
  }
}

function* giveAdvice(report: Report, page: Page): Generator<string> {
  const findingsByRule = groupBy(openFindings(report), (finding) => finding.ruleId);
  let isFirst = true;
  for (const rule of report.tool.rules) {
    const findings = findingsByRule.get(rule.id);
    if (findings === undefined) continue;
    if (!isFirst) yield '';
    isFirst = false;
    yield `${page.paint(rule.id, 'bold')}  ${page.paint(severityCounts(findings), 'dim')}`;
    yield* explainRule(rule, page);
  }
}

function severityCounts(findings: readonly Finding[]): string {
  const counts = WORST_FIRST.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${formatCount(count)} ${severity}`];
  });
  return counts.flat().join(', ');
}

function* explainRule({ why, repair }: RuleDescription, page: Page): Generator<string> {
  for (const [label, markdown] of [
    ['Why   ', why],
    ['Repair', repair],
  ] as const) {
    const lines = wrapMarkdown(markdown, page.width - 10);
    for (const [index, line] of lines.entries()) {
      yield `  ${index === 0 ? page.paint(label, 'dim') : ' '.repeat(6)}  ${line}`.trimEnd();
    }
  }
}

/** Paragraphs and list items wrapped, fenced and indented code as it is, without blank lines between. */
function wrapMarkdown(markdown: string, width: number): string[] {
  const lines: string[] = [];
  let block: string[] = [];
  let isFenced = false;
  const flush = () => {
    const marker = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(block[0] ?? '')?.[0] ?? '';
    const text = block.join(' ').slice(marker.length);
    const wrapped = text.trim() === '' ? [] : wrapText(text, width - marker.length);
    lines.push(...wrapped.map((line, index) => `${index === 0 ? marker : ' '.repeat(marker.length)}${line}`));
    block = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    const isFence = /^\s*(?:```|~~~)/.test(line);
    const isBlockStart = isFence || line.trim() === '' || /^\s*(?:[-*+]|\d+[.)])\s/.test(line);
    if (isFenced || isBlockStart || /^ {4}/.test(line)) flush();
    if (isFence) isFenced = !isFenced;
    else if (isFenced || (/^ {4}/.test(line) && !isBlockStart)) lines.push(`  ${safeText(line)}`);
    else if (line.trim() !== '') block.push(line);
  }
  flush();
  return lines;
}

function* listUnchecked({ skips, failures, summary, score }: Report, page: Page): Generator<string> {
  if (failures.length > 0) {
    yield page.paint(`${countText(failures.length, 'failure')}: the check could not be made completely`, 'bold', 'red');
    yield* listByReason(
      failures.map(({ path, ruleId, reason }) => ({ place: placeOf(path, ruleId), reason })),
      page,
    );
  }
  if (skips.length > 0) {
    yield page.paint(
      `${countText(skips.length, 'skip')}: not checked${score.complete ? '' : ', so the score is incomplete'}`,
      'bold',
      'yellow',
    );
    yield* listByReason(
      skips.map(({ path, reason }) => ({ place: safeText(path), reason })),
      page,
    );
  }
  for (const { extension, files } of summary.unsupported) {
    const words = files === 1 ? 'file is not understood yet' : 'files are not understood yet';
    yield page.paint(`${formatCount(files)} ${safeText(extension)} ${words}: not checked`, 'dim');
  }
  if (summary.repositories > 0) {
    const words = countText(summary.repositories, 'repository inside this one', 'repositories inside this one');
    yield page.paint(`${words}: not entered`, 'dim');
  }
}

function placeOf(path: string | null, ruleId: string | null): string {
  if (path === null) return ruleId === null ? 'the whole run' : `rule ${safeText(ruleId)}`;
  return ruleId === null ? safeText(path) : `${safeText(path)} (${safeText(ruleId)})`;
}

function* listByReason(items: readonly { place: string; reason: string }[], page: Page): Generator<string> {
  const groups = [...groupBy(items, (item) => item.reason)];
  for (const [reason, places] of groups.slice(0, SHOWN_PATHS)) {
    const [first, ...others] = wrapText(shorten(reason), page.width - 4);
    yield `  ${first ?? ''}`;
    for (const line of others) yield `    ${line}`;
    for (const { place } of places.slice(0, SHOWN_PATHS)) yield `    ${page.paint(place, 'dim')}`;
    const rest = places.length - SHOWN_PATHS;
    if (rest > 0) yield `    ${page.paint(`… and ${formatCount(rest)} more`, 'dim')}`;
  }
  const rest = groups.length - SHOWN_PATHS;
  if (rest > 0) yield `  ${page.paint(`… and ${countText(rest, 'more reason')}`, 'dim')}`;
}

function* showScore(report: Report, page: Page): Generator<string> {
  const { score } = report;
  yield* countFindings(report, page);
  yield '';
  const value = displayScore(score.value, score.points > 0);
  if (report.change === null)
    yield `${page.paint(`Score ${value}`, 'bold')}${gradeWords(score)}, risk ${paintRisk(score, page)}`;
  else yield `${page.paint('No score', 'bold')}: only a change was judged; its risk is ${paintRisk(score, page)}`;
  for (const line of scoreFacts(report)) yield page.paint(line, 'dim');
  yield* showCosts(score, page);
}

function scoreFacts({ tool, summary, score }: Report): string[] {
  const strict = displayScore(score.strict, score.points > 0 || summary.suppressed > 0);
  const judges = tool.judges.map(({ language, by }) => `${safeText(language)} judged by ${safeText(by)}`);
  return [
    ...(summary.suppressed > 0 && score.strict !== null ? [`Strict score ${strict}: suppressed findings counted`] : []),
    `${countText(summary.lines, 'line')} in ${countText(summary.files, 'file')}`,
    [`Preset ${tool.preset}`, `policy ${safeText(tool.policy.slice(0, 8))}`, ...judges].join(', '),
  ];
}

function gradeWords({ grade, gradeReason }: Score): string {
  if (grade === null) return gradeReason === null ? '' : `, ${safeText(gradeReason)}`;
  return `, grade ${grade}${gradeReason === null ? '' : ` (${safeText(gradeReason)})`}`;
}

function paintRisk({ risk }: Score, page: Page): string {
  switch (risk) {
    case 'CRITICAL':
    case 'HIGH':
      return page.paint(risk, 'red');
    case 'MEDIUM':
      return page.paint(risk, 'yellow');
    case 'LOW':
      return page.paint(risk, 'green');
  }
}

function* countFindings(report: Report, page: Page): Generator<string> {
  const { summary } = report;
  const open = openFindings(report);
  const asides = [
    ...(summary.baselined > 0 ? [`${formatCount(summary.baselined)} baselined`] : []),
    ...(summary.suppressed > 0 ? [`${formatCount(summary.suppressed)} suppressed`] : []),
  ];
  if (open.length === 0) {
    const where = summary.files === 0 ? '; there was no file to check' : ` in ${countText(summary.files, 'file')}`;
    yield `${page.paint('No findings', 'green')}${where}${asides.length > 0 ? ` (${asides.join(', ')})` : ''}`;
    return;
  }
  const files = new Set(open.map((finding) => finding.path)).size;
  const news = summary.new < open.length ? [`${formatCount(summary.new)} new`] : [];
  const fixable = open.filter((finding) => finding.fixes.length > 0).length;
  const fixes = fixable > 0 ? [`${formatCount(fixable)} fixable`] : [];
  const total = page.paint(countText(open.length, 'finding'), 'bold');
  yield `${total} in ${countText(files, 'file')}: ${severityCounts(open)}`;
  const details = [...news, ...fixes, ...asides];
  if (details.length > 0) yield page.paint(details.join(', '), 'dim');
}

function* showCosts({ byRule }: Score, page: Page): Generator<string> {
  if (byRule.length === 0) return;
  const costly = byRule.slice(0, SHOWN_RULES);
  yield '';
  yield* showTable(
    ['Costliest rules', 'Lost', 'Gain when resolved'],
    costly.map(({ rule, lost, gain }) => [safeText(rule), decimal(lost), `${gain < 0 ? '' : '+'}${decimal(gain)}`]),
    page,
  );
  const notes = [
    ...(byRule.length > SHOWN_RULES ? [`${countText(byRule.length - SHOWN_RULES, 'more rule')} cost less`] : []),
    ...(byRule.length > 1 ? ['gains do not add up'] : []),
  ];
  if (notes.length > 0) yield page.paint(`  ${notes.join('; ')}`, 'dim');
}

/** One decimal; what is not 0 never looks like 0. */
function decimal(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.05) return value < 0 ? '>-0.1' : '<0.1';
  return value.toFixed(1);
}

function* showComponents({ score }: Report, page: Page): Generator<string> {
  if (score.byComponent.length < 2) return;
  yield* showTable(
    ['Component', 'Score', 'Lost', 'Lines'],
    score.byComponent
      .slice(0, SHOWN_COMPONENTS)
      .map((component) => [
        component.component === '' ? '(root)' : safeText(component.component),
        displayScore(component.score, component.points > 0),
        decimal(component.lost),
        formatCount(component.lines),
      ]),
    page,
  );
  const rest = score.byComponent.length - SHOWN_COMPONENTS;
  if (rest > 0) yield page.paint(`  … and ${countText(rest, 'more component')} that cost less`, 'dim');
}

/** The first column to the left, numbers to the right. */
function* showTable(header: readonly string[], rows: readonly (readonly string[])[], page: Page): Generator<string> {
  const widths = header.map((title, column) =>
    Math.max(...[header, ...rows].map((row) => columnsOf(row[column] ?? title))),
  );
  const align = (row: readonly string[]) =>
    row.map((text, column) => {
      const blank = ' '.repeat((widths[column] ?? 0) - columnsOf(text));
      return column === 0 ? `${text}${blank}` : `${blank}${text}`;
    });
  yield page.paint(`  ${align(header).join('   ')}`, 'dim');
  for (const row of rows) yield `  ${align(row).join('   ')}`;
}

function* giveVerdict({ gate }: Report, page: Page): Generator<string> {
  yield page.paint(safeText(gate.reason), 'bold', gate.passed ? 'green' : 'red');
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
