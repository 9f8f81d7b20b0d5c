import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';

import { UserError } from '../model/errors.js';
import type { Rule } from '../model/rule.js';
import type { ConfigurationDocument, Key } from './document.js';
import { globProblem } from './glob-pattern.js';
import { isRecord } from '../model/plain-values.js';
import { quickCheck } from './quick-check.js';
import { describeValue, suggestion, type ConfigurationProblem } from './problem.js';
import { configurationSchema } from './schema.js';

export type Validator = (document: ConfigurationDocument) => Promise<readonly ConfigurationProblem[]>;

const FORMATS = {
  glob: (pattern: string): boolean => globProblem(pattern) === undefined,
  regex: isRegularExpression,
};

/**
 * Checks configurations against the fixed keys and the options of the given rules. The schema library is loaded only to
 * say what is wrong. Rejects with a UserError when a rule declares an option with an invalid schema.
 */
export function createValidator(rules: readonly Rule[]): Validator {
  const isValid = quickCheck(configurationSchema(rules), FORMATS);
  let validate: Promise<ValidateFunction> | undefined;
  return async (document) => {
    if (isValid?.(document.value) === true) return [];
    validate ??= compile(rules);
    return problemsOf(await validate, document);
  };
}

async function compile(rules: readonly Rule[]): Promise<ValidateFunction> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, logger: false, formats: FORMATS });
  try {
    return ajv.compile(configurationSchema(rules));
  } catch (error) {
    const culprit = rules.find((rule) => !isCompilable(ajv, rule));
    if (culprit === undefined) throw error;
    throw new UserError(`The rule ${culprit.id} declares an option whose schema is no valid JSON Schema.`);
  }
}

function isCompilable(ajv: Ajv, rule: Rule): boolean {
  try {
    ajv.compile(configurationSchema([rule]));
    return true;
  } catch {
    return false;
  }
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

function problemsOf(validate: ValidateFunction, document: ConfigurationDocument): readonly ConfigurationProblem[] {
  if (validate(document.value)) return [];
  const errors = validate.errors ?? [];
  return errors.filter((error) => error.keyword !== 'if').map((error) => problemOf(error, document));
}

function problemOf(error: ErrorObject, document: ConfigurationDocument): ConfigurationProblem {
  const keys = keysOf(error.instancePath, document.value);
  if (error.keyword === 'additionalProperties') return unknownKey(error, keys, document);
  return { document, keys, message: messageOf(error) };
}

function unknownKey(error: ErrorObject, keys: readonly Key[], document: ConfigurationDocument): ConfigurationProblem {
  const written = String(error.params['additionalProperty']);
  const schema: unknown = error.parentSchema;
  const known = isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
  const noun = nounOf(keys);
  return {
    document,
    keys: [...keys, written],
    message: `unknown ${noun}.${suggestion(written, known) || listing(known)}`,
    ...(noun === 'rule' ? { kind: 'unknown-rule' } : {}),
  };
}

/** What the keys of the mapping at `keys` are called. */
function nounOf(keys: readonly Key[]): string {
  const last = keys.at(-1);
  const isRuleMapping = last === 'rules' && (keys.length === 1 || keys[0] === 'overrides');
  if (isRuleMapping) return 'rule';
  if (last === 'roles' && keys.length === 1) return 'role';
  const rule = keys.at(-2);
  const isInRule = keys.at(-3) === 'rules';
  if (isInRule && last === 'severity') return `kind of ${String(rule)}`;
  if (isInRule && last === 'options') return `option of ${String(rule)}`;
  return 'key';
}

function listing(known: readonly string[]): string {
  if (known.length === 0) return ' There is none.';
  return known.length > 12 ? '' : ` Possible: ${known.join(', ')}.`;
}

function messageOf(error: ErrorObject): string {
  const value: unknown = error.data;
  switch (error.keyword) {
    case 'enum':
      return enumMessage(value, error.schema);
    case 'type':
      return `must be ${typeName(error.params['type'])}, but is ${describeValue(value)}`;
    case 'format':
      return formatMessage(String(error.params['format']), value);
    case 'required':
      return `the key ${String(error.params['missingProperty'])} is missing`;
    default:
      return `${error.message ?? 'is not valid'}, but is ${describeValue(value)}`;
  }
}

function formatMessage(format: string, value: unknown): string {
  if (format === 'glob') return `the pattern ${describeValue(value)} ${globProblem(String(value)) ?? 'is not valid'}`;
  return `must be ${format === 'regex' ? 'a regular expression' : format}, but is ${describeValue(value)}`;
}

function enumMessage(value: unknown, schema: unknown): string {
  const allowed = Array.isArray(schema) ? schema.map(String) : [];
  const hint = typeof value === 'string' ? suggestion(value, allowed) : '';
  return `must be one of ${allowed.join(', ')}, but is ${describeValue(value)}${hint === '' ? '' : `.${hint}`}`;
}

function typeName(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'a mapping',
    string: 'a text',
    boolean: 'true or false',
    integer: 'a whole number',
    number: 'a number',
    null: 'nothing',
  };
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.map((name) => names[String(name)] ?? String(name)).join(' or ');
}

/** The keys of a JSON pointer into `value`: a list's indexes become numbers. */
function keysOf(pointer: string, value: unknown): readonly Key[] {
  const keys: Key[] = [];
  let current: unknown = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    keys.push(Array.isArray(current) ? Number(name) : name);
    current = Array.isArray(current) ? current[Number(name)] : isRecord(current) ? current[name] : undefined;
  }
  return keys;
}
