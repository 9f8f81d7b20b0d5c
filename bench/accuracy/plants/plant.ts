import type { Preset } from '../../../src/model/rule.js';
import { componentFolder } from './component-folder.js';
import { isHazardous, isHazardousPlace, type Hazards, HAZARDS } from './hazards.js';
import { drawVariant, insertSnippet, type Insertion } from './insertion.js';
import type { FilePlaces, Place } from './places.js';
import type { PreparedRepository } from './prepared-repository.js';
import type { Random } from './random.js';
import type { RepositoryFile } from './repository.js';
import { restyle } from './restyle.js';
import { surroundingsOf } from './surroundings.js';
import { type Language, type Outcome, type Snippet, type Spot, type Template, type Twin } from './template.js';
import { drawWords } from './words.js';

/** A file with a snippet in it. */
export interface PlantedFile {
  readonly path: string;
  /** True if the file is a copy under another name, made for this plant. */
  readonly isNew: boolean;
  readonly insertion: Insertion;
}

export interface Plant {
  readonly rule: string;
  readonly language: Language;
  readonly preset: Preset;
  readonly outcome: Outcome;
  readonly template: string;
  readonly repository: PreparedRepository;
  /** The first holds the snippet, a second one its twin. */
  readonly files: readonly PlantedFile[];
}

/** A template to be planted somewhere. */
export interface Order {
  readonly rule: string;
  readonly language: Language;
  readonly preset: Preset;
  readonly outcome: Outcome;
  readonly template: Template;
  /** Its place among those of its rule, language, preset and outcome. */
  readonly index: number;
}

interface Site {
  readonly repository: PreparedRepository;
  readonly file: RepositoryFile;
  readonly random: Random;
}

/** Plants into this file (or a copy of it) if the template and the file suit each other. `isUsed` files are left alone. */
export function plantAt(order: Order, site: Site, isUsed: (path: string) => boolean): Plant | undefined {
  const { template } = order;
  const { repository, file, random } = site;
  const words = drawWords(random, (name) => repository.holds(file.path, name));
  const path = template.named === undefined ? file.path : besides(file.path, template.named(words));
  const isNew = path !== file.path;
  if (isUsed(path) || (isNew && !canCopy(repository, file.path, path)) || template.suits?.(file.path) === false)
    return undefined;
  const text = repository.read(file.path);
  if (isHazardous(hazardsOf(order), path, text)) return undefined;
  const snippet = template.write(words, { ...surroundingsOf(repository, file.path, repository), path });
  if (snippet === undefined) return undefined;
  const imports = [...template.imports, ...(snippet.imports ?? [])];
  const insertion = insert(order, site, { code: snippet.code, imports, spot: template.spot });
  if (insertion === undefined) return undefined;
  const planted = { path, isNew, insertion };
  const twin = snippet.twin === undefined ? [] : plantTwin(order, site, { snippet, twin: snippet.twin, path, isUsed });
  const { rule, language, preset, outcome } = order;
  if (twin === undefined) return undefined;
  return { rule, language, preset, outcome, template: template.name, repository, files: [planted, ...twin] };
}

/** Near-misses that show what happens in another kind of place are planted wherever their templates say. */
function hazardsOf({ rule, outcome, template }: Order): Hazards {
  const { file, above, ...others } = HAZARDS[rule] ?? {};
  const hazards: Hazards = { ...others, ...(file && { file }), ...(above && { above }) };
  const isSetElsewhere = template.named !== undefined || (template.kind === 'test' && rule !== 'unjustified-mock');
  return isSetElsewhere && outcome === 'near-miss' ? { ...(file && { file }) } : hazards;
}

function besides(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}

interface Written {
  readonly code: string;
  readonly imports: readonly string[];
  readonly spot: Spot;
}

function insert(order: Order, { repository, file, random }: Site, written: Written): Insertion | undefined {
  const { language, rule, template } = order;
  const places = repository.placesOf(file);
  const text = repository.read(file.path);
  if (places === undefined || (written.imports.length > 0 && places.importLine === 0)) return undefined;
  if (!canImport(written.imports, text, (name) => repository.holds(file.path, name))) return undefined;
  const place = choosePlace(places, { spot: written.spot, text, random, hazards: hazardsOf(order) });
  if (place === undefined) return undefined;
  const comments = rule !== 'unjustified-mock';
  const code = template.isRestyled ? restyle(written.code, { language, random, comments }) : written.code;
  const widest = place.kind === 'module' || place.kind === 'class' ? 2 : 1;
  const margin = [random.below(widest + 1), random.below(widest + 1)] as const;
  const variant = drawVariant(random, text, place.line === places.endLine);
  const end = variant.hasFinalLineEnd ? margin : ([margin[0], 0] as const);
  return insertSnippet({ text, language, places, place, code, imports: written.imports, variant, margin: end });
}

function choosePlace(
  places: FilePlaces,
  wanted: { readonly spot: Spot; readonly text: string; readonly random: Random; readonly hazards: Hazards },
): Place | undefined {
  const { spot, text, random, hazards } = wanted;
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const top = (line: number): Place => {
    return { line, indentation: '', kind: 'module', depth: 0, outer: [line, line], names: [] };
  };
  const ends = [top(places.endLine)];
  const candidates = {
    imports:
      places.importLine === 0
        ? []
        : [top(places.importLine), ...(places.lastImport > 0 ? [top(places.lastImport + 1)] : [])],
    end: ends,
    module: [...places.places.filter(({ kind }) => kind === 'module'), ...ends],
    statement: places.places.filter(({ kind }) => kind !== 'class'),
    function: places.places.filter(({ kind }) => kind === 'function' || kind === 'async'),
    async: places.places.filter(({ kind }) => kind === 'async'),
    class: places.places.filter(({ kind }) => kind === 'class'),
  }[spot].filter((place) => !isHazardousPlace(hazards, place, lines));
  return candidates.length === 0 ? undefined : random.pick(candidates);
}

/** False where the file uses one of the names for something else. */
function canImport(imports: readonly string[], text: string, holds: (name: string) => boolean): boolean {
  const lines = new Set(text.split(/\r?\n/));
  return imports.every((line) => lines.has(line) || !boundNames(line).some(holds));
}

/** `from a import b as c, d` → c, d; `import a.b` → a; `import x, { type y as z } from 'm'` → x, z. */
export function boundNames(line: string): string[] {
  const names = /^(?:from\s+\S+\s+)?import\s+(.*?)(?:\s+from\s+['"].*)?;?$/.exec(line)?.[1] ?? '';
  return names
    .replace(/[{}()]/g, ' ')
    .split(',')
    .map(
      (part) =>
        part
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    )
    .map((name) => name.split('.')[0]?.trim() ?? '')
    .filter((name) => /^[\w$]+$/.test(name));
}

interface TwinRequest {
  readonly snippet: Snippet;
  readonly twin: Twin;
  readonly path: string;
  readonly isUsed: (path: string) => boolean;
}

/** Plants the other definition into another file; undefined where none was found. */
function plantTwin(order: Order, site: Site, { twin, path, isUsed }: TwinRequest): readonly PlantedFile[] | undefined {
  const { repository, random } = site;
  const { language, kind } = site.file;
  const files = repository.files.filter((file) => file.language === language && file.kind === kind);
  const home = componentFolder(repository.paths, path);
  for (let attempt = 0; attempt < 60 && files.length > 0; attempt += 1) {
    const file = random.pick(files);
    const isElsewhere = componentFolder(repository.paths, file.path) !== home;
    if (isElsewhere !== (twin.isElsewhere ?? false) || file.path === site.file.path) continue;
    const target = twinPath(twin, file.path, site.file.path);
    const isNew = target !== file.path;
    if (
      target === path ||
      isUsed(target) ||
      (isNew && !canCopy(repository, file.path, target)) ||
      twin.suits?.(file.path) === false
    )
      continue;
    const written = { code: twin.code, imports: twin.imports ?? [], spot: 'module' as const };
    const insertion = insert(order, { repository, file, random }, written);
    if (insertion !== undefined) return [{ path: target, isNew, insertion }];
  }
  return undefined;
}

/** JSX needs its extension, and nothing is overwritten. */
function canCopy({ paths }: PreparedRepository, from: string, to: string): boolean {
  return !paths.has(to) && from.endsWith('.tsx') === to.endsWith('.tsx');
}

function twinPath({ named, beside }: Twin, own: string, first: string): string {
  if (beside !== undefined) return besides(first, beside);
  return named === undefined ? own : besides(own, named);
}
