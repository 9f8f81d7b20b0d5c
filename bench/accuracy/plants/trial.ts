import { join } from 'node:path';
import type { Finding } from '../../../src/model/finding.js';
import type { Preset } from '../../../src/model/rule.js';
import { checkRepository } from '../check-repository.js';
import type { Plant, PlantedFile } from './plant.js';
import type { PreparedRepository } from './prepared-repository.js';
import { pythonErrors } from './python-places.js';
import { typescriptErrors } from './typescript-places.js';

/** What became of a plant. */
export interface Verdict {
  readonly plant: Plant;
  /** A breach reported once and at its line, a near-miss not reported. */
  readonly isRight: boolean;
  /** What was reported instead: `line 12 (twice)`, `nothing`. */
  readonly seen: string;
}

export interface Trial {
  readonly verdicts: readonly Verdict[];
  /** Planted files that do not parse: mistakes of a template. */
  readonly broken: readonly string[];
}

type Findings = ReadonlyMap<string, readonly Finding[]>;

/** Findings of the rules before anything is planted, by path. */
export type Baseline = ReadonlyMap<PreparedRepository, Findings>;

export async function takeBaseline(
  repositories: readonly PreparedRepository[],
  check: { readonly preset: Preset; readonly rules: readonly string[] },
): Promise<Baseline> {
  const baseline = new Map<PreparedRepository, Findings>();
  for (const repository of repositories) baseline.set(repository, await findingsIn(repository, check));
  return baseline;
}

/** Writes the plants, checks each repository once, and takes them away again. */
export async function tryPlants(
  plants: readonly Plant[],
  check: { readonly preset: Preset; readonly rules: readonly string[]; readonly baseline: Baseline },
): Promise<Trial> {
  const verdicts: Verdict[] = [];
  const broken: string[] = [];
  for (const repository of new Set(plants.map((plant) => plant.repository))) {
    const own = plants.filter((plant) => plant.repository === repository);
    const undo = writePlants(repository, own);
    broken.push(...brokenFiles(repository, own));
    const findings = await findingsIn(repository, check);
    const before = check.baseline.get(repository) ?? new Map<string, readonly Finding[]>();
    verdicts.push(...own.map((plant) => judge(plant, { before, after: findings })));
    undo();
  }
  return { verdicts, broken };
}

async function findingsIn(
  repository: PreparedRepository,
  { preset, rules }: { readonly preset: Preset; readonly rules: readonly string[] },
): Promise<Findings> {
  const { report } = await checkRepository(repository.root, { preset, rule: rules.join(',') });
  if (report.failures.length > 0) console.error(JSON.stringify(report.failures.slice(0, 5), undefined, 2));
  const found = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const list = found.get(finding.path) ?? [];
    list.push(finding);
    found.set(finding.path, list);
  }
  return found;
}

function writePlants(repository: PreparedRepository, plants: readonly Plant[]): () => void {
  const files = plants.flatMap((plant) => plant.files);
  const originals = files.map(({ path, isNew }) => (isNew ? undefined : repository.read(path)));
  for (const { path, insertion } of files) repository.write(path, insertion.text);
  return () => {
    for (const [index, { path }] of files.entries()) {
      const original = originals[index];
      if (original === undefined) repository.remove(path);
      else repository.write(path, original);
    }
  };
}

function brokenFiles(repository: PreparedRepository, plants: readonly Plant[]): string[] {
  const messages: string[] = [];
  for (const language of ['python', 'typescript'] as const) {
    const files = plants
      .filter((plant) => plant.language === language)
      .flatMap((plant) => plant.files.map((file) => ({ plant, file })));
    const paths = files.map(({ file }) => join(repository.root, file.path));
    const errors = language === 'python' ? pythonErrors(paths) : typescriptErrors(paths);
    for (const [index, { plant, file }] of files.entries()) {
      const error = errors[index] ?? '';
      if (error !== '')
        messages.push(
          `${plant.rule}/${language}/${plant.template}: ${file.path}: ${error.slice(0, 150)}\n${snippetOf(file)}`,
        );
    }
  }
  return messages;
}

/** The planted lines. */
export function snippetOf({ insertion }: PlantedFile): string {
  const lines = insertion.text.split(/\r?\n/);
  return lines.slice(insertion.span[0] - 1, insertion.span[1]).join('\n');
}

function judge(plant: Plant, { before, after }: { readonly before: Findings; readonly after: Findings }): Verdict {
  const found = plant.files.flatMap((file) => newFindings(plant, file, { before, after }));
  const isAtMark = found.map(({ file, finding }) => file.insertion.marked.includes(finding.range.start.line));
  const isRight = plant.outcome === 'near-miss' ? found.length === 0 : found.length === 1 && isAtMark[0] === true;
  const seen = found.map(({ file, finding }) => `${file.path}:${finding.range.start.line} ${finding.message}`);
  return { plant, isRight, seen: seen.length === 0 ? 'nothing' : seen.join('\n') };
}

/**
 * Findings of the plant's rule that were not there before, wherever in its files; those of types in the planted lines
 * alone, since a copy of a file repeats the types of the original.
 */
function newFindings(
  { rule }: Plant,
  file: PlantedFile,
  { before, after }: { readonly before: Findings; readonly after: Findings },
): readonly { readonly file: PlantedFile; readonly finding: Finding }[] {
  const { path, isNew, insertion } = file;
  const old = (before.get(path) ?? []).filter(({ ruleId }) => ruleId === rule);
  const known = new Set(old.map(({ range }) => insertion.moved(range.start.line)));
  return (after.get(path) ?? [])
    .filter(({ ruleId, range }) => ruleId === rule && !known.has(range.start.line))
    .filter(({ range }) => isWithin(range.start.line, insertion) || (!isNew && rule !== 'duplicate-type'))
    .map((finding) => ({ file, finding }));
}

function isWithin(line: number, { span, header }: PlantedFile['insertion']): boolean {
  const isIn = (range: readonly [number, number] | undefined): boolean =>
    range !== undefined && line >= range[0] && line <= range[1];
  return isIn(span) || isIn(header);
}
