import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { quickCheck } from '../../src/config/quick-check.js';
import { configurationSchema } from '../../src/config/schema.js';
import { loadAllRules } from '../../src/commands/project.js';

const FORMATS = { glob: (text: string) => !text.includes('!!'), regex: (text: string) => !text.includes('[') };

function wholeValidator(schema: object): (value: unknown) => boolean {
  return new Ajv({ strict: false, logger: false, formats: FORMATS }).compile(schema);
}

const schema = configurationSchema(await loadAllRules());

test('what people write is found valid without the schema library', () => {
  const check = quickCheck(schema, FORMATS);
  const documents = [
    {},
    { root: true, extends: 'strict', exclude: ['a', '!b'], maxFileSize: 1, minScore: 99.5, failOn: 'none' },
    { roles: { test: ['spec'] }, components: { shop: 'apps/shop' }, plugins: ['./a.mjs'], format: ['json:a.json'] },
    { rules: { 'relative-import': 'off', 'syntax-error': { severity: 'low', options: { python: '3.11' } } } },
    { rules: { 'syntax-error': { severity: { default: 'low', 'newer-version': 'off' }, options: { python: null } } } },
    { overrides: [{ files: '*.py', role: 'test', rules: { 'duplicate-type': { options: { ignore: ['a', 'b'] } } } }] },
  ];
  assert.equal(
    documents.map((document) => [check?.(document), wholeValidator(schema)(document)]),
    documents.map((_, index) => (index === 5 ? [false, false] : [true, true])),
  );
});

const words = fc.constantFrom('a', 'bb', '!!', '[', '', 'off', 'high', 'strict', '😀');
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.constantFrom<unknown>(0, 1, -1, 1.5, true, false, null, undefined, NaN),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(words, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const numbers = fc.constantFrom(0, 1, 2, -1, 1.5);
const schemas = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ $ref: fc.constantFrom('#/definitions/a', '#/definitions/none') }),
    fc.record({ type: fc.constantFrom('array', 'object', 'string', 'boolean', 'number', 'integer', 'null', 'word') }),
    fc.record(
      { minimum: numbers, maximum: numbers, minLength: numbers, pattern: words, format: fc.constantFrom('glob', 'no') },
      { requiredKeys: [] },
    ),
    fc.record({ enum: fc.array(fc.oneof(words, numbers), { maxLength: 3 }) }),
    fc.record({ items: tie('schema'), uniqueItems: fc.boolean() }, { requiredKeys: [] }),
    fc.record(
      {
        properties: fc.dictionary(words, tie('schema'), { maxKeys: 3 }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        required: fc.array(words, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    fc.record({ allOf: fc.array(tie('schema'), { maxLength: 2 }) }),
    fc.record({ anyOf: fc.array(tie('schema'), { maxLength: 2 }) }),
    fc.record(
      { if: fc.oneof(fc.constant({ type: 'array' }), tie('schema')), then: tie('schema'), else: tie('schema') },
      { requiredKeys: [] },
    ),
  ),
})).schema;

const definitions = schemas.filter((schema) => !JSON.stringify(schema).includes('$ref'));

test('whatever is found valid quickly is valid, and such a schema is one', () => {
  let [judged, valid] = [0, 0];
  fc.assert(
    fc.property(
      schemas,
      definitions,
      fc.array(values, { minLength: 5, maxLength: 20 }),
      (top, definition, candidates) => {
        const whole = { ...top, definitions: { a: definition } };
        const check = quickCheck(JSON.parse(JSON.stringify(whole)), FORMATS);
        if (check === undefined) return;
        const validate = wholeValidator(JSON.parse(JSON.stringify(whole)) as object);
        for (const candidate of candidates) {
          judged += 1;
          if (!check(candidate)) continue;
          valid += 1;
          assert.ok(validate(candidate));
        }
      },
    ),
    { numRuns: 3_000 },
  );
  assert.ok(valid > 1_000 && judged - valid > 1_000, `${valid.toString()} of ${judged.toString()}`);
});

test('a schema that cannot be judged quickly is left to the library', () => {
  const option = (own: object): object => ({ properties: { a: own } });
  const schemas = [
    { type: 'strin' },
    { pattern: '(' },
    { minLength: -1 },
    { not: {} },
    { format: 'date' },
    { enum: [] },
  ];
  assert.equal(
    schemas.map((own) => quickCheck(option(own), FORMATS)),
    schemas.map(() => undefined),
  );
});

test.run();
