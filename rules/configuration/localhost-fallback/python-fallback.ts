import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { ALL, DEPLOYED, DEVELOPMENT, NONE, type Environments } from './environments.js';
import type { Fallback } from './facts.js';
import { localHostOf } from './hosts.js';
import { isConnection } from './purposes.js';
import { aliasOf, purposeOf, usesOf, type Alias } from './python-aliases.js';
import { isTranslation, missingInBranch, missingInConditional } from './python-branches.js';
import { classAround, fieldOf, isValidated } from './python-fields.js';
import { flowOf, ownerOf, type Flow } from './python-flow.js';
import { missingInCall, missingInScheme } from './python-defaults.js';
import { isMeantForDevelopment } from './python-intent.js';
import { isMarker, isReplaced } from './python-markers.js';
import { missingOperand, type Missing } from './python-missing.js';
import { chainOf, isAt, type Chain } from './python-nodes.js';
import { missingParameter } from './python-parameters.js';
import { reachOf, reachPast } from './python-reach.js';
import { declaringClassOf, isSettingsClass } from './python-settings.js';
import { argumentOf, carried, valueAt, type Value } from './python-values.js';

/** A fallback without its place. */
export type Found = Omit<Fallback, 'site' | 'namesStaging'>;

/** Longer chains of names are not followed. */
const MAX_NAMES = 3;
/** Units of a name that a message shows. */
const MAX_NAME = 80;
const NOTHING: ReadonlySet<string> = new Set();

/** The fallback that a value ends in, directly or through `names`, in staging or production; undefined if in none. */
export function fallbackAt(file: ParsedFile, start: Value, names: readonly string[] = []): Found | undefined {
  if (isTranslation(start.chain)) return undefined;
  for (let value: Value | undefined = start; value !== undefined; value = carried(value)) {
    const missing = missingAt(file, value);
    if (missing !== undefined) return found(file, value, { missing, names });
    const deployed = deployedAt(file, value, names);
    if (deployed !== undefined) return deployed;
    const alias = aliasOf(value);
    if (alias !== undefined) return throughName(file, alias, { value, names });
  }
  return undefined;
}

/** What is missing where the value is taken instead; undefined where it stands for nothing. */
function missingAt(file: ParsedFile, value: Value): Missing | undefined {
  const { chain, index } = value;
  const parent = chain[index + 1];
  switch (parent?.type) {
    case 'argument_list':
    case 'keyword_argument':
      return value.field === undefined ? missingInCall(file, value) : undefined;
    case 'boolean_operator': {
      const left = parent.childForFieldName('left');
      const isOr = parent.childForFieldName('operator')?.type === 'or' && isAt(parent, 'right', chain[index]);
      return isOr && left !== null ? missingOperand(file, left) : undefined;
    }
    case 'conditional_expression':
      return missingInConditional(file, chain, index);
    case 'tuple':
      return missingInScheme(value);
    case 'default_parameter':
    case 'typed_default_parameter':
      return missingParameter(chain, index);
    case 'assignment':
      return missingField(file, value) ?? missingStatement(file, value, 2);
    case 'return_statement':
      return missingStatement(file, value, 1);
    default:
      return undefined;
  }
}

/** Of a list of hosts to try, nobody knows which is missing. */
function missingStatement(file: ParsedFile, { chain, index, field }: Value, steps: number): Missing | undefined {
  const isPlain = field === undefined && chain[index]?.type !== 'list';
  return isPlain ? missingInBranch(file, chain, index + steps) : undefined;
}

function missingField(file: ParsedFile, value: Value): Missing | undefined {
  const field = fieldOf(file, value);
  return field === undefined ? undefined : { ...field, identities: [] };
}

interface Reason {
  readonly missing: Missing;
  /** The names that the value came through. */
  readonly names: readonly string[];
}

/** The fallback of a value that is taken for a missing one. */
function found(file: ParsedFile, value: Value, { missing, names }: Reason): Found | undefined {
  const { chain, text } = value;
  const host = localHostOf(text);
  const flow = host === undefined ? undefined : flowOf(chain, startOf(value));
  if (host === undefined || flow === undefined || missing.isOfUrl === true) return undefined;
  if (isShownDefault(file, text) || isMeantForDevelopment(file, chain)) return undefined;
  const owner = ownerOf(chain);
  if (!isConnection([...names, ...missing.names, ...flow.names], { text, owner })) return undefined;
  const definition = classAround(chain, flow.end);
  const world = { file, missing: new Set(missing.identities), local: NOTHING };
  const reach = reachOf(chain, world) & past(file, chain, flow) & validated(file, definition, flow.target);
  const name = missing.name ?? destinationOf(flow) ?? host;
  const settings = definition ?? settingsAround(file, chain, flow);
  if ((reach & DEPLOYED) === NONE) return undefined;
  if ((reach & DEVELOPMENT) !== NONE && isMark(file, { name, target: flow.target })) return undefined;
  const className = settings?.childForFieldName('name')?.text ?? null;
  return { name, ...kindOf(missing), host, reach, settings: className, owner };
}

/** What a fact tells of the kind of what is missing. */
function kindOf(missing: Missing): Pick<Found, 'isVariable' | 'isParameter' | 'isField' | 'unless'> {
  const { isVariable, isParameter, isField, unless } = missing;
  return {
    isVariable,
    ...(isParameter === undefined ? {} : { isParameter }),
    ...(isField === undefined ? {} : { isField }),
    ...(unless === undefined ? {} : { unless }),
  };
}

/** The settings class whose method, or that of its subclass, sets one of its fields: `self.api_url = …`. */
function settingsAround(file: ParsedFile, chain: Chain, { target = '' }: Flow): SyntaxNode | undefined {
  const field = /^self\.(\w+)$/.exec(target)?.[1];
  const definition = chain.find(({ type }) => type === 'class_definition');
  if (field === undefined || definition === undefined || !isSettingsClass(definition)) return undefined;
  return declaringClassOf(file, definition, field) ?? definition;
}

/** True if the file recognises its default by the local host. */
function isMark(file: ParsedFile, { name, target = '' }: { name: string; target: string | undefined }): boolean {
  return isMarker(file, name) || isMarker(file, target) || isReplaced(file, target.replace(/^self\./, ''));
}

/** What to call the place that a value goes to: the variable, attribute or key, else the first name on its way. */
function destinationOf({ names, target }: Flow): string | undefined {
  const name = target === undefined ? names[0] : names.at(-1)?.split('.').at(-1);
  return name === undefined || name === '' ? undefined : name.slice(0, MAX_NAME);
}

/** Where in the chain the value goes on: the call whose default it is, else itself. */
function startOf(value: Value): number {
  return value.index + (argumentOf(value)?.steps ?? 0);
}

/** True if a schema in the same file offers the text as a default to whoever fills in its form. */
function isShownDefault(file: ParsedFile, text: string): boolean {
  return file.text.includes(`"default": "${text}"`) || file.text.includes(`'default': '${text}'`);
}

/** What later statements leave of it: `if production and host == "localhost": raise …`, `if production: host = …`. */
function past(file: ParsedFile, chain: Chain, { target, end }: Flow): Environments {
  if (target === undefined) return ALL;
  const world = { file, missing: NOTHING, local: new Set([target]) };
  return reachPast(chain, end, { world, target, end: Infinity });
}

/** What the validators of a class let pass of its field. */
function validated(file: ParsedFile, definition: SyntaxNode | undefined, target: string | undefined): Environments {
  if (definition === undefined || target === undefined) return ALL;
  return isValidated(file, definition, target) ? DEVELOPMENT : ALL;
}

/** A local host that a branch for staging or production alone assigns or returns. */
function deployedAt(file: ParsedFile, value: Value, names: readonly string[]): Found | undefined {
  const { chain, index, text } = value;
  const parent = chain[index + 1];
  if (!isAt(parent, 'right', chain[index]) && parent?.type !== 'return_statement') return undefined;
  const host = localHostOf(text);
  const reach = host === undefined ? NONE : reachOf(chain, { file, missing: NOTHING, local: NOTHING });
  if (host === undefined || reach === NONE || (reach & DEVELOPMENT) !== NONE) return undefined;
  const flow = flowOf(chain, index);
  const owner = ownerOf(chain);
  if (flow === undefined || !isConnection([...names, ...flow.names], { text, owner })) return undefined;
  return { name: destinationOf(flow) ?? host, isVariable: false, host, reach, settings: null, owner };
}

/** The fallback that uses the name of a value; the value is there only where it is assigned. */
function throughName(
  file: ParsedFile,
  alias: Alias,
  { value, names }: { value: Value; names: readonly string[] },
): Found | undefined {
  const reach = reachOf(value.chain, { file, missing: NOTHING, local: NOTHING });
  if (names.length >= MAX_NAMES || (reach & DEPLOYED) === NONE) return undefined;
  if (isMeantForDevelopment(file, value.chain)) return undefined;
  let ofParameter: Found | undefined;
  for (const use of usesOf(file, alias)) {
    const chain = chainOf(file, use);
    const result = fallbackAt(file, valueAt(chain, value.text), [...names, purposeOf(alias)]);
    const kept = result === undefined ? NONE : keptUpTo(file, value, { alias, use });
    const reached = (result?.reach ?? NONE) & reach & kept;
    if (result === undefined || (reached & DEPLOYED) === NONE) continue;
    if (result.isParameter !== true) return { ...result, reach: reached };
    ofParameter ??= { ...result, reach: reached };
  }
  return ofParameter;
}

/** Where the name still has the value at one of its uses: `if production: default = None` takes it away. */
function keptUpTo(
  file: ParsedFile,
  { chain, index }: Value,
  { alias, use }: { alias: Alias; use: SyntaxNode },
): Environments {
  if (use.startIndex < alias.node.startIndex) return ALL;
  const world = { file, missing: NOTHING, local: new Set([alias.name]) };
  return reachPast(chain, index + 1, { world, target: alias.name, end: use.startIndex });
}
