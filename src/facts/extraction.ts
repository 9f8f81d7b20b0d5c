import { setImmediate } from 'node:timers/promises';
import { roleOfContent } from '../formats/content-role.js';
import { extractFacts, type ContentFacts } from '../formats/extract.js';
import { loadFormats } from '../formats/formats.js';
import type { Role } from '../model/file.js';
import type { Format, JudgeSetup } from '../model/format.js';
import { looksAt, type Rule } from '../model/rule.js';
import type { SyntaxJudge } from '../model/syntax-verdict.js';
import type { Extractor } from '../model/syntax.js';

/** One file to find facts in. Plain data: a worker thread gets it as it is. */
export interface Job {
  readonly path: string;
  /** Name of the format that claims the path. */
  readonly format: string;
  readonly dialect: string;
  readonly role: Role;
  /** True if the user's configuration set the role; otherwise the content may change it. */
  readonly isRoleFixed: boolean;
  /** Ids of the rules that are on for the path, separated by blanks. */
  readonly rules: string;
  /** `context` for a file that is not itself judged: only what other files' judging may need is extracted. */
  readonly scope: 'judged' | 'context';
  /** Who judges the syntax of the file; null where no rule asks. */
  readonly judge: JudgeSetup | null;
}

export interface FileFacts extends ContentFacts {
  readonly path: string;
  readonly format: string;
}

export interface Extraction {
  /**
   * Finds the facts of one file's bytes, or says why there are none. Resolves when the next file may be taken, with the
   * promise of the facts: a judge may speak later. Never rejects.
   */
  begin(job: Job, bytes: Buffer): Promise<{ readonly facts: Promise<FileFacts> }>;
  /** Ends the judges. */
  close(): void;
}

export async function createExtraction(rules: readonly Rule[], maxFileSize: number): Promise<Extraction> {
  const formats = new Map((await loadFormats()).map((format) => [format.name, format]));
  const extractorsFor = extractorSelection(rules);
  const judges = new Map<string, SyntaxJudge>();
  const asking = rules.filter((rule) => rule.needs?.includes('syntax') === true);

  function judgeFor(format: Format, { judge, rules: active }: Job, role: Role): SyntaxJudge | undefined {
    const isAsked = asking.some((rule) => looksAt(rule, role) && active.split(' ').includes(rule.id));
    if (judge === null || !isAsked || format.judging === undefined) return undefined;
    const key = JSON.stringify([format.name, judge]);
    const known = judges.get(key) ?? format.judging.create(judge);
    judges.set(key, known);
    return known;
  }

  async function begin(job: Job, bytes: Buffer): Promise<{ readonly facts: Promise<FileFacts> }> {
    const format = formats.get(job.format);
    if (format === undefined) throw new Error(`no format ${job.format}`);
    const { facts, whole } = await extractFacts({
      bytes,
      format,
      dialect: job.dialect,
      maxFileSize,
      roleOf: (text) => (job.isRoleFixed ? job.role : roleOfContent(text, job.path, job.role)),
      extractorsFor: (role) => extractorsFor(format, job, role),
      judgeFor: (role) => judgeFor(format, job, role),
    });
    // Native syntax trees are freed only between turns of the event loop.
    if (facts.isParsed) await setImmediate();
    return { facts: whole.then((content) => ({ path: job.path, format: job.format, ...content })) };
  }

  return {
    begin,
    close: () => {
      for (const judge of judges.values()) judge.close();
    },
  };
}

type ExtractorSelection = (format: Format, job: Job, role: Role) => ReadonlyMap<string, Extractor>;

/** Which extractors the rules ask for, by format, active rules and role; answers are remembered. */
function extractorSelection(rules: readonly Rule[]): ExtractorSelection {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map<string, ReadonlyMap<string, Extractor>>();
  return (format, job, role) => {
    const key = `${format.name}|${role}|${job.scope}|${job.rules}`;
    let selected = known.get(key);
    if (selected === undefined) {
      const active = job.rules.split(' ').flatMap((id) => byId.get(id) ?? []);
      selected = selectExtractors(format, active, { role, scope: job.scope });
      known.set(key, selected);
    }
    return selected;
  };
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
