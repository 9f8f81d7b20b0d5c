import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { countText, formatCount } from '../../src/model/count-text.js';

test('thousands are separated', () => {
  assert.equal([0, 999, 1000, 12_345, 1_234_567].map(formatCount), ['0', '999', '1,000', '12,345', '1,234,567']);
});

test('one thing is singular, any other number plural', () => {
  assert.equal(
    [0, 1, 2, 4312].map((count) => countText(count, 'file')),
    ['0 files', '1 file', '2 files', '4,312 files'],
  );
});

test('an irregular plural is given', () => {
  assert.equal([countText(1, 'policy', 'policies'), countText(3, 'policy', 'policies')], ['1 policy', '3 policies']);
});

test.run();
