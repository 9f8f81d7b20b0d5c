import { defineRule, type Entry, type JudgeContext, type Problem, type Project } from 'compliance-linter';
import { hasContent, isDerivedLocally } from './duplicate-type/content.js';
import { type Candidate, type Fact, isDefinition, isExported, type Options } from './duplicate-type/definition.js';
import { EXCEPTION, familyOf } from './duplicate-type/families.js';
import { CONVENTIONAL_FIELDS, findDuplicates } from './duplicate-type/keeping.js';
import { findRenamed, isRenamed, type KeptApart } from './duplicate-type/kept-apart.js';
import { Names } from './duplicate-type/names.js';
import { problemsOf } from './duplicate-type/problems.js';
import { wholeShape } from './duplicate-type/shapes.js';

/** Names that a framework gives, or that everyone gives to the local types of a module. */
const CONVENTIONAL_NAMES = [
  ...['Props', 'PageProps', 'LayoutProps', 'OwnProps', 'ComponentProps', 'Params', 'PageParams', 'RouteParams'],
  ...['SearchParams', 'Context', 'RouteContext', 'State', 'Action', 'Actions', 'Options', 'Config', 'Args', 'Input'],
  ...['Inputs', 'Output', 'Result', 'Data', 'LoaderData', 'ActionData', 'FormData', 'FormValues', 'FormSchema', 'Item'],
  ...[
    'Variant',
    'Variants',
    'Size',
    'ClassNames',
    'Row',
    'Story',
    'Emits',
    'Slots',
    'Command',
    'Meta',
    'Media',
    'Migration',
    'Arguments',
    'Variables',
  ],
];
const EXCLUDED_PLACE =
  /(?:^|\/)(?:__mocks__|mocks?|[\w-]*migrations|alembic|stories|fixtures)\/|[._-](?:mocks?|stories|story|fixtures?)\.\w+$|\.pyi$/i;
/** What has a date or a number below `migration/` has run somewhere: it must stay as it is. */
const APPLIED_MIGRATION = /(?:^|\/)(?:[\w-]+[-_])?migration\/(?:.*\/)?V?\d{4,}[-_]/i;
const DECLARATION_FILE = /\.d\.([cm]?ts)$/;

export default defineRule<Fact, Options>({
  summary: 'One name, one definition of a type within a component.',
  why: `A type that is written down twice is changed once. From then on the two copies disagree: a field is missing in one,
required in the other, and the code between them converts, casts or silently loses data.`,
  repair: `If one definition lies in a place for types (\`types/\`, \`models.py\`), keep it and import it elsewhere. Else move one
to a place that both may import: a library must not import from a component, a page or an endpoint. Where one is a part
of the other, derive it: \`Pick<Order, 'id' | 'total'>\`, \`extends\`, a base class. Where two things merely have the same
name, rename one.`,
  severity: { recommended: 'medium', strict: 'high' },
  kinds: {
    local: {
      summary: 'Identical or drifted, not exported here.',
      severity: { recommended: 'low', strict: 'medium' },
    },
    subset: {
      summary: 'One definition has all members of the other and more.',
      severity: { recommended: 'low', strict: 'medium' },
    },
    overlapping: {
      summary: 'Two members or more, and half of the larger definition, are shared.',
      severity: { recommended: 'low', strict: 'medium' },
    },
    collision: {
      summary: 'Only the name is shared (option `collisions`).',
      severity: { recommended: 'low', strict: 'medium' },
    },
  },
  tags: ['types', 'duplication'],
  since: '0.1.0',
  roles: ['source', 'declaration'],
  options: {
    overlapping: {
      description: 'Report definitions that share two members or more and half of the larger one.',
      schema: { type: 'boolean' },
      default: { recommended: false, strict: true },
    },
    collisions: {
      description: 'Report definitions that share nothing but the name.',
      schema: { type: 'boolean' },
      default: { value: false },
    },
    acrossComponents: {
      description: 'Compare the definitions of all components with each other.',
      schema: { type: 'boolean' },
      default: { value: false },
    },
    conventionalNames: {
      description: `Names that every module may give to a type of its own: reported only if identical with ${CONVENTIONAL_FIELDS.toString()} members or more.`,
      schema: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      default: { value: CONVENTIONAL_NAMES },
    },
    minimumFields: {
      description:
        'Members that two definitions must share to be reported; for an alias that is no object type, names and literals in it.',
      schema: { type: 'integer', minimum: 1 },
      default: { value: 2 },
    },
  },
  needs: ['definitions', 'imports'],
  examples: async () => (await import('./duplicate-type/examples.js')).examples,
  key: keyOf,
  judge: judgeName,
});

function keyOf({ file, fact, extractor, options }: Entry<Fact, Options>, { project }: JudgeContext): string | null {
  const name = isDefinition(fact) ? fact.name : fact.names.find(isRenamed)?.imported;
  if (name === undefined || isExcluded(file.path)) return null;
  if (isDefinition(fact)) {
    if (extractor !== 'definitions' || fact.isGlobal === true || isBesideItsSource(file.path, project)) return null;
    if (!hasContent({ path: file.path, fact }, project)) return null;
  }
  return `${options.acrossComponents ? '' : file.component}\n${file.format}\n${name}`;
}

function isExcluded(path: string): boolean {
  return EXCLUDED_PLACE.test(path) || APPLIED_MIGRATION.test(path);
}

function isBesideItsSource(path: string, project: Project): boolean {
  if (!DECLARATION_FILE.test(path)) return false;
  const stem = path.replace(DECLARATION_FILE, '');
  return ['ts', 'tsx', 'js', 'jsx', 'mts', 'cts', 'mjs', 'cjs'].some(
    (extension) => project.exists(`${stem}.${extension}`) === 'file',
  );
}

function judgeName(entries: readonly Entry<Fact, Options>[], { project }: JudgeContext): Iterable<Problem> {
  if (entries.length < 2) return [];
  const names = new Names(project);
  const definitions = definitionsOf(entries).filter((definition) => !isDerivedLocally(definition, names));
  if (definitions.length < 2 || !definitions.some(isExported)) return [];
  const candidates = candidatesOf(definitions, names);
  if (candidates.length < 2 || !candidates.some(isExported)) return [];
  let apart: KeptApart | undefined;
  const renamed = (): KeptApart => (apart ??= findRenamed(entries, names));
  return problemsOf(findDuplicates(candidates, { names, renamed }), candidates, project);
}

type Unfinished = Omit<Candidate, 'members' | 'family'>;

/** The definitions, those that TypeScript merges with an earlier one of the same file left out. */
function definitionsOf(entries: readonly Entry<Fact, Options>[]): Unfinished[] {
  const definitions: Unfinished[] = [];
  for (const { file, fact, options } of entries) {
    const { path, component, format } = file;
    if (!isDefinition(fact) || (format === 'typescript' && definitions.at(-1)?.path === path)) continue;
    definitions.push({ path, fact, component, format, options });
  }
  return definitions;
}

/** What the definitions are, exceptions left out. */
function candidatesOf(definitions: readonly Unfinished[], names: Names): Candidate[] {
  const candidates: Candidate[] = [];
  for (const definition of definitions) {
    const family = familyOf(definition, names);
    if (family !== EXCEPTION) candidates.push({ ...definition, members: wholeShape(definition, names), family });
  }
  return candidates;
}
