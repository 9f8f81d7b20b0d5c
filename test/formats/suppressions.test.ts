import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SuppressionFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function read(path: string, text: string): Promise<Omit<SuppressionFact, 'site' | 'list' | 'removal'>[]> {
  const facts = (await parseContent(path, text)).facts<SuppressionFact>('suppressions');
  return facts.map(({ site: _site, list: _list, removal: _removal, ...fact }) => fact);
}

const fact = {
  scope: 'line',
  rules: ['relative-import'],
  reason: 'vendored layout',
  until: null,
  fault: null,
} as const;

test('a comment alone on its line covers the next line of code', async () => {
  const text = '# compliance: ignore[relative-import] -- vendored layout\nfrom ..a import b\n';
  assert.equal(await read('a.py', text), [{ ...fact, lines: { first: 2, last: 2 } }]);
});

test('further comment lines and blank lines between it and the code do not matter', async () => {
  const text = '# compliance: ignore[relative-import] -- vendored layout\n# see ADR 12\n\nfrom ..a import b\n';
  assert.equal(await read('a.py', text), [{ ...fact, lines: { first: 4, last: 4 } }]);
});

test('a comment behind code covers its own line, also behind another directive', async () => {
  const text = 'from ..a import b  # noqa: TID252  # compliance: ignore[relative-import] -- vendored layout\n';
  assert.equal(await read('a.py', text), [{ ...fact, lines: { first: 1, last: 1 } }]);
});

test('TypeScript: line comments, block comments and JSX comments', async () => {
  const text = [
    '// compliance: ignore[relative-import] -- vendored layout',
    "import a from '../a';",
    '/* compliance: ignore[relative-import] -- vendored layout */',
    "import b from '../b';",
    'export const View = () => (',
    '  <div>',
    '    {/* compliance: ignore[relative-import] -- vendored layout */}',
    '    <Lazy load={() => import("../c")} />',
    '  </div>',
    ');',
  ].join('\n');
  assert.equal(
    (await read('a.tsx', text)).map(({ lines, fault, reason }) => [lines?.first, fault, reason]),
    [2, 4, 8].map((line) => [line, null, 'vendored layout']),
  );
});

test('a statement over several lines is covered whole, from above and from behind', async () => {
  const above =
    '// compliance: ignore[relative-import] -- vendored layout\nimport {\n  a,\n} from "../a";\nimport b from "../b";\n';
  assert.equal(await read('a.ts', above), [{ ...fact, lines: { first: 2, last: 4 } }]);
  const behind = 'from ..a import (\n    b,\n)  # compliance: ignore[relative-import] -- vendored layout\nimport c\n';
  assert.equal(await read('a.py', behind), [{ ...fact, lines: { first: 1, last: 3 } }]);
});

test('of a definition the head is covered, decorators included, not the body', async () => {
  const python =
    '# compliance: ignore[relative-import] -- vendored layout\n@dataclass\nclass Cart(\n    Base,\n):\n    total: int\n';
  assert.equal(await read('a.py', python), [{ ...fact, lines: { first: 2, last: 5 } }]);
  const typescript =
    '// compliance: ignore[relative-import] -- vendored layout\nexport interface Cart\n  extends Base {\n  total: number;\n}\n';
  assert.equal(await read('a.ts', typescript), [{ ...fact, lines: { first: 2, last: 3 } }]);
});

test('a whole file, several rules, an expiry', async () => {
  const text =
    '/* compliance: ignore-file[relative-import, duplicate-type] until 2027-03-31 -- generated twin */\nexport {};\n';
  assert.equal(await read('a.ts', text), [
    {
      scope: 'file',
      rules: ['relative-import', 'duplicate-type'],
      reason: 'generated twin',
      until: '2027-03-31',
      lines: null,
      fault: null,
    },
  ]);
});

test('without a reason there is no fault in the form; judging it comes later', async () => {
  assert.equal(await read('a.py', 'import a  # compliance: ignore[relative-import]\n'), [
    { ...fact, reason: null, lines: { first: 1, last: 1 } },
  ]);
});

test('what does not have the form is a fault', async () => {
  const faults = async (comment: string): Promise<(string | null)[]> =>
    (await read('a.py', `import a\n${comment}\nimport b\n`)).map((found) => found.fault);
  assert.equal(await faults('# compliance: ignore relative-import'), [
    'it is not of the form `compliance: ignore[rule-id] -- reason`',
  ]);
  for (const comment of [
    '# Compliance: Ignore[a] -- why',
    '# compliance-ignore[a] -- why',
    '# compliance: disable[a] -- why',
  ]) {
    assert.equal(await faults(comment), ['it is not of the form `compliance: ignore[rule-id] -- reason`'], comment);
  }
  assert.equal(await faults('# Compliance: disable for guests'), []);
  assert.equal(await faults('# compliance: ignore[] -- why'), [
    'it names no rule; write `compliance: ignore[rule-id] -- reason`',
  ]);
  assert.equal(await faults('# compliance: ignore[a] until soon -- why'), [
    '`until soon` is not a date such as 2027-03-31',
  ]);
  assert.equal(await faults('# compliance: ignore[a] until 2027-02-30 -- why'), [
    '`until 2027-02-30` is not a date such as 2027-03-31',
  ]);
  assert.equal(await faults('# compliance: ignore[a] until 2027-13-01 -- why'), [
    '`until 2027-13-01` is not a date such as 2027-03-31',
  ]);
  assert.equal(await faults('# compliance: ignore-file[a] -- why'), [
    '`ignore-file` counts only above the first statement of a file',
  ]);
});

test('the site of a suppression is the directive, without its reason', async () => {
  const text = 'import a  # compliance: ignore[relative-import] until 2027-01-01 -- why\n';
  const [found] = (await parseContent('a.py', text)).facts<SuppressionFact>('suppressions');
  const { start, end } = found?.site.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  assert.is(text.slice(start.column - 1, end.column - 1), 'compliance: ignore[relative-import]');
});

test('strings, docs and prose about suppressions are not suppressions', async () => {
  const text =
    '"""Use # compliance: ignore[x] -- why"""\nHELP = "# compliance: ignore[x] -- why"\n# Write `compliance: ignore[x] -- why` above it.\n';
  assert.equal(await read('a.py', text), []);
});

test.run();
