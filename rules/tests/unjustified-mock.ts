import { defineRule } from 'compliance-linter';
import { extractEcmascript } from './unjustified-mock/ecmascript-mocks.js';
import type { Fact } from './unjustified-mock/facts.js';
import { judgeFile, type Options } from './unjustified-mock/judge.js';
import { extractPython } from './unjustified-mock/python-mocks.js';

export default defineRule<Fact, Options>({
  summary: 'A mock says why it stands in for the real thing.',
  why:
    'A test that replaces a part of the program tests the replacement: the real part may break and the test stays ' +
    'green. Sometimes that is the right price (money, network, time), and then a reader must be told so.',
  repair:
    'Test against the real thing, a fake with its own tests, or a local server. Where a mock is right, say why in a comment ' +
    'above it: `# Mock justification: the bank has no sandbox`. In Python, `@mock_justified("…")` on the test or its class ' +
    'does as well.',
  severity: { recommended: 'low', strict: 'medium' },
  kinds: {
    'undefined-name': {
      summary: 'The name of a mock is used, but neither imported nor defined: the test cannot run.',
      severity: { recommended: 'high', strict: 'high' },
    },
  },
  tags: ['tests'],
  since: '0.1.0',
  roles: ['test'],
  options: {
    scope: {
      description:
        '`internal`: only replacements of what this repository defines, without settings, constants and loggers. ' +
        '`all`: whatever a mocking library creates, replaces or observes.',
      schema: { enum: ['internal', 'all'] },
      default: { recommended: 'internal', strict: 'all' },
    },
    oncePerTarget: {
      description:
        'Report what a file replaces several times once, where it does so first: a reason there counts for the other places, ' +
        'which are related locations.',
      schema: { type: 'boolean' },
      default: { recommended: true, strict: false },
    },
    justification: {
      description: 'The words before a reason in a comment, whatever their case.',
      schema: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
      default: { value: ['Mock justification:', 'Justification:', 'Mock: because', 'Mocked because'] },
    },
    anyComment: {
      description: 'Any comment of three words or more is a reason, unless it only says that something is mocked.',
      schema: { type: 'boolean' },
      default: { recommended: true, strict: false },
    },
    marker: {
      description: 'Decorators of Python functions and classes whose first argument is a reason.',
      schema: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
      default: { value: ['mock_justified'] },
    },
    handWritten: {
      description: 'Report the classes of tests that are named as mocks (`class PaymentMock`), too.',
      schema: { type: 'boolean' },
      default: { value: false },
    },
    environment: {
      description:
        'What to do with environment variables that a test sets (`patch.dict(os.environ)`, `monkeypatch.setenv`).',
      schema: { enum: ['ignore', 'check'] },
      default: { value: 'ignore' },
    },
  },
  asks: ['imports', 'bindings'],
  examples: async () => (await import('./unjustified-mock/examples.js')).examples,
  extract: { python: extractPython, typescript: extractEcmascript },
  judge: judgeFile,
});
