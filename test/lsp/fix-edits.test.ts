import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { composeEdits } from '../../src/lsp/fix-edits.js';
import type { Edit, Finding, Fix } from '../../src/model/finding.js';

function edit(line: number, [start, end]: readonly [number, number], text: string, path = 'a.py'): Edit {
  return { path, range: { start: { line, column: start }, end: { line, column: end } }, text };
}

function finding(...fixes: readonly (Partial<Fix> & Pick<Fix, 'edits'>)[]): Finding {
  // Composing looks at nothing else.
  return { path: 'a.py', fixes: fixes.map((fix) => ({ title: '', safety: 'safe', ...fix })) } as unknown as Finding;
}

test('fixes apart from each other are all made, in the order of the findings', () => {
  const [one, two] = [edit(1, [1, 4], 'x'), edit(2, [1, 4], 'y')];
  assert.equal(composeEdits([finding({ edits: [one] }), finding({ edits: [two] })]), { edits: [one, two], count: 2 });
});

test('a fix that overlaps or touches another is left for the next time, whole', () => {
  const [one, over, apart] = [edit(1, [1, 4], 'x'), edit(1, [4, 6], 'y'), edit(9, [1, 2], 'z')];
  assert.equal(composeEdits([finding({ edits: [one] }), finding({ edits: [apart, over] })]), {
    edits: [one],
    count: 1,
  });
});

test('two fixes that insert the same at the same place share that', () => {
  const inserted = edit(1, [1, 1], 'import os\n');
  const [one, two] = [edit(5, [1, 4], 'x'), edit(6, [1, 4], 'y')];
  assert.equal(composeEdits([finding({ edits: [inserted, one] }), finding({ edits: [inserted, two] })]), {
    edits: [inserted, one, two],
    count: 2,
  });
});

test('two fixes that insert different texts at one place are not both made', () => {
  const inserted = [edit(1, [1, 1], 'import os\n'), edit(1, [1, 1], 'import re\n')];
  assert.is(composeEdits(inserted.map((one) => finding({ edits: [one] }))).count, 1);
});

test('unsafe fixes and those of other files are not made; of several the first that fits is', () => {
  const [own, other] = [edit(1, [1, 4], 'x'), edit(1, [1, 4], 'y', 'b.py')];
  assert.equal(composeEdits([finding({ edits: [own], safety: 'unsafe' }), finding({ edits: [own, other] })]), {
    edits: [],
    count: 0,
  });
  const second = edit(3, [1, 4], 'z');
  assert.equal(composeEdits([finding({ edits: [own] }), finding({ edits: [own] }, { edits: [second] })]), {
    edits: [own, second],
    count: 2,
  });
});

test.run();
