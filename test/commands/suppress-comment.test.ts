import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { placeSuppression } from '../../src/commands/suppress-comment.js';
import { UserError } from '../../src/model/errors.js';

const RULE = 'relative-import';
const isKnownRule = (rule: string): boolean => rule !== 'duplicate-types';

async function place(
  path: string,
  text: string,
  line: number,
  more: { reason?: string; until?: string } = {},
): Promise<string> {
  const { start, end } = { start: { line, column: 1 }, end: { line, column: 2 } };
  const { bytes } = await placeSuppression(
    Buffer.from(text),
    { path, ruleId: RULE, range: { start, end } },
    { reason: more.reason ?? 'it moves', until: more.until ?? null, isKnownRule },
  );
  return bytes.toString();
}

async function refused(path: string, text: string, line: number): Promise<string> {
  try {
    await place(path, text, line);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

const PY = '# compliance: ignore[relative-import] -- it moves';
const TS = '// compliance: ignore[relative-import] -- it moves';
const JSX = '{/* compliance: ignore[relative-import] -- it moves */}';

interface Case {
  readonly path: string;
  readonly text: string;
  readonly line: number;
  readonly expected: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'above the line, in its indentation': {
    path: 'a.py',
    text: 'def f():\n    x = 1\n    from ..a import b\n',
    line: 3,
    expected: `def f():\n    x = 1\n    ${PY}\n    from ..a import b\n`,
  },
  'in tabs, and with CRLF': {
    path: 'a.ts',
    text: 'function f() {\r\n\treturn import("../a");\r\n}\r\n',
    line: 2,
    expected: `function f() {\r\n\t${TS}\r\n\treturn import("../a");\r\n}\r\n`,
  },
  'on the first line of a file without a final line end': {
    path: 'a.ts',
    text: 'import "../a";',
    line: 1,
    expected: `${TS}\nimport "../a";`,
  },
  'behind a BOM': {
    path: 'a.py',
    text: '\ufefffrom ..a import b\n',
    line: 1,
    expected: `\ufeff${PY}\nfrom ..a import b\n`,
  },
  'below shebang and encoding': {
    path: 'a.py',
    text: '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nfrom ..a import b\n',
    line: 3,
    expected: `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${PY}\nfrom ..a import b\n`,
  },
  "below 'use client'": {
    path: 'a.tsx',
    text: "'use client';\nimport '../a';\n",
    line: 2,
    expected: `'use client';\n${TS}\nimport '../a';\n`,
  },
  'between a decorator and its class': {
    path: 'a.py',
    text: '@dataclass\nclass Cart:\n    total: int\n',
    line: 2,
    expected: `@dataclass\n${PY}\nclass Cart:\n    total: int\n`,
  },
  'inside a call of several lines': {
    path: 'a.py',
    text: 'connect(\n    name,\n    host="localhost",\n)\n',
    line: 3,
    expected: `connect(\n    name,\n    ${PY}\n    host="localhost",\n)\n`,
  },
  'above the statement of a string of several lines': {
    path: 'a.py',
    text: 'if x:\n    QUERY = """\n      localhost\n    """\n',
    line: 3,
    expected: `if x:\n    ${PY}\n    QUERY = """\n      localhost\n    """\n`,
  },
  'above the statement of a template literal': {
    path: 'a.ts',
    text: 'const url = `\n  localhost\n`;\n',
    line: 2,
    expected: `${TS}\nconst url = \`\n  localhost\n\`;\n`,
  },
  'above the statement that a backslash continues': {
    path: 'a.py',
    text: 'url = name + \\\n    "localhost"\n',
    line: 2,
    expected: `${PY}\nurl = name + \\\n    "localhost"\n`,
  },
  'in markup': {
    path: 'a.tsx',
    text: 'const a = (\n  <p>\n    <a href="localhost" />\n  </p>\n);\n',
    line: 3,
    expected: `const a = (\n  <p>\n    ${JSX}\n    <a href="localhost" />\n  </p>\n);\n`,
  },
  'between the attributes of markup': {
    path: 'a.tsx',
    text: 'const a = (\n  <a\n    id="x"\n    href="localhost"\n  />\n);\n',
    line: 4,
    expected: `const a = (\n  <a\n    id="x"\n    ${TS}\n    href="localhost"\n  />\n);\n`,
  },
  'not between the words of markup, whose space would be lost': {
    path: 'a.tsx',
    text: 'const a = (\n  <p>\n    see\n    localhost\n  </p>\n);\n',
    line: 4,
    expected: `const a = (\n  <p>\n    see\n    localhost${JSX}\n  </p>\n);\n`,
  },
  'above what another tool is told of the next line': {
    path: 'a.ts',
    text: 'const a = 1;\n// eslint-disable-next-line no-restricted-imports\nimport "../a";\n',
    line: 3,
    expected: `const a = 1;\n${TS}\n// eslint-disable-next-line no-restricted-imports\nimport "../a";\n`,
  },
  'in the list of a suppression with the same words': {
    path: 'a.ts',
    text: '// compliance: ignore[duplicate-type] -- it moves\nimport "../a";\n',
    line: 2,
    expected: '// compliance: ignore[duplicate-type, relative-import] -- it moves\nimport "../a";\n',
  },
  'below a suppression with other words': {
    path: 'a.ts',
    text: '// compliance: ignore[duplicate-type] -- another reason\nimport "../a";\n',
    line: 2,
    expected: `// compliance: ignore[duplicate-type] -- another reason\n${TS}\nimport "../a";\n`,
  },
  'below one that counts for nothing, since it names an unknown rule': {
    path: 'a.ts',
    text: '// compliance: ignore[duplicate-types] -- it moves\nimport "../a";\n',
    line: 2,
    expected: `// compliance: ignore[duplicate-types] -- it moves\n${TS}\nimport "../a";\n`,
  },
  'below one of a whole file, which is not extended': {
    path: 'a.py',
    text: '# compliance: ignore-file[duplicate-type] -- it moves\nfrom ..a import b\n',
    line: 2,
    expected: `# compliance: ignore-file[duplicate-type] -- it moves\n${PY}\nfrom ..a import b\n`,
  },
};

for (const [title, { path, text, line, expected }] of Object.entries(CASES)) {
  test(`a suppression is written ${title}`, async () => {
    assert.is(await place(path, text, line), expected);
  });
}

test('the last day stands before the reason', async () => {
  assert.is(
    await place('a.py', 'import a\n', 1, { until: '2027-03-31' }),
    '# compliance: ignore[relative-import] until 2027-03-31 -- it moves\nimport a\n',
  );
});

test('where a comment would be part of a string or a markup, nothing is written', async () => {
  assert.is(
    await refused('a.ts', 'run(() => {\n  return `\n    ${a}\n    localhost\n  `;\n}, `\n  localhost\n`);\n', 7),
    'a.ts:7: a comment can stand neither above it nor behind it, or would not count there. Nothing was written.',
  );
});

test('a reason beyond ASCII is refused in a file of another encoding', async () => {
  const finding = {
    path: 'a.py',
    ruleId: RULE,
    range: { start: { line: 2, column: 1 }, end: { line: 2, column: 2 } },
  };
  const bytes = Buffer.from('# -*- coding: latin-1 -*-\nname = "ü"\n', 'latin1');
  const { bytes: written } = await placeSuppression(bytes, finding, { reason: 'it moves', until: null, isKnownRule });
  assert.equal(written, Buffer.from(`# -*- coding: latin-1 -*-\n${PY}\nname = "ü"\n`, 'latin1'));
  try {
    await placeSuppression(bytes, finding, { reason: 'später', until: null, isKnownRule });
    assert.unreachable();
  } catch (error) {
    assert.is(
      (error as Error).message,
      'a.py:2: its encoding may not have all characters of the reason; write that in ASCII. Nothing was written.',
    );
  }
});

test.run();
