import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cloneHistory } from '../../bench/baseline/history.js';
import { newcomersOf, type Step } from '../../bench/baseline/newcomers.js';
import { formerLine, readPatch } from '../../bench/baseline/patch.js';
import { returnedIn } from '../../bench/baseline/returned.js';
import { tellStory } from '../../bench/baseline/story.js';
import { swapLine } from '../../bench/baseline/swap-line.js';
import { drawWords } from '../../bench/accuracy/plants/words.js';
import { seededRandom } from '../../bench/accuracy/plants/random.js';
import type { Finding } from '../../src/model/finding.js';
import { findingWith } from '../findings/score-samples.js';
import { withFolder } from '../temporary-folder.js';

// Plants are placed by a program in Python.
const PLANTS = spawnSync('python3', ['-c', 'import ast']).status === 0 ? 6 : 0;

const PATCH = `diff --git a/shop/orders.py b/shop/carts.py
similarity index 80%
rename from shop/orders.py
rename to shop/carts.py
--- a/shop/orders.py
+++ b/shop/carts.py
@@ -0,0 +1,2 @@
+"""Carts."""
+
@@ -4 +5,0 @@ class Order:
---- a line that begins with dashes
@@ -7 +8 @@ class Order:
-from .models import Order
+from .models import Cart
diff --git a/shop/new.py b/shop/new.py
new file mode 100644
--- /dev/null
+++ b/shop/new.py
@@ -0,0 +1 @@
+from .clock import Clock
diff --git a/shop/old.py b/shop/old.py
deleted file mode 100644
--- a/shop/old.py
+++ /dev/null
@@ -1 +0,0 @@
-from .clock import Clock
`;

test('a patch tells where each line was', () => {
  const { files, deleted } = readPatch(PATCH);
  assert.equal([...files.keys()], ['shop/carts.py', 'shop/new.py']);
  assert.equal([...deleted.keys()], ['shop/old.py']);
  const carts = files.get('shop/carts.py');
  assert.ok(carts);
  assert.is(carts.former, 'shop/orders.py');
  assert.equal(
    [1, 2, 3, 5, 6, 7, 8, 9].map((line) => formerLine(carts, line)),
    [undefined, undefined, 1, 3, 5, 6, undefined, 8],
  );
});

function known(path: string, line: number, changes: Partial<Finding> = {}): Finding {
  const start = { line, column: 1 };
  const base = findingWith({ ruleId: 'relative-import', path, subject: '.clock', status: 'baselined', isNew: false });
  return { ...base, lineText: 'from .clock import Clock', range: { start, end: start }, ...changes };
}
const fresh: Partial<Finding> = { status: 'open', isNew: true };
const reasons = (before: readonly Finding[], after: readonly Finding[]): readonly string[] => {
  const step: Step = { before, after, change: readPatch(PATCH) };
  return newcomersOf(step).map(({ reason }) => reason);
};

test('what becomes new is explained by the lines', () => {
  const carts = 'shop/carts.py';
  assert.equal(reasons([], [known(carts, 1, fresh)]), ['introduced']);
  assert.equal(reasons([known('shop/orders.py', 1)], [known(carts, 3, fresh)]), ['unexplained']);
  assert.equal(reasons([known('shop/orders.py', 1, fresh)], [known(carts, 3, fresh)]), []);
  const subject = { subject: '.models', lineText: 'from .models import Order' };
  const edited = { ...fresh, subject: '.models', lineText: 'from .models import Cart' };
  assert.equal(reasons([known('shop/orders.py', 7, subject)], [known(carts, 8, edited)]), ['edited']);
  assert.equal(reasons([known('shop/old.py', 1)], [known('shop/new.py', 1, fresh)]), ['brought']);
  assert.equal(reasons([], [known('shop/other.py', 4, fresh)]), ['unexplained']);
});

test('a known finding on an added line has returned, unless its file lost such a line', () => {
  const count = (before: readonly Finding[], after: readonly Finding[]): number =>
    returnedIn({ before, after, change: readPatch(PATCH) }).length;
  assert.is(count([], [known('shop/carts.py', 8)]), 1);
  assert.is(count([known('shop/orders.py', 7)], [known('shop/carts.py', 8)]), 0);
  assert.is(count([], [known('shop/carts.py', 9)]), 0);
});

test('a line is swapped for the same breach of another thing', () => {
  const words = drawWords(seededRandom(1, 'swap'), () => false);
  const swapped = (line: string): string | undefined => swapLine(line, words)?.[0];
  assert.is(
    swapped('    from ..clock import Clock'),
    `    from ..${words.noun.snake}_${words.first.snake} import ${words.first.pascal}`,
  );
  assert.is(
    swapped("import { clock } from '../../lib/clock';"),
    `import { clock } from '../../lib/${words.first.kebab}';`,
  );
  assert.is(swapped('return 1'), undefined);
});

const BODY =
  'def total(orders):\n    return sum(order.price for order in orders)\n\n\ndef count(orders):\n    return len(orders)\n';

test('a history is replayed: moved lines and renamed files stay known, a breach is new where it is written', () =>
  withFolder({ 'origin/shop/__init__.py': '' }, async (place) => {
    const origin = join(place, 'origin');
    const git = (...command: string[]): string =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...command], {
        cwd: origin,
        encoding: 'utf8',
      });
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(origin, path)), { recursive: true });
      writeFileSync(join(origin, path), text);
    };
    const commit = (subject: string): void => {
      git('add', '-A');
      git('commit', '-qm', subject);
    };
    git('init', '-q');
    write('shop/clock.py', 'class Clock: ...\n');
    write('shop/orders.py', `from .clock import Clock\n\n\n${BODY}`);
    commit('one');
    write('shop/orders.py', `"""Orders."""\n\nfrom .clock import Clock\n\n\n${BODY}`);
    commit('move a line');
    renameSync(join(origin, 'shop/orders.py'), join(origin, 'shop/carts.py'));
    commit('rename the file');
    write('shop/carts.py', `"""Orders."""\n\nfrom .clock import Clock\nfrom .till import Till\n\n\n${BODY}`);
    commit('write a breach');
    const history = cloneHistory(origin, place, { count: 10, until: 'HEAD' });
    const outcome = await tellStory(history, {
      preset: 'strict',
      place,
      plants: PLANTS,
      seed: 1,
      say: () => undefined,
    });
    assert.equal([outcome.entries, outcome.renamedIndebted, outcome.newAtLast, outcome.returned.length], [1, 1, 1, 0]);
    assert.equal([outcome.verdicts.length, outcome.verdicts.filter(({ isCaught }) => !isCaught)], [PLANTS, []]);
    assert.equal(
      outcome.newcomers.map(({ commit: at, reason, finding }) => [at, reason, finding.subject]),
      [[git('rev-parse', '--short=10', 'HEAD').trim(), 'introduced', '.till']],
    );
  }));

test.run();
