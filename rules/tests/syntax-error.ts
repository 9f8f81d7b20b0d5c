import { defineRule, type Entry, type Problem, type Role, type SyntaxFact } from 'compliance-linter';

interface Options {
  /** Whose syntax is judged: tests alone, or all but templates. */
  readonly scope: 'tests' | 'all';
  /** The version of Python that the code must run on, if the project does not say it. */
  readonly python: string | null;
  /** The CPython that judges; null looks for one, `embedded` takes none. */
  readonly interpreter: string | null;
}

const TESTS: readonly Role[] = ['test'];
const ALL: readonly Role[] = ['source', 'test', 'config', 'tooling', 'generated', 'declaration'];

export default defineRule<SyntaxFact, Options>({
  summary: 'Every test file parses, by the verdict of the language itself.',
  why:
    'A test file that does not parse protects nothing: it is not collected, or it stops the whole run. Tools that skip ' +
    'what they cannot read hide it.\n\n' +
    "Python is judged by CPython's own `compile()` of the version that the project declares (`requires-python`, Poetry, " +
    '`setup.cfg`, `setup.py`; else the target of ruff, mypy or Black; else `.python-version`), where such an interpreter ' +
    'is found: the active virtual environment, the one that `.venv` links to, `python3.X` or `python3` in `PATH`. It runs ' +
    'isolated, and neither imports nor executes anything of the project. Otherwise the embedded parser of ruff judges for ' +
    'that version. Where nothing declares a version, only what no version accepts is reported.\n\n' +
    "TypeScript and JavaScript are judged by the bundled compiler's syntactic diagnostics and its grammar errors (`TS1xxx`), " +
    'as far as they do not depend on settings of the compiler. The report says under `judges` who spoke.\n\n' +
    "Promised: an interpreter's verdict is CPython's own, line and message included; the compiler's is that of `tsc` on one " +
    'file. The embedded parser finds all broken files among real code and its mutations, and 99.4 % of those in ' +
    "CPython's own tests of its grammar; its messages are ruff's. Not promised: a verdict on what is nested deeper than a " +
    'judge can follow, or takes it longer than ten seconds (a failure, by name); on files in Flow (a skip, by name); that ' +
    'what parses also runs.',
  repair:
    'Mend the line, or delete the file. Where the syntax is too new, raise the version that the project declares.',
  severity: { recommended: 'critical', strict: 'critical' },
  kinds: {
    'newer-version': {
      summary: 'The file is valid in a later version of the language than the project declares.',
      severity: { recommended: 'high', strict: 'critical' },
    },
  },
  tags: ['tests', 'syntax'],
  since: '0.1.0',
  audit: {
    area: 'tests',
    impact: 'The tests of this file do not run, so nothing says whether what they cover works.',
    verifies: 'All test files parse, by the verdict of the language itself',
    leavesOpen: 'The test suite passes on the revision that is deployed.',
    concerns: (path) =>
      /(?:^|\/)(?:tests?|__tests__)\/.*\.(?:py|[cm]?[jt]sx?)$|(?:^|\/)test_[^/]*\.py$|[._](?:test|spec)\.[cm]?[jt]sx?$/.test(
        path,
      ),
  },
  roles: ALL,
  rolesFor: ({ scope }) => (scope === 'all' ? ALL : TESTS),
  options: {
    scope: {
      description: 'Whose syntax is judged: `tests`, or `all` files but templates and vendored ones.',
      schema: { enum: ['tests', 'all'] },
      default: { value: 'tests' },
    },
    python: {
      description: 'The version of Python that the code must run on (`"3.11"`); null takes what the project declares.',
      schema: { anyOf: [{ type: 'string', pattern: '^3\\.(?:[6-9]|[1-3]\\d)$' }, { type: 'null' }] },
      default: { value: null },
    },
    interpreter: {
      description:
        'The CPython that judges, by its name in `PATH` (`python3.11`); `embedded` for the embedded parser; null looks for ' +
        'one. Whoever runs the check may set `COMPLIANCE_PYTHON` to the absolute path of another.',
      schema: { anyOf: [{ type: 'string', pattern: '^(?:embedded|python(?:3(?:\\.\\d{1,2})?)?)$' }, { type: 'null' }] },
      default: { value: null },
    },
  },
  examples: async () => (await import('./syntax-error/examples.js')).examples,
  needs: ['syntax'],
  *judge(entries) {
    for (const entry of entries) {
      const problem = problemOf(entry);
      if (problem !== undefined) yield problem;
    }
  },
});

function problemOf({ file, fact }: Entry<SyntaxFact, Options>): Problem | undefined {
  if (fact.fault === null) return undefined;
  const { message, validFrom, site } = fact.fault;
  const later = validFrom === null ? '' : ` Valid from Python ${validFrom} on.`;
  return {
    path: file.path,
    site,
    ...(validFrom === null ? {} : { kind: 'newer-version' }),
    subject: file.path,
    identity: file.path,
    message: `${fact.by}: ${message.replace(/\.$/, '')}.${later}`,
    data: { judge: fact.by, validFrom },
  };
}
