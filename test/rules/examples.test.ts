import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadRules } from '../../src/plugins/rules.js';
import type { ExpectedProblem, Example, Finding } from '../../src/api.js';
import { checkFiles } from '../check-files.js';

/** Every example of every rule is executed through the whole pipeline, with only that rule on. */
for (const rule of await loadRules()) {
  test(`${rule.id} has examples of both kinds, each with its own title`, () => {
    const { valid, invalid } = rule.examples;
    assert.ok(valid.length > 0 && invalid.length > 0);
    const titles = [...valid, ...invalid].map((example) => example.title);
    assert.equal(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      [],
    );
  });

  for (const example of rule.examples.valid) {
    test(`${rule.id} does not report: ${example.title}`, async () => {
      const report = await run(rule.id, example);
      assert.equal(report.map(describe), []);
      assert.is(example.problems, undefined, 'a valid example expects no problems');
    });
  }

  for (const example of rule.examples.invalid) {
    test(`${rule.id} reports: ${example.title}`, async () => {
      const expected = example.problems ?? [];
      assert.ok(expected.length > 0, 'an invalid example expects problems');
      const found = await run(rule.id, example);
      assert.equal(
        found.map(describe),
        [...expected].sort(byPlace).map(({ path, line, kind }) => `${path}:${line} ${kind ?? 'default'}`),
      );
      for (const [index, problem] of [...expected].sort(byPlace).entries()) matches(found[index], problem);
    });
  }
}

async function run(rule: string, { files, preset, options }: Example): Promise<readonly Finding[]> {
  const report = await checkFiles(files, {
    rule,
    ...(preset === undefined ? {} : { preset }),
    ...(options === undefined ? {} : { options }),
  });
  assert.equal(report.failures, []);
  assert.equal(report.skips, []);
  return report.findings;
}

function describe({ path, range, kind }: Finding): string {
  return `${path}:${range.start.line} ${kind}`;
}

function byPlace(a: ExpectedProblem, b: ExpectedProblem): number {
  return a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1;
}

function matches(finding: Finding | undefined, expected: ExpectedProblem): void {
  if (expected.message !== undefined)
    assert.ok(finding?.message.includes(expected.message), `message: ${finding?.message ?? ''}`);
  if (expected.severity !== undefined) assert.is(finding?.severity, expected.severity);
  if (expected.fix !== undefined) assert.is(finding?.fixes[0]?.edits[0]?.text, expected.fix);
}

test.run();
