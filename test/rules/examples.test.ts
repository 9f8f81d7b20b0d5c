import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examplesOf } from '../../src/model/rule.js';
import { loadRules } from '../../src/plugins/rules.js';
import type { Edit, ExpectedProblem, Example, Finding, Position } from '../../src/api.js';
import { LineIndex } from '../../src/formats/line-index.js';
import { checkFiles } from '../check-files.js';

/** Every example of every rule is executed through the whole pipeline, with only that rule on. */
for (const rule of await loadRules()) {
  const { valid, invalid } = await examplesOf(rule);
  test(`${rule.id} has examples of both kinds, each with its own title`, () => {
    assert.ok(valid.length > 0 && invalid.length > 0);
    const titles = [...valid, ...invalid].map((example) => example.title);
    assert.equal(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      [],
    );
  });

  for (const example of valid) {
    test(`${rule.id} does not report: ${example.title}`, async () => {
      const report = await run(rule.id, example);
      assert.equal(report.map(describe), []);
      assert.is(example.problems, undefined, 'a valid example expects no problems');
    });
  }

  for (const example of invalid) {
    test(`${rule.id} reports: ${example.title}`, async () => {
      const expected = example.problems ?? [];
      assert.ok(expected.length > 0, 'an invalid example expects problems');
      const found = await run(rule.id, example);
      assert.equal(
        found.map(describe),
        [...expected].sort(byPlace).map(({ path, line, kind }) => `${path}:${line} ${kind ?? 'default'}`),
      );
      for (const [index, problem] of [...expected].sort(byPlace).entries()) matches(found[index], problem);
      await fixesHold(rule.id, example, found);
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

/** Each safe fix, applied alone, takes its finding away and brings no new one. */
async function fixesHold(rule: string, example: Example, found: readonly Finding[]): Promise<void> {
  for (const finding of found) {
    const [fix] = finding.fixes;
    if (fix?.safety !== 'safe') continue;
    const files = { ...example.files };
    for (const path of new Set(fix.edits.map((edit) => edit.path))) {
      const edits = fix.edits.filter((edit) => edit.path === path);
      files[path] = applyEdits(files[path] ?? '', edits);
    }
    const after = await run(rule, { ...example, files });
    assert.ok(
      after.length < found.length,
      `the fix of ${describe(finding)} leaves its finding:\n${files[finding.path] ?? ''}`,
    );
  }
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const lines = new LineIndex(text);
  const offset = ({ line, column }: Position): number => lines.start(line) + column - 1;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (edited, { range, text: inserted }) =>
        edited.slice(0, offset(range.start)) + inserted + edited.slice(offset(range.end)),
      text,
    );
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
