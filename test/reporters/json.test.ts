import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import json from '../../reporters/json.js';
import type { Report } from '../../src/model/report.js';
import { cleanReport, findingWith, reportWith } from './sample-report.js';

const SCHEMA: unknown = JSON.parse(
  readFileSync(new URL('../../../schema/report.schema.json', import.meta.url), 'utf8'),
);

function pieces(report: Report): string[] {
  return [...json.render(report, { color: true, width: 80 })];
}

function printed(report: Report): string {
  return pieces(report).join('');
}

/** Each path to a property and the schema that describes it: undefined for a property without one. */
function* describedProperties(value: unknown, schema: unknown, place = ''): Generator<[string, unknown]> {
  const described = resolveReference(schema);
  if (Array.isArray(value)) {
    for (const item of value) yield* describedProperties(item, member(described, 'items'), `${place}[]`);
  } else if (typeof value === 'object' && value !== null && member(described, 'properties') !== undefined) {
    for (const [key, part] of Object.entries(value)) {
      const property = member(member(described, 'properties'), key);
      yield [`${place}.${key}`, property];
      yield* describedProperties(part, property, `${place}.${key}`);
    }
  }
}

function resolveReference(schema: unknown): unknown {
  const reference = member(schema, '$ref');
  return typeof reference === 'string' ? member(member(SCHEMA, '$defs'), reference.replace('#/$defs/', '')) : schema;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function* objectSchemas(schema: unknown, place = '#'): Generator<[string, object]> {
  if (typeof schema !== 'object' || schema === null) return;
  if (member(schema, 'properties') !== undefined) yield [place, schema];
  for (const [key, part] of Object.entries(schema)) yield* objectSchemas(part, `${place}/${key}`);
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function errorsOf(report: unknown): readonly unknown[] {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(Object(SCHEMA));
  return validate(report) ? [] : (validate.errors ?? []);
}

test('the output is the report, indented by two, with a final line end', () => {
  assert.is(printed(reportWith()), `${JSON.stringify(reportWith(), null, 2)}\n`);
  assert.is(printed(cleanReport()), `${JSON.stringify(cleanReport(), null, 2)}\n`);
  const many = Array.from({ length: 200 }, (_, index) => findingWith({ path: `folder-${String(index)}/x.py` }));
  const large = reportWith({ findings: many });
  assert.is(printed(large), `${JSON.stringify(large, null, 2)}\n`);
});

test('the keys come in the order of the contract, whoever built the report', () => {
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, key === 'data' ? part : backwards(part)]),
    );
  };
  assert.is(printed(backwards(reportWith()) as Report), printed(reportWith()));
});

/** How many entries of a list a piece may hold, however many there are. */
const MOST_IN_ONE_PIECE = 64;

test('no piece grows with the number of findings', () => {
  const findings = Array.from({ length: 500 }, (_, index) => findingWith({ fingerprint: `print-${String(index)}-` }));
  const prints = pieces(reportWith({ findings })).map((piece) => piece.split('print-').length - 1);
  assert.is(Math.max(...prints), MOST_IN_ONE_PIECE);
});

test('no piece grows with the number of directories', () => {
  const findings = Array.from({ length: 500 }, (_, index) => findingWith({ path: `folder-${String(index)}/x.py` }));
  const names = pieces(reportWith({ findings })).map((piece) => piece.split('folder-').length - 1);
  assert.is(Math.max(...names), MOST_IN_ONE_PIECE);
});

test('what a terminal would obey or hide is escaped, and the data stays the same', () => {
  const hostile = 'a\x1b[31m\x9b0m\x7f\u202e\u2066\u200b\ufeff\u2028\u{e0041}\ud800 é 漢 👍';
  const report = reportWith({ findings: [findingWith({ message: hostile, data: { [hostile]: hostile } })] });
  const text = printed(report);
  assert.is(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u.test(text), false);
  assert.ok(
    text.includes('\\u001b[31m\\u009b0m\\u007f\\u202e\\u2066\\u200b\\ufeff\\u2028\\udb40\\udc41\\ud800 é 漢 👍'),
  );
  assert.equal(JSON.parse(text), report);
});

test('reports are valid by the schema', () => {
  assert.equal(errorsOf(JSON.parse(printed(reportWith()))), []);
  assert.equal(errorsOf(JSON.parse(printed(cleanReport()))), []);
});

test('a property more or a property less is invalid', () => {
  const report = reportWith();
  assert.is.not(errorsOf({ ...report, time: 0 }).length, 0);
  assert.is.not(errorsOf({ ...report, gate: undefined }).length, 0);
});

test('every property of a full report is described', () => {
  const properties = [...describedProperties(reportWith(), SCHEMA)];
  const undescribed = properties.filter(([, schema]) => typeof member(schema, 'description') !== 'string');
  assert.equal(undescribed, []);
  const places = new Set(properties.map(([place]) => place));
  assert.is(places.has('.findings[].fixes[].edits[].range.start.line'), true);
  assert.is(places.has('.findings[].related[].message'), true);
  assert.is(places.has('.score.byDirectory[].lost'), true);
});

test('every property of the schema is required, and no other is allowed', () => {
  for (const [place, schema] of objectSchemas(SCHEMA)) {
    assert.equal(member(schema, 'required'), keysOf(member(schema, 'properties')), place);
    assert.is(member(schema, 'additionalProperties'), false, place);
  }
});

test('the full report holds everything the schema describes', () => {
  const change: Report['change'] = {
    mode: 'since',
    base: { ref: 'main', commit: '5f0c1d2e3b4a59687786950a1b2c3d4e5f607182' },
    files: 3,
    notChecked: [{ rule: 'duplicate-type', reason: 'the project is not known yet' }],
  };
  const report = reportWith({ change });
  const places = new Set([...describedProperties(report, SCHEMA)].map(([place]) => place.split('.').at(-1)));
  const described = [...objectSchemas(SCHEMA)].flatMap(([, schema]) => keysOf(member(schema, 'properties')));
  assert.equal(
    described.filter((name) => !places.has(name)),
    [],
  );
});

test.run();
