import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { displayScore, roundScore } from '../../src/model/score-display.js';

test('a score is shown with one decimal, half up', () => {
  assert.equal(
    [0.25, 35, 35.04, 35.05, 72.75, 99.94].map((value) => displayScore(value, true)),
    ['0.3', '35.0', '35.0', '35.1', '72.8', '99.9'],
  );
});

test('while anything counts, neither 0.0 nor 100.0 is shown', () => {
  assert.equal(
    [1e-9, 0.04, 99.95, 99.999999].map((value) => displayScore(value, true)),
    ['0.1', '0.1', '99.9', '99.9'],
  );
});

test('100.0 is shown when nothing counts', () => {
  assert.is(displayScore(100, false), '100.0');
});

test('no score is n/a', () => {
  assert.is(displayScore(null, true), 'n/a');
});

test('the rounded number is the displayed one', () => {
  assert.equal(
    [89.95, 99.96, 0.01].map((value) => roundScore(value, true)),
    [90, 99.9, 0.1],
  );
});

test.run();
