import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSharedJudge } from '../../src/formats/python/syntax/shared-judge.js';
import type { JudgedContent, SyntaxJudge } from '../../src/model/syntax-verdict.js';
import { pythonContent } from './judged-content.js';

/** Judges that answer when they are told to, and what was asked of which. */
function team(most: number): {
  readonly judge: SyntaxJudge;
  readonly asked: string[][];
  readonly closed: number[];
  readonly answerAll: () => void;
} {
  const asked: string[][] = [];
  const closed: number[] = [];
  let answers: (() => void)[] = [];
  const judge = createSharedJudge(most, () => {
    const place = asked.push([]) - 1;
    return {
      by: 'CPython 3.11.7',
      judge: (content) =>
        new Promise((resolve) => {
          asked[place]?.push(content.text.slice(0, 5));
          answers.push(() => {
            resolve({ kind: 'unjudged', reason: `${place}` });
          });
        }),
      close: () => closed.push(place),
    };
  });
  const answerAll = (): void => {
    for (const answer of answers.splice(0)) answer();
    answers = [];
  };
  return { judge, asked, closed, answerAll };
}

const content = (name: string, size: number): JudgedContent =>
  pythonContent(`${name}${' '.repeat(size - name.length)}`);

test('small contents are all judged by one', async () => {
  const { judge, asked, answerAll } = team(3);
  const verdicts = ['a.py ', 'b.py ', 'c.py '].map((name) => judge.judge(content(name, 2_000)));
  answerAll();
  await Promise.all(verdicts);
  assert.equal(asked, [['a.py ', 'b.py ', 'c.py ']]);
});

test('another starts when those before it have much in hand, up to the most there may be', async () => {
  const { judge, asked, answerAll } = team(2);
  const names = ['a.py ', 'b.py ', 'c.py ', 'd.py '];
  const sizes = [90_000, 70_000, 30_000, 10_000];
  const verdicts = names.map((name, at) => judge.judge(content(name, sizes[at] ?? 0)));
  answerAll();
  assert.equal(
    (await Promise.all(verdicts)).map((verdict) => 'reason' in verdict && verdict.reason),
    ['0', '1', '1', '0'],
  );
  assert.equal(asked, [
    ['a.py ', 'd.py '],
    ['b.py ', 'c.py '],
  ]);
});

test('what has been answered is not in hand any more', async () => {
  const { judge, asked, answerAll } = team(2);
  for (const name of ['a.py ', 'b.py ']) {
    const verdict = judge.judge(content(name, 90_000));
    answerAll();
    await verdict;
  }
  assert.equal(asked, [['a.py ', 'b.py ']]);
});

test('all that were started are closed', () => {
  const { judge, closed } = team(4);
  void judge.judge(content('a.py ', 90_000));
  void judge.judge(content('b.py ', 90_000));
  judge.close();
  assert.equal([judge.by, closed], ['CPython 3.11.7', [0, 1]]);
});

test.run();
