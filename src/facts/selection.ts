import { roleBySigns, type ContentSigns } from '../formats/content-role.js';
import type { Role } from '../model/file.js';
import type { Format } from '../model/format.js';
import { looksAt, type Rule } from '../model/rule.js';
import type { Extractor } from '../model/syntax.js';
import type { RecordHeader } from './fact-record.js';
import type { Job } from './job.js';

/** Sections of facts by name, each in the version that is asked for. */
export type Sections = ReadonlyMap<string, string>;

/** What the rules ask of files of one format, role and set of active rules. */
export interface Selection {
  readonly extractors: ReadonlyMap<string, Extractor>;
  /** Version of the section `syntax`, if a judge is asked. */
  readonly judge: string | null;
  /** Of the extractors and the judge. */
  readonly sections: Sections;
}

export type Select = (job: Job, signs: ContentSigns) => Selection;

/** What a file needs, once it is known what its content is like. */
export type Wanted = (job: Job, header: RecordHeader) => Sections;

export function wantedBy(select: Select): Wanted {
  return (job, header) => {
    const { sections, judge } = select(job, header.signs);
    if (header.skip === null) return sections;
    return header.isJudgedAnyway && judge !== null ? new Map([['syntax', judge]]) : NO_SECTIONS;
  };
}

const NO_SECTIONS: Sections = new Map();

/** The role by path, or what the content says against it. */
export function roleOf({ path, role, isRoleFixed }: Job, signs: ContentSigns): Role {
  return isRoleFixed ? role : roleBySigns(signs, path, role);
}

/** Which extractors the rules ask for, by format, active rules, role and judge; answers are remembered. */
export function createSelect(rules: readonly Rule[], formats: readonly Format[]): Select {
  const formatsByName = new Map(formats.map((format) => [format.name, format]));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map<string, Selection>();
  return (job, signs) => {
    const format = formatsByName.get(job.format);
    if (format === undefined) throw new Error(`no format ${job.format}`);
    const role = roleOf(job, signs);
    const judge = job.judge === null ? '' : JSON.stringify(job.judge);
    const key = `${format.name}|${role}|${job.scope}|${job.rules}|${judge}`;
    let selected = known.get(key);
    if (selected === undefined) {
      const active = job.rules.split(' ').flatMap((id) => byId.get(id) ?? []);
      selected = select(format, active, { role, scope: job.scope, judge });
      known.set(key, selected);
    }
    return selected;
  };
}

function select(
  format: Format,
  active: readonly Rule[],
  { role, scope, judge }: { readonly role: Role; readonly scope: Job['scope']; readonly judge: string },
): Selection {
  const extractors = selectExtractors(format, active, { role, scope });
  const isJudged =
    judge !== '' &&
    format.judging !== undefined &&
    active.some((rule) => rule.needs?.includes('syntax') === true && looksAt(rule, role));
  const sections = new Map([...extractors].map(([name, { version }]) => [name, version.toString()]));
  for (const { id, revision } of active) {
    const version = sections.get(id);
    if (version !== undefined && revision !== '') sections.set(id, `${version} ${revision}`);
  }
  if (isJudged) sections.set('syntax', judge);
  return { extractors, judge: isJudged ? judge : null, sections };
}

/** True if facts of several files are judged together. */
export function isCrossFile(rule: Rule): boolean {
  return rule.key !== undefined;
}

/** Files that others write: what they suppress is not ours. */
const FOREIGN: ReadonlySet<Role> = new Set<Role>(['generated', 'vendored']);

function selectExtractors(
  format: Format,
  active: readonly Rule[],
  { role, scope }: { readonly role: Role; readonly scope: Job['scope'] },
): ReadonlyMap<string, Extractor> {
  const selected = new Map<string, Extractor>();
  const judging = active.filter((rule) => looksAt(rule, role));
  const shared = [
    ...(scope === 'judged' && active.length > 0 && !FOREIGN.has(role) ? ['suppressions'] : []),
    ...judging.flatMap((rule) => rule.needs ?? []),
    ...active.flatMap((rule) => rule.asks ?? []),
  ];
  for (const name of shared) {
    const extractor = format.extractors[name];
    if (extractor !== undefined) selected.set(name, extractor);
  }
  for (const rule of judging) {
    if (scope === 'context' && !isCrossFile(rule)) continue;
    const extract = rule.extract?.[format.name];
    if (extract !== undefined) selected.set(rule.id, { version: rule.extractVersion ?? 1, extract });
  }
  return selected;
}
