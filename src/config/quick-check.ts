import { isRecord, type PlainRecord } from '../model/plain-values.js';

export type Check = (value: unknown) => boolean;

type Formats = Readonly<Record<string, (text: string) => boolean>>;

/**
 * A check that is true only for what fits a JSON Schema (draft 7), and may be false for what does; undefined for a schema
 * that it cannot judge. It takes a thousandth of the time that a whole validator takes to be loaded and made, which is
 * then needed only to say what is wrong.
 */
export function quickCheck(schema: unknown, formats: Formats): Check | undefined {
  const definitions = new Map<string, Check>();
  const declared = isRecord(schema) && isRecord(schema['definitions']) ? schema['definitions'] : {};
  const context = { formats, definitions, names: Object.keys(declared) };
  for (const [name, definition] of Object.entries(declared)) {
    const check = compile(definition, context);
    if (check === undefined) return undefined;
    definitions.set(name, check);
  }
  return compile(schema, context);
}

interface Context {
  readonly formats: Formats;
  /** All that `names` holds, once the schema has been read. */
  readonly definitions: ReadonlyMap<string, Check>;
  readonly names: readonly string[];
}

function compile(schema: unknown, context: Context): Check | undefined {
  if (!isRecord(schema)) return undefined;
  const checks: Check[] = [];
  for (const [keyword, argument] of Object.entries(schema)) {
    const check = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword]?.(argument, context, schema) : undefined;
    if (check === undefined) return undefined;
    if (check !== ANYTHING) checks.push(check);
  }
  return (value) => checks.every((check) => check(value));
}

const ANYTHING: Check = () => true;

type Keyword = (argument: unknown, context: Context, schema: PlainRecord) => Check | undefined;

const annotation: Keyword = (argument) => (typeof argument === 'string' ? ANYTHING : undefined);

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $schema: annotation,
  title: annotation,
  description: annotation,
  definitions: () => ANYTHING,
  $ref: (argument, { definitions, names }) => {
    const name = names.find((candidate) => argument === `#/definitions/${candidate}`);
    return name === undefined ? undefined : (value) => definitions.get(name)?.(value) === true;
  },
  type: (argument) => (typeof argument === 'string' && Object.hasOwn(TYPES, argument) ? TYPES[argument] : undefined),
  enum: (argument) =>
    isFilledList(argument) && areDifferentPlain(argument) ? (value) => argument.includes(value) : undefined,
  minimum: (argument) => limit(argument, (value, bound) => value >= bound),
  maximum: (argument) => limit(argument, (value, bound) => value <= bound),
  minLength: (argument) => {
    const least = Number.isInteger(argument) ? Number(argument) : -1;
    return least < 0 ? undefined : (value) => typeof value !== 'string' || Array.from(value).length >= least;
  },
  pattern: (argument) => {
    const pattern = expressionOf(argument);
    return pattern && ((value) => typeof value !== 'string' || pattern.test(value));
  },
  format: (argument, { formats }) => {
    const fits = typeof argument === 'string' && Object.hasOwn(formats, argument) ? formats[argument] : undefined;
    return fits && ((value) => typeof value !== 'string' || fits(value));
  },
  items: (argument, context) => {
    const item = compile(argument, context);
    return item && ((value) => !Array.isArray(value) || value.every(item));
  },
  // Lists of lists and mappings are left to the whole validator.
  uniqueItems: (argument) =>
    argument === true ? (value) => !Array.isArray(value) || areDifferentPlain(value) : undefined,
  required: (argument) =>
    isFilledList(argument) && areDifferentPlain(argument) && argument.every((key) => typeof key === 'string')
      ? (value) => !isRecord(value) || argument.every((key) => value[key] !== undefined)
      : undefined,
  properties: (argument, context) => {
    const checks = compileAll(isRecord(argument) ? argument : undefined, context);
    return (
      checks &&
      ((value) => !isRecord(value) || checks.every(([key, check]) => value[key] === undefined || check(value[key])))
    );
  },
  additionalProperties: (argument, context, { properties }) => {
    const known = isRecord(properties) ? properties : {};
    const check = argument === false ? () => false : compile(argument, context);
    return check && ((value) => !isRecord(value) || others(value, known).every((key) => check(value[key])));
  },
  allOf: (argument, context) => {
    const checks = compileAll(isFilledList(argument) ? argument : undefined, context);
    return checks && ((value) => checks.every(([, check]) => check(value)));
  },
  anyOf: (argument, context) => {
    const checks = compileAll(isFilledList(argument) ? argument : undefined, context);
    return checks && ((value) => checks.some(([, check]) => check(value)));
  },
  // A type alone is judged exactly, so that it may also be denied.
  if: (argument, context, schema) => {
    const isType =
      isRecord(argument) && Object.keys(argument).join() === 'type' ? compile(argument, context) : undefined;
    const [then, otherwise] = [compile(schema['then'], context), compile(schema['else'], context)];
    return isType && then && otherwise && ((value) => (isType(value) ? then(value) : otherwise(value)));
  },
  then: (_, __, { if: condition }) => (condition === undefined ? undefined : ANYTHING),
  else: (_, __, { if: condition }) => (condition === undefined ? undefined : ANYTHING),
};

const TYPES: Readonly<Record<string, Check>> = {
  array: Array.isArray,
  object: isRecord,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isInteger,
  null: (value) => value === null,
};

function compileAll(schemas: object | undefined, context: Context): readonly (readonly [string, Check])[] | undefined {
  const compiled: (readonly [string, Check])[] = [];
  for (const [key, schema] of Object.entries(schemas ?? { '': undefined })) {
    const check = compile(schema, context);
    if (check === undefined) return undefined;
    compiled.push([key, check]);
  }
  return compiled;
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function limit(bound: unknown, fits: (value: number, bound: number) => boolean): Check | undefined {
  if (typeof bound !== 'number' || !Number.isFinite(bound)) return undefined;
  return (value) => typeof value !== 'number' || fits(value, bound);
}

function expressionOf(source: unknown): RegExp | undefined {
  try {
    return typeof source === 'string' ? new RegExp(source, 'u') : undefined;
  } catch {
    return undefined;
  }
}

function areDifferentPlain(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item !== 'object') && new Set(list).size === list.length;
}

/** Inherited keys too: a configuration may have been executed. */
function others(value: PlainRecord, known: PlainRecord): readonly string[] {
  const keys: string[] = [];
  for (const key in value) if (!Object.hasOwn(known, key)) keys.push(key);
  return keys;
}
