import { join } from 'node:path';
import type { Finding } from '../../src/model/finding.js';
import type { Preset } from '../../src/model/rule.js';
import { plantAt, type Order } from '../accuracy/plants/plant.js';
import type { PreparedRepository } from '../accuracy/plants/prepared-repository.js';
import { pythonErrors } from '../accuracy/plants/python-places.js';
import type { Random } from '../accuracy/plants/random.js';
import type { RepositoryFile } from '../accuracy/plants/repository.js';
import type { Language, Template } from '../accuracy/plants/template.js';
import { TEMPLATES } from '../accuracy/plants/templates/all.js';
import { typescriptErrors } from '../accuracy/plants/typescript-places.js';
import { drawWords } from '../accuracy/plants/words.js';
import { normalised } from './newcomers.js';
import { swapLine } from './swap-line.js';

/**
 * How a breach is planted: by a template at a random place of any file, of a copy of a file under a new name, of a file
 * with known findings, or of a file that was renamed since the baseline; in the place of a known finding's line
 * (`swap`); as a repetition of such a line (`twin`); or as a fault of the rules that have no templates (`other`).
 */
export const MANNERS = ['anywhere', 'new file', 'beside debt', 'swap', 'twin', 'renamed', 'other'] as const;
export type Manner = (typeof MANNERS)[number];

export interface Planted {
  readonly manner: Manner;
  readonly rule: string;
  readonly language: Language;
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly text: string; readonly isNew: boolean }[];
  /** Where the finding must be: path and lines. */
  readonly marks: ReadonlyMap<string, readonly number[]>;
}

export interface Ground {
  readonly repository: PreparedRepository;
  readonly preset: Preset;
  readonly random: Random;
  /** Of the commit, before anything is planted. */
  readonly findings: readonly Finding[];
  /** Paths of files that have been renamed since the baseline. */
  readonly renamed: ReadonlySet<string>;
}

const ATTEMPTS = 60;

/** Draws a breach; one that cannot be planted in this manner is planted anywhere. */
export function drawPlant(manner: Manner, ground: Ground): Planted | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const planted = attemptPlant(manner, ground);
    if (planted !== undefined) return planted;
  }
  return manner === 'anywhere' ? undefined : drawPlant('anywhere', ground);
}

function attemptPlant(manner: Manner, ground: Ground): Planted | undefined {
  const { repository, findings, renamed, random } = ground;
  const indebted = new Set(findings.flatMap(({ path, status }) => (status === 'baselined' ? [path] : [])));
  switch (manner) {
    case 'anywhere':
    case 'new file':
      return fromTemplate(manner, repository.files, ground);
    case 'beside debt':
      return fromTemplate(
        manner,
        repository.files.filter(({ path }) => indebted.has(path)),
        ground,
      );
    case 'renamed':
      return fromTemplate(
        manner,
        repository.files.filter(({ path }) => renamed.has(path)),
        ground,
      );
    case 'swap':
    case 'twin':
      return besideLine(manner, ground);
    case 'other':
      return random.chance(0.5) ? syntaxError(ground) : unusedSuppression(ground);
  }
}

function fromTemplate(manner: Manner, files: readonly RepositoryFile[], ground: Ground): Planted | undefined {
  const { repository, preset, random } = ground;
  if (files.length === 0) return undefined;
  const set = random.pick(TEMPLATES);
  const templates = set.templates.filter(({ outcomes }) => outcomes[preset] === 'breach');
  const fitting = files.filter(({ language }) => language === set.language);
  if (templates.length === 0 || fitting.length === 0) return undefined;
  const file = random.pick(fitting);
  const suited = templates.filter(({ kind }) => kind === file.kind);
  if (suited.length === 0) return undefined;
  const chosen = random.pick(suited);
  const template = manner === 'new file' ? asNewFile(chosen, file) : chosen;
  const { rule, language } = set;
  const order: Order = { rule, language, preset, outcome: 'breach', template, index: 0 };
  const plant = plantAt(order, { repository, file, random }, () => false);
  if (plant === undefined) return undefined;
  const written = plant.files.map(({ path, isNew, insertion }) => ({ path, isNew, text: insertion.text }));
  const marks = new Map(plant.files.map(({ path, insertion }) => [path, insertion.marked]));
  return { manner, rule, language, name: template.name, files: written, marks };
}

/** A copy of the file with the snippet in it; a test must keep a test's name. */
function asNewFile(template: Template, { path, kind }: RepositoryFile): Template {
  if (template.named !== undefined || kind === 'barrel') return template;
  const extension = path.slice(path.lastIndexOf('.'));
  const isPython = extension === '.py';
  return {
    ...template,
    named: ({ first }) =>
      kind === 'test'
        ? isPython
          ? `test_${first.snake}.py`
          : `${first.kebab}.test${extension}`
        : `${isPython ? first.snake : first.kebab}${extension}`,
  };
}

/** Another breach in the place of a known one, or the same a second time. */
function besideLine(manner: 'swap' | 'twin', ground: Ground): Planted | undefined {
  const { repository, findings, random } = ground;
  const files = new Map(repository.files.map((file) => [file.path, file]));
  const suited = findings.filter(
    ({ path, range, ruleId, status }) =>
      status === 'baselined' &&
      (ruleId === 'relative-import' || ruleId === 'unjustified-mock') &&
      files.has(path) &&
      range.start.line === range.end.line,
  );
  if (suited.length === 0) return undefined;
  const { path, range, ruleId } = random.pick(suited);
  const language = files.get(path)?.language ?? 'python';
  const lines = repository.read(path).split('\n');
  const old = lines[range.start.line - 1] ?? '';
  const words = drawWords(random, (name) => repository.holds(path, name));
  const put = manner === 'twin' ? [old, old] : swapLine(old, words);
  if (put === undefined) return undefined;
  const text = lines.toSpliced(range.start.line - 1, 1, ...put).join('\n');
  const marked = manner === 'twin' ? linesLike(old, text) : [range.start.line];
  const planted = { manner, rule: ruleId, language, name: put[0] ?? '' };
  return { ...planted, files: [{ path, text, isNew: false }], marks: new Map([[path, marked]]) };
}

/** Of lines that are alike, the last one is taken for the new one. */
function linesLike(line: string, text: string): readonly number[] {
  const lines = text.split('\n');
  return lines.flatMap((other, index) => (normalised(other) === normalised(line) ? [index + 1] : []));
}

function syntaxError({ repository, random }: Ground): Planted | undefined {
  const tests = repository.files.filter(({ kind }) => kind === 'test');
  if (tests.length === 0) return undefined;
  const { path, language } = random.pick(tests);
  const before = repository.read(path);
  const { first } = drawWords(random, (name) => repository.holds(path, name));
  const line = language === 'python' ? `def ${first.snake}(:` : `const ${first.camel} = ;`;
  return atEnd({ path, language, before, line, rule: 'syntax-error' });
}

function unusedSuppression({ repository, random }: Ground): Planted | undefined {
  if (repository.files.length === 0) return undefined;
  const { path, language } = random.pick(repository.files);
  const sign = language === 'python' ? '#' : '//';
  const line = `${sign} compliance: ignore[relative-import] -- the ${random.pick(['loader', 'worker'])} needs it`;
  return atEnd({ path, language, before: repository.read(path), line, rule: 'unused-suppression' });
}

interface Appended {
  readonly path: string;
  readonly language: Language;
  readonly before: string;
  readonly line: string;
  readonly rule: string;
}

function atEnd({ path, language, before, line, rule }: Appended): Planted {
  const whole = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const last = whole.split('\n').length;
  const files = [{ path, text: `${whole}${line}\n`, isNew: false }];
  // Python tells some errors at the end of what it had read by then.
  const marks = new Map([[path, [last, last + 1]]]);
  return { manner: 'other', rule, language, name: line, files, marks };
}

/** True if all its files parse, once they are written. */
export function isParsed({ rule, language, files }: Planted, root: string): boolean {
  if (rule === 'syntax-error') return true;
  const paths = files.map(({ path }) => join(root, path));
  const errors = language === 'python' ? pythonErrors(paths) : typescriptErrors(paths);
  return errors.every((error) => error === '');
}

/** Writes it; the function returned takes it away again. */
export function writePlant({ files }: Planted, repository: PreparedRepository): () => void {
  const originals = files.map(({ path, isNew }) => (isNew ? undefined : repository.read(path)));
  for (const { path, text } of files) repository.write(path, text);
  return () => {
    for (const [index, { path }] of files.entries()) {
      const original = originals[index];
      if (original === undefined) repository.remove(path);
      else repository.write(path, original);
    }
  };
}
