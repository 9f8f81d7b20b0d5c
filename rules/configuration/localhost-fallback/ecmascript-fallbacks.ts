import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { Premises } from './ecmascript-conditions.js';
import { reachOf } from './ecmascript-guards.js';
import { partAndName, type Missing } from './ecmascript-classify.js';
import { isMark, isSaidForDevelopment, isUsedElsewise } from './ecmascript-exemptions.js';
import { localLiterals, wholeValue, type LocalLiteral } from './ecmascript-literals.js';
import { connects, isComponent, isForDevelopment, isServing, ownersOf, runsLocally } from './ecmascript-owners.js';
import { requiredVariables } from './ecmascript-schemas.js';
import type { Position } from './ecmascript-climb.js';
import { isUpperCase } from './ecmascript-paths.js';
import { positionsOf } from './ecmascript-positions.js';
import { directUse, useOf, type Use } from './ecmascript-uses.js';
import { ALL, DEPLOYED, NONE, namesEnvironment, namesStaging, wordsOf, type Environments } from './environments.js';
import type { Fallback, Requirement } from './facts.js';
import { isAddressed } from './hosts.js';
import { isConnection } from './purposes.js';

/**
 * Fallbacks to a local host in ECMAScript, one for each variable that a literal stands in for, else one for each literal;
 * and the variables that a schema of the environment requires.
 */
export function* extractEcmascript(file: ParsedFile): Iterable<Fallback | Requirement> {
  const required = requiredVariables(file);
  if (required.length > 0) yield { required };
  yield* fallbacksIn(file);
}

function* fallbacksIn(file: ParsedFile): Iterable<Fallback> {
  const lines = new Set<number>();
  let staging: boolean | undefined;
  for (const literal of localLiterals(file)) {
    for (const { at, ...found } of reachedBy(file, literal)) {
      if (lines.size === 0 && runsLocally(file)) return;
      const site = file.site(at.startIndex, at.endIndex);
      if (lines.has(site.range.start.line)) continue;
      lines.add(site.range.start.line);
      staging ??= namesStaging(file.text);
      yield { ...found, host: literal.host, namesStaging: staging, site };
    }
  }
}

interface Judged extends Omit<Fallback, 'host' | 'namesStaging' | 'site'> {
  /** Where it falls back: the literal, or the name through which it comes. */
  readonly at: SyntaxNode;
}

/** The first fallback for each variable; where the literal stands in for none, the first for anything else. */
function reachedBy(file: ParsedFile, literal: LocalLiteral): readonly Judged[] {
  const found = [...positionsOf(file, literal)]
    .flatMap((position) => judged(file, { literal, position }))
    .filter(({ reach }) => (reach & DEPLOYED) !== NONE);
  const variables = found.filter(({ isVariable }) => isVariable);
  const [first] = found;
  if (variables.length === 0) return first === undefined ? [] : [{ ...first, reach: reachOfAll(found) }];
  return [...new Set(variables.map(({ name }) => name))].flatMap((name) => {
    const same = variables.filter((one) => one.name === name);
    return same.slice(0, 1).map((one) => ({ ...one, reach: reachOfAll(same) }));
  });
}

function reachOfAll(found: readonly Judged[]): Environments {
  return found.reduce<Environments>((set, { reach }) => set | reach, NONE);
}

/** What is known of a position. */
interface Situation {
  readonly missing: Missing | undefined;
  readonly use: Use;
  readonly owners: readonly string[];
  /** The properties and names through which the value goes. */
  readonly keys: readonly string[];
  /** The literal, and what it is part of where it falls back. */
  readonly literal: string;
  readonly text: string;
}

/** A position that connects to the host, with the environments that get there. */
function judged(
  file: ParsedFile,
  { literal, position }: { literal: LocalLiteral; position: Position },
): readonly Judged[] {
  const { branch, node, keys, places, through } = position;
  const missing = branch.kind === 'missing' ? branch.missing : undefined;
  const use = missing?.settings === undefined ? useOf(file, node) : directUse(file, node);
  const owners = ownersOf(file, node);
  const text = wholeValue(file, node, literal.text)?.text ?? literal.text;
  const names = [...keys, ...through.filter((one) => !isNamedLocal(one))];
  if (!connectsAt(file, { missing, use, owners, keys: names, literal: literal.text, text })) return [];
  if (isExempt(file, { node, use, missing, owners })) return [];
  const name = missing?.name ?? targetOf(use.names, owners);
  const premises = premisesOf(missing?.paths ?? [], [...use.names, ...keys]);
  const reach = places.reduce<Environments>((set, place) => set & reachOf(file, place, premises), ALL);
  const settings = node.type === 'public_field_definition' ? owners.at(-1) : missing?.settings;
  const isVariable = missing?.isVariable ?? false;
  const isParameter = missing?.isParameter === true && settings === undefined;
  const at = through.length === 0 ? literal.literal : (places[through.length] ?? literal.literal);
  const isChosen = missing === undefined ? { isChosen: true as const } : {};
  const found = { name, isVariable, ...isChosen, reach, settings: settings ?? null, owner: owners.join('.'), at };
  return [isParameter ? { ...found, isParameter } : found];
}

/** A constant for the local host may be called what it is: that says nothing of who uses it. */
function isNamedLocal(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:local|localhost|loopback)$/.test(word));
}

/** True if the code itself says that nothing deployed takes the value for an address. */
function isExempt(
  file: ParsedFile,
  { node, use, missing, owners }: Pick<Situation, 'use' | 'missing' | 'owners'> & { node: SyntaxNode },
): boolean {
  const held = use.declarator?.childForFieldName('name')?.text;
  const names = [missing?.name, held].filter((name) => name !== undefined);
  return isMark(file, names) || isUsedElsewise(file, use.declarator) || isSaidForDevelopment(file, node, owners);
}

/** True if something deployed connects to the value, as far as names tell. */
function connectsAt(file: ParsedFile, { missing, use, owners, keys, literal, text }: Situation): boolean {
  const isBound = use.purpose === 'bind' && !isAddressed(text);
  if (use.purpose === 'none' || isBound || isRequestDefault(missing?.paths ?? [])) return false;
  if (namesEnvironment(missing?.name ?? '') && !isAddressed(text)) return false;
  if (missing?.kind !== 'environment' && use.purpose === 'shown') return false;
  if (missing?.kind === 'parameter' && isComponent(file, owners)) return false;
  if (missing?.kind !== 'environment' && isServing(owners, literal)) return false;
  const names = namesOf({ missing, use, owners, keys });
  // A variable that holds a URL is one to connect to, whatever the function around it is for.
  const isUrl = isAddressed(text) && (missing?.kind === 'environment' || isUpperCase(missing?.name ?? ''));
  return isConnection(names, { text, owner: isUrl ? '' : owners.join('.') }) && !isForDevelopment(names, owners);
}

/** The names that the value flows into. `opts` are options here, not those of a command. */
function namesOf({ missing, use, owners, keys }: Omit<Situation, 'literal' | 'text'>): readonly string[] {
  const paths = (missing?.paths ?? []).map((path) => path.replace(/^opts\./, 'options.'));
  const parts = paths.map(partAndName).filter((part) => part !== undefined);
  const name = missing === undefined ? [] : [missing.name];
  const found = [...name, ...paths, ...parts, ...keys, ...use.names, ...owners.filter(connects)];
  return missing?.kind === 'environment' ? found.filter((one) => one !== 'local') : found;
}

/** What Node takes for a request that names neither: whoever repeats that describes a request. */
function isRequestDefault(paths: readonly string[]): boolean {
  return paths.some((path) => path.endsWith('.hostname') && paths.includes(path.replace(/name$/, '')));
}

function premisesOf(paths: readonly string[], names: readonly string[]): Premises {
  return { absent: new Set(paths.filter((path) => path !== '')), local: new Set(names.filter((name) => name !== '')) };
}

function targetOf(names: readonly string[], owners: readonly string[]): string {
  return (
    [...names]
      .reverse()
      .find((name) => name !== '')
      ?.split('.')
      .at(-1) ??
    owners.at(-1) ??
    'the address'
  );
}
