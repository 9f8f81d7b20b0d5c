import type { Preset } from '../../../src/model/rule.js';
import { plantAt, type Order, type Plant } from './plant.js';
import type { PreparedRepository } from './prepared-repository.js';
import { seededRandom, type Random } from './random.js';
import type { RepositoryFile } from './repository.js';
import type { Language, Outcome, Template } from './template.js';

/** The templates of a rule in a language. */
export interface TemplateSet {
  readonly rule: string;
  readonly language: Language;
  readonly templates: readonly Template[];
}

export interface Plan {
  /** Plants that are judged in one run: no two in a file. */
  readonly rounds: readonly (readonly Plant[])[];
  /** Orders for which no file was found. */
  readonly unplanted: readonly Order[];
}

interface PlanRequest {
  readonly repositories: readonly PreparedRepository[];
  readonly sets: readonly TemplateSet[];
  readonly preset: Preset;
  /** Plants for each rule, language and outcome. */
  readonly count: number;
  readonly seed: number;
}

interface Candidate {
  readonly repository: PreparedRepository;
  readonly file: RepositoryFile;
}

const MOST_ROUNDS = 8;
const ATTEMPTS = 150;

/** Finds a place for each plant. The same request gives the same plan. */
export function planPlants(request: PlanRequest): Plan {
  const rounds: { readonly plants: Plant[]; readonly used: Set<string> }[] = [];
  const unplanted: Order[] = [];
  const pools = new Map<string, readonly Candidate[]>();
  for (const order of request.sets.flatMap((set) => ordersOf(set, request))) {
    const random = seededRandom(request.seed, labelOf(order));
    const pool = poolFor(order, request.repositories, pools);
    if (!plantInSomeRound(order, { random, pool, rounds })) unplanted.push(order);
  }
  return { rounds: rounds.map(({ plants }) => plants), unplanted };
}

function labelOf({ rule, language, preset, outcome, template, index }: Order): string {
  return [rule, language, preset, outcome, template.name, index].join('/');
}

/** Each template as often as the others, in random order. */
function ordersOf({ rule, language, templates }: TemplateSet, { preset, count, seed }: PlanRequest): readonly Order[] {
  return (['breach', 'near-miss'] as const).flatMap((outcome: Outcome) => {
    const suited = templates.filter(({ outcomes }) => outcomes[preset] === outcome);
    const shuffled = seededRandom(seed, [rule, language, preset, outcome].join('/')).shuffled(suited);
    const repeated = Array.from({ length: count }, (_, index) => shuffled[index % shuffled.length]);
    return repeated.flatMap((template, index) =>
      template === undefined ? [] : [{ rule, language, preset, outcome, template, index }],
    );
  });
}

function poolFor(
  { language, template }: Order,
  repositories: readonly PreparedRepository[],
  pools: Map<string, readonly Candidate[]>,
): readonly Candidate[] {
  const key = `${language}/${template.kind}`;
  const known = pools.get(key);
  if (known !== undefined) return known;
  const pool = repositories.flatMap((repository) =>
    repository.files
      .filter((file) => file.language === language && file.kind === template.kind)
      .map((file) => ({ repository, file })),
  );
  pools.set(key, pool);
  return pool;
}

function plantInSomeRound(order: Order, { random, pool, rounds }: PlantingGround): boolean {
  for (let index = 0; index < MOST_ROUNDS && pool.length > 0; index += 1) {
    const round = (rounds[index] ??= { plants: [], used: new Set() });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { repository, file } = random.pick(pool);
      const key = (path: string): string => `${repository.root}/${path}`;
      const plant = plantAt(order, { repository, file, random }, (path) => round.used.has(key(path)));
      if (plant === undefined) continue;
      round.plants.push(plant);
      for (const { path } of plant.files) round.used.add(key(path));
      return true;
    }
  }
  return false;
}

interface PlantingGround {
  readonly random: Random;
  readonly pool: readonly Candidate[];
  readonly rounds: { readonly plants: Plant[]; readonly used: Set<string> }[];
}
