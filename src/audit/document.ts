import { HORIZONS, type Audit, type AuditEvidence, type AuditIssue, type ChecklistItem } from '../model/audit.js';
import { countText } from '../model/count-text.js';

/** Text in which parts are code. */
export type Inline = readonly (string | { readonly code: string })[];

/** What an audit looks like, whatever it is written in. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Inline }
  | { readonly kind: 'paragraph'; readonly text: Inline }
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | {
      readonly kind: 'checklist';
      readonly items: readonly { readonly state: ChecklistItem['state']; readonly text: Inline }[];
    }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Inline[])[] };

const MAX_LINE = 160;

/** The audit as headings, paragraphs, lists and tables. A section with nothing to say is left out. */
export function documentOf(audit: Audit): readonly Block[] {
  const { environment, summary, issues } = audit;
  const urgent = issues.filter(({ priority }) => priority === 1);
  const title = environment === null ? ['Deployment audit'] : ['Deployment audit: ', { code: environment }];
  return [
    { kind: 'heading', level: 1, text: title },
    ...section('Executive summary', [{ kind: 'paragraph', text: prose(summary.join(' ')) }], summary),
    ...section('What has changed', describeChange(audit), audit.change === null ? [] : [audit.change]),
    ...section('Critical issues', urgent.flatMap(describeIssue), urgent),
    ...section('Compliance score', describeScore(audit), audit.score.value === null ? [] : [audit.score]),
    ...describeDeployment(audit),
    ...section('Action items', describeActions(audit), audit.actions),
    ...section(
      'Validation checklist',
      [{ kind: 'checklist', items: audit.checklist.map(({ state, text }) => ({ state, text: prose(text) })) }],
      audit.checklist,
    ),
    ...section('Risk assessment', describeRisk(audit), issues),
    ...section('Not looked at', [{ kind: 'list', items: audit.unchecked.map(prose) }], audit.unchecked),
    ...section('Next steps', [{ kind: 'list', items: audit.nextSteps.map(prose) }], audit.nextSteps),
  ];
}

/** Text whose parts between backticks are code. */
export function prose(text: string): Inline {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/`([^`]+)`/)
    .flatMap((part, index) => (part === '' ? [] : [index % 2 === 1 ? { code: part } : part]));
}

function section(title: string, blocks: readonly Block[], content: readonly unknown[]): readonly Block[] {
  return content.length === 0 ? [] : [{ kind: 'heading', level: 2, text: [title] }, ...blocks];
}

function describeIssue(issue: AuditIssue): readonly Block[] {
  const { priority, severity, rule, impact, recommendation, evidence, places, isKnown } = issue;
  const more = places - evidence.length;
  return [
    { kind: 'heading', level: 3, text: [`P${priority.toString()} · `, ...titleOf(issue)] },
    {
      kind: 'list',
      items: [
        ['Priority: ', severity, ', rule ', { code: rule }, ...(isKnown ? [', listed in the baseline'] : [])],
        ['Problem: ', ...prose(issue.problem)],
        ['Impact: ', ...prose(impact)],
        ['Recommendation: ', ...prose(recommendation)],
      ],
    },
    { kind: 'paragraph', text: ['Evidence:'] },
    {
      kind: 'list',
      items: [...evidence.map(placeOf), ...(more > 0 ? [[`… and ${countText(more, 'more place')}`]] : [])],
    },
  ];
}

/** What the issue is about, in a few words: its subject by its rule. */
function titleOf({ id, rule }: AuditIssue): Inline {
  return [{ code: id.slice(rule.length + 1) }, ` (${rule})`];
}

function placeOf({ path, line, text, note, isLocal }: AuditEvidence): Inline {
  const shown = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
  return [
    { code: `${path}:${line.toString()}` },
    ...(isLocal ? [' (local)'] : []),
    ...(shown === '' ? [] : [' ', { code: shown }]),
    ...(note === null ? [] : [' ', ...prose(note)]),
  ];
}

function describeChange({ change, score, risk }: Audit): readonly Block[] {
  if (change === null) return [];
  const { ref, scoreBefore, riskBefore, added, resolved } = change;
  const [now, before] = [score.value, scoreBefore].map((value) => value?.toFixed(1) ?? 'n/a');
  return [
    {
      kind: 'paragraph',
      text: ['Since ', { code: ref }, `: score ${before ?? ''} → ${now ?? ''}, risk ${riskBefore} → ${risk.level}.`],
    },
    {
      kind: 'list',
      items: [
        ...added.map((id): Inline => ['New: ', { code: id }]),
        ...resolved.map(({ id }): Inline => ['Resolved: ', { code: id }]),
        ...(added.length + resolved.length === 0 ? [['No issue has come or gone.']] : []),
      ],
    },
  ];
}

function describeScore({ score: { value, grade, violations } }: Audit): readonly Block[] {
  const text = `${value?.toFixed(1) ?? 'n/a'} of 100${grade === null ? '' : `, grade ${grade}`}.`;
  if (violations.length === 0) return [{ kind: 'paragraph', text: [text] }];
  return [
    { kind: 'paragraph', text: [text, ' Where it is lost:'] },
    {
      kind: 'table',
      head: ['Rule', 'Findings', 'Points lost'],
      rows: violations.map(({ rule, findings, lost }) => [[{ code: rule }], [findings.toString()], [lost.toFixed(1)]]),
    },
  ];
}

function describeDeployment({ deployment: { right, missing, unknown } }: Audit): readonly Block[] {
  const part = (title: string, lines: readonly string[]): readonly Block[] =>
    lines.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: [title] },
          { kind: 'list', items: lines.map(prose) },
        ];
  const parts = [
    ...part('What is right', right),
    ...part('What is missing', missing),
    ...part('What is not known', unknown),
  ];
  return section('Deployment configuration', parts, parts);
}

function describeActions({ actions, issues }: Audit): readonly Block[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  return HORIZONS.flatMap((horizon): readonly Block[] => {
    const items = actions.flatMap((action): readonly Inline[] => {
      const issue = byId.get(action.issue);
      const [first] = issue?.evidence ?? [];
      if (action.horizon !== horizon || issue === undefined || first === undefined) return [];
      const more = issue.places > 1 ? ` and ${countText(issue.places - 1, 'more place')}` : '';
      return [
        [
          ...titleOf(issue),
          ': ',
          ...prose(action.action),
          ' At ',
          { code: `${first.path}:${first.line.toString()}` },
          `${more}.`,
        ],
      ];
    });
    if (items.length === 0) return [];
    return [
      { kind: 'heading', level: 3, text: [horizon.charAt(0).toUpperCase(), horizon.slice(1)] },
      { kind: 'list', items },
    ];
  });
}

function describeRisk({ risk: { level, reason, points, top }, issues }: Audit): readonly Block[] {
  const rows = top.flatMap((id): (readonly Inline[])[] => {
    const issue = issues.find((one) => one.id === id);
    return issue === undefined
      ? []
      : [[titleOf(issue), [issue.severity], [countText(issue.reach, 'file')], prose(issue.impact)]];
  });
  return [
    { kind: 'paragraph', text: [`Level: ${level} (${points.toString()} points). `, ...prose(reason)] },
    { kind: 'table', head: ['Risk', 'Severity', 'Reach', 'What happens'], rows },
  ];
}
