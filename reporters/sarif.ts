import { changeText, countText, defineReporter, formatCount, safeText, SEVERITIES } from 'compliance-linter';
import type { Finding, Fix, Range, Related, RenderOptions, Report, RuleDescription, Severity } from 'compliance-linter';
import type * as Sarif from 'sarif';

/** Limits of GitHub's code scanning: a run with more results is refused, and of the others it keeps the most severe. */
const MAX_RESULTS = 25_000;
const KEPT_RESULTS = 5_000;
const MAX_RELATED = 100;
const MAX_TAGS = 10;
const MAX_NAME = 255;
const MAX_DESCRIPTION = 1024;

/** Our own: what people still read; of more results than are kept, also what keeps the file below 10 MB, compressed. */
const MAX_MESSAGE = 1000;
const LINKED_PLACES = 10;
const MAX_NOTIFICATIONS = 500;

/** A site's line is cut at this length. */
const MAX_LINE_TEXT = 200;
/** What paths are relative to. */
const ROOT = '%SRCROOT%';

/** Stands where a secret stood. */
const MASK = '•••';

export default defineReporter({
  summary: 'SARIF 2.1.0, for code scanning and SARIF viewers: everything but suppressed findings, which are counted.',
  extension: 'sarif',
  *render(report, options) {
    const findings = chooseFindings(report, options);
    const run = printJson(describeRun(report, options));
    const describeFinding = createResults(report, { results: findings.length, options });
    yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[\n`;
    yield `${run.slice(0, -1)},"results":[`;
    let separator = '\n';
    for (const finding of findings) {
      yield separator + printJson(describeFinding(finding));
      separator = ',\n';
    }
    yield '\n]}]}\n';
  },
  warnings: (report, options) => limitsOf(countReported(report, options)),
});

/** JSON in ASCII: no byte order, terminal or bidirectional text can change what it says. */
function printJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * In the report's order. Code scanning takes suppressed results for open ones, so they stay out unless they are asked for.
 * Of more results than it takes, those are chosen that are not suppressed, the most severe of them, and new ones among
 * equally severe ones.
 */
function chooseFindings(report: Report, options: RenderOptions): readonly Finding[] {
  const findings = report.findings.filter((finding) => isReported(finding, options));
  if (findings.length <= MAX_RESULTS) return findings;
  const byWeight = findings.toSorted(
    (a, b) =>
      Number(isSuppressed(a)) - Number(isSuppressed(b)) ||
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      Number(b.isNew) - Number(a.isNew),
  );
  const chosen = new Set(byWeight.slice(0, MAX_RESULTS));
  return findings.filter((finding) => chosen.has(finding));
}

function isReported(finding: Finding, { withSuppressed }: RenderOptions): boolean {
  return withSuppressed === true || !isSuppressed(finding);
}

function countReported({ findings }: Report, options: RenderOptions): number {
  return findings.reduce((count, finding) => count + Number(isReported(finding, options)), 0);
}

function isSuppressed({ status }: Finding): boolean {
  return status === 'suppressed';
}

/**
 * There is no `automationDetails.id`: the upload action fills it in from its input `category`, or from the workflow's job,
 * only where it is absent; a constant one would make two jobs of one workflow replace each other's results.
 */
function describeRun(report: Report, options: RenderOptions): Omit<Sarif.Run, 'results'> {
  const { tool, summary, score } = report;
  return {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        informationUri: `https://www.npmjs.com/package/${uriOf(tool.name)}`,
        rules: tool.rules.map(describeRule),
      },
    },
    invocations: [
      {
        executionSuccessful: !hasCheckedNothing(report),
        toolExecutionNotifications: [
          ...notificationsOf(report),
          ...limitsOf(countReported(report, options)).map((text) => notification('warning', text)),
        ],
      },
    ],
    ...provenanceOf(options),
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    redactionTokens: [MASK],
    properties: {
      preset: tool.preset,
      policy: tool.policy,
      ruleSet: tool.ruleSet,
      scoreModel: tool.scoreModel,
      score: score.value,
      strictScore: score.strict,
      grade: score.grade,
      risk: score.risk,
      ...(report.change === null ? {} : { change: report.change }),
      gatePassed: report.gate.passed,
      new: summary.new,
      baselined: summary.baselined,
      suppressed: summary.suppressed,
    },
  };
}

/** Where the files come from, as far as the address tells at which they can be read: a commit's own, not a branch's. */
function provenanceOf({ sourceUrl = '' }: RenderOptions): Pick<Sarif.Run, 'versionControlProvenance'> {
  const [, repositoryUri, revisionId] =
    /^(https?:\/\/.+?)(?:\/-)?\/(?:blob|src)\/([0-9a-f]{7,64})$/i.exec(sourceUrl) ?? [];
  if (repositoryUri === undefined || revisionId === undefined) return {};
  return { versionControlProvenance: [{ repositoryUri, revisionId, mappedTo: { uriBaseId: ROOT } }] };
}

const LEVELS: Readonly<Record<Severity | 'off', 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  off: 'note',
};

/** Makes a rule a security rule: only for those tagged `security`. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};

function describeRule(rule: RuleDescription): Sarif.ReportingDescriptor {
  const { id, severity, documentation } = rule;
  const level = LEVELS[severity];
  const isSecurity = rule.tags.includes('security') && severity !== 'off';
  const summary = plainText(rule.summary) || id;
  const name = shorten(pascalCase(id), MAX_NAME);
  return {
    id,
    // SARIF wants a name that differs from the id, or none.
    ...(name === id ? {} : { name }),
    shortDescription: { text: summary },
    fullDescription: { text: shorten(plainText(rule.why, Infinity) || summary, MAX_DESCRIPTION) },
    help: helpOf(rule, summary),
    ...(documentation === null ? {} : { helpUri: documentation }),
    messageStrings: { default: { text: `${summary.replace(/\.$/, '').replace(/[{}]/g, '$&$&')}: '{0}'.` } },
    defaultConfiguration: { level, enabled: severity !== 'off' },
    properties: {
      tags: [...new Set([rule.category, ...rule.tags])].filter((tag) => tag !== '').slice(0, MAX_TAGS),
      precision: 'high',
      'problem.severity': level === 'note' ? 'recommendation' : level,
      ...(isSecurity ? { 'security-severity': SECURITY_SEVERITIES[severity] } : {}),
    },
  };
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
}

function helpOf({ id, why, repair }: RuleDescription, summary: string): Sarif.MultiformatMessageString {
  const accept = (code: string) =>
    `To accept one for a reason, write ${code}compliance: ignore[${id}] -- reason${code} in a comment on the line above.`;
  const more = (code: string) => `Options and examples: ${code}compliance explain ${id}${code}.`;
  return {
    text: [summary, `Why: ${safeLines(why)}`, `What to do: ${safeLines(repair)}`, accept('"'), more('"')].join('\n\n'),
    markdown: [summary, '## Why', safeLines(why), '## What to do', safeLines(repair), accept('`'), more('`')].join(
      '\n\n',
    ),
  };
}

/** Rules are looked up by index, and a comparison with a baseline is told only where there is one. */
function createResults(
  report: Report,
  { results, options }: { readonly results: number; readonly options: RenderOptions },
): (finding: Finding) => Sarif.Result {
  const indexes = new Map(report.tool.rules.map(({ id }, index) => [id, index]));
  const isCompared = report.findings.some((finding) => !isSuppressed(finding) && !finding.isNew);
  const isLong = results > KEPT_RESULTS;
  return (finding) => {
    const { ruleId, severity, related, lineHash, fingerprint } = finding;
    const index = indexes.get(ruleId);
    const places = related.slice(0, isLong ? LINKED_PLACES : MAX_RELATED);
    return {
      ruleId,
      ...(index === undefined ? {} : { ruleIndex: index }),
      level: LEVELS[severity],
      message: {
        text: messageOf(finding),
        id: 'default',
        arguments: [plainText(finding.subject) || plainText(finding.path)],
      },
      locations: [{ physicalLocation: { ...placeOf(finding), ...excerptOf(finding) } }],
      ...(places.length === 0 ? {} : { relatedLocations: places.map(describeRelated) }),
      partialFingerprints: {
        ...(lineHash === '' ? {} : { primaryLocationLineHash: lineHash }),
        'complianceFingerprint/v1': fingerprint,
      },
      ...(isCompared ? { baselineState: finding.isNew ? 'new' : 'unchanged' } : {}),
      ...(options.withSuppressed === true ? { suppressions: suppressionsOf(finding) } : {}),
      ...fixesOf(finding),
      properties: {
        severity,
        kind: finding.kind,
        ...(finding.component === '' ? {} : { component: finding.component }),
      },
    };
  };
}

/** An empty list says of a result that it is not suppressed; where a log has any, each of its results has a list. */
function suppressionsOf(finding: Finding): Sarif.Suppression[] {
  if (!isSuppressed(finding)) return [];
  const justification = plainText(finding.reason ?? '');
  return [{ kind: 'inSource', status: 'accepted', ...(justification === '' ? {} : { justification }) }];
}

/** Code scanning shows related places only where the message links to them. */
function messageOf({ ruleId, message, related, cause }: Finding): string {
  const text = `${plainText(message) || ruleId}${cause === null ? '' : ` (${plainText(cause)})`}`;
  if (related.length === 0) return text;
  const links = related.slice(0, LINKED_PLACES).map((place, index) => `[${linkText(place)}](${index + 1})`);
  const rest = related.length - links.length;
  return `${text} Related: ${links.join(', ')}${rest > 0 ? ` and ${countText(rest, 'more place')}` : ''}.`;
}

/** What is there and in which file: several places may be alike. */
function linkText(place: Related): string {
  const where = place.message.trim() === '' ? '' : ` (${plainText(fileName(place.path))}:${place.range.start.line})`;
  return `${relatedText(place)}${where}`.replace(/[\\[\]]/g, '\\$&');
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function relatedText({ message, path, range }: Related): string {
  return plainText(message) || `${plainText(path)}:${range.start.line}`;
}

function describeRelated(place: Related, index: number): Sarif.Location {
  return { id: index + 1, message: { text: relatedText(place) }, physicalLocation: placeOf(place) };
}

function placeOf({ path, range }: { readonly path: string; readonly range: Range }): Sarif.PhysicalLocation {
  return { artifactLocation: fileAt(path), region: regionOf(range) };
}

function fileAt(path: string): Sarif.ArtifactLocation {
  return { uri: uriOf(path), uriBaseId: ROOT };
}

/** A relative URI reference. A lone surrogate, which no URI can hold, becomes U+FFFD. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function regionOf({ start, end }: Range): Sarif.Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/**
 * The marked text and its line, as far as the finding holds them: a line may be cut, and masks move columns. What goes on
 * in further lines is marked in the first alone, since code scanning shows an alert where all its lines have changed.
 */
function excerptOf({ lineText, range }: Finding): Partial<Sarif.PhysicalLocation> {
  if (lineText === '') return {};
  const isWhole = lineText.length < MAX_LINE_TEXT;
  const hasEnd = range.end.line > range.start.line && isWhole && !lineText.includes(MASK);
  const end = { line: range.start.line, column: lineText.length + 1 };
  const shown = hasEnd && range.start.column < end.column ? { start: range.start, end } : range;
  const { start } = shown;
  if (start.line !== shown.end.line) return {};
  const isExact = shown.end.column <= end.column && !lineText.slice(0, shown.end.column - 1).includes(MASK);
  const marked = isExact ? lineText.slice(start.column - 1, shown.end.column - 1) : '';
  const isPart = isExact && !lineText.includes(MASK);
  const context = isWhole
    ? { startLine: start.line, endLine: start.line }
    : regionOf({ start: { ...start, column: 1 }, end });
  return {
    region: { ...regionOf(shown), ...(marked === '' ? {} : { snippet: { text: marked } }) },
    ...(isWhole || isPart ? { contextRegion: { ...context, snippet: { text: lineText } } } : {}),
  };
}

/** SARIF cannot say that a fix may change behaviour, so only safe ones are handed on. */
function fixesOf({ fixes }: Finding): { fixes?: Sarif.Fix[] } {
  const safe = fixes.filter((fix) => fix.safety === 'safe' && fix.edits.length > 0);
  return safe.length === 0 ? {} : { fixes: safe.map(describeFix) };
}

function describeFix({ title, edits }: Fix): Sarif.Fix {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: plainText(title) || 'Fix' },
    artifactChanges: paths.map((path) => ({
      artifactLocation: fileAt(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ range, text }) => ({
          deletedRegion: regionOf(range),
          ...(text === '' ? {} : { insertedContent: { text } }),
        })),
    })),
  };
}

/** True where every file failed: an upload that claimed success would close all alerts. */
function hasCheckedNothing({ failures, findings, summary }: Report): boolean {
  const failed = new Set(failures.map(({ path }) => path).filter((path) => path !== null));
  return failures.length > 0 && findings.length === 0 && failed.size >= summary.files;
}

/** What was not checked. */
function* notificationsOf({ failures, skips, summary, tool, change }: Report): Generator<Sarif.Notification> {
  if (change !== null) yield notification('note', `${plainText(changeText(change))}.`);
  for (const { rule, reason } of change?.notChecked ?? [])
    yield notification('warning', `Not checked: ${plainText(rule)}: ${plainText(reason)}.`);
  const indexes = new Map(tool.rules.map(({ id }, index) => [id, index]));
  const shownFailures = failures.slice(0, MAX_NOTIFICATIONS);
  const shownSkips = skips.slice(0, MAX_NOTIFICATIONS - shownFailures.length);
  for (const { path, ruleId, reason } of shownFailures) {
    const index = ruleId === null ? undefined : indexes.get(ruleId);
    yield {
      ...notification('error', plainText(reason) || 'failed', path),
      ...(ruleId === null ? {} : { associatedRule: index === undefined ? { id: ruleId } : { id: ruleId, index } }),
    };
  }
  for (const { path, reason } of shownSkips) yield notification('warning', `Not checked: ${plainText(reason)}.`, path);
  const rest = failures.length + skips.length - shownFailures.length - shownSkips.length;
  if (rest > 0) yield notification('warning', `${countText(rest, 'more failure or skip', 'more failures and skips')}.`);
  for (const { extension, files } of summary.unsupported) {
    const kind = `${plainText(extension)} file`;
    yield notification('note', `Not checked: ${countText(files, kind)}, a kind that is not understood yet.`);
  }
  if (summary.repositories > 0) {
    const inner = countText(summary.repositories, 'repository', 'repositories');
    yield notification('note', `Not entered: ${inner} inside this one.`);
  }
}

/** What code scanning will not show of so many findings. */
function limitsOf(total: number): readonly string[] {
  const results = Math.min(total, MAX_RESULTS);
  const omitted = `${formatCount(total - results)} of ${countText(total, 'finding')}`;
  const reason = `because code scanning refuses more than ${formatCount(MAX_RESULTS)} results in a run`;
  const kept = `only the most severe ${formatCount(KEPT_RESULTS)} of these ${formatCount(results)} results`;
  return [
    ...(total > results
      ? [`Left out: ${omitted}, the least severe ones, ${reason}. The JSON report has them all.`]
      : []),
    ...(results > KEPT_RESULTS ? [`GitHub's code scanning shows ${kept}.`] : []),
  ];
}

function notification(
  level: 'error' | 'warning' | 'note',
  text: string,
  path: string | null = null,
): Sarif.Notification {
  const locations = path === null ? {} : { locations: [{ physicalLocation: { artifactLocation: fileAt(path) } }] };
  return { level, message: { text }, ...locations };
}

/**
 * One line of plain text. SARIF reads `[text](target)` as a link and `{0}` as a placeholder wherever they stand, and not
 * every viewer knows an escape for them outside of links: both are taken apart by a space.
 */
function plainText(text: string, limit = MAX_MESSAGE): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return safeText(shorten(line, limit))
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/g, '{ $1 }');
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function safeLines(text: string): string {
  const lines = text.trim().replaceAll('\t', '    ').split(/\r?\n/);
  return lines.map(safeText).join('\n');
}
