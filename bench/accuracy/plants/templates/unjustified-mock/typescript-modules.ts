import { templatesOf, type Template } from '../../template.js';
import { alone, internal, internalModule } from './libraries.js';

const inModule = templatesOf('breach', { kind: 'test', spot: 'module' });

const MODULES: readonly Template[] = [
  inModule(
    'mock of a module',
    internal((name, { specifier }) => `» ${name}.mock('${specifier}');`),
  ),
  inModule(
    'mock with a factory',
    internal(
      (name, { specifier, name: exported }) => `» ${name}.mock('${specifier}', () => ({ ${exported}: ${name}.fn() }));`,
    ),
  ),
  inModule(
    'mock with a factory over several lines',
    internal(
      (name, { specifier, name: exported }, w) => `
» ${name}.mock('${specifier}', () => {
  const ${w.first.camel} = ${name}.fn(() => '${w.noun.camel}');
  return {
    ${exported}: ${w.first.camel},
    ${w.verb.camel}: ${name}.fn().mockResolvedValue(undefined),
  };
});`,
    ),
  ),
  inModule(
    'mock with an async factory',
    internal(
      (name, { specifier, name: exported }) => `
» ${name}.mock('${specifier}', async () => ({
  ...(await import('node:path')),
  ${exported}: ${name}.fn(),
}));`,
    ),
  ),
  inModule(
    'mock over several lines',
    internal(
      (name, { specifier }) => `
» ${name}.mock(
  '${specifier}',
  () => ({}),
);`,
    ),
  ),
  inModule(
    'mock with a double quote',
    internal((name, { specifier }) => `» ${name}.mock("${specifier}", () => ({}))`),
    { isRestyled: false },
  ),
  inModule(
    'mock of a template literal',
    internal((name, { specifier }) => `» ${name}.mock(\`${specifier}\`, () => ({}));`),
    {
      isRestyled: false,
      recommended: null,
    },
  ),
  inModule(
    'mock with a class',
    internal(
      (name, { specifier, name: exported, method }) => `
» ${name}.mock('${specifier}', () => ({
  ${exported}: class {
    ${method}() {
      return ${name}.fn();
    }
  },
}));`,
      'class',
    ),
  ),
  inModule(
    'doMock in a test',
    internal(
      (name, { specifier, name: exported }, w) => `
it('${w.verb.camel}s without the ${w.noun.camel}', async () => {
»   ${name}.doMock('${specifier}', () => ({ ${exported}: () => null }));
});`,
    ),
  ),
  inModule(
    'doMock in beforeEach',
    internal(
      (name, { specifier }) => `
beforeEach(() => {
»   ${name}.doMock('${specifier}', () => ({}));
});`,
    ),
  ),
  inModule('mock of an imported module', (words, surroundings) => {
    const target = internalModule('function', words, surroundings);
    if (target === undefined || /\bvi\b/.test(surroundings.text)) return undefined;
    const imports = ["import { vi } from 'vitest';"];
    return { imports, code: `» vi.mock(import('${target.specifier}'), () => ({}));` };
  }),
  inModule(
    'mock of the same module twice is one finding',
    internal(
      (name, { specifier }) => `
» ${name}.mock('${specifier}');
describe('again', () => {
  beforeEach(() => {
    ${name}.doMock('${specifier}');
  });
});`,
    ),
    { strict: null },
  ),
  inModule(
    'mock.module of node:test of a module',
    alone(({ specifier }) => `» mock.module('${specifier}.ts', { namedExports: {} });`),
    {
      imports: ["import { mock } from 'node:test';"],
      recommended: null,
    },
  ),
];

/** Comments that give no reason. */
const EMPTY_REASONS: readonly Template[] = [
  inModule(
    'comment "Mock the …"',
    internal(
      (name, { specifier, name: exported }) => `
// Mock the ${exported}
» ${name}.mock('${specifier}');`,
    ),
  ),
  inModule(
    'comment of one word',
    internal(
      (name, { specifier }) => `
// mocks
» ${name}.mock('${specifier}', () => ({}));`,
    ),
  ),
  inModule(
    'comment of a linter',
    internal(
      (name, { specifier }) => `
// eslint-disable-next-line import/no-unresolved
» ${name}.mock('${specifier}');`,
    ),
  ),
  inModule(
    'reason that is only the name of the target',
    internal(
      (name, { specifier, name: exported }) => `
// Mock justification: ${specifier.slice(specifier.lastIndexOf('/') + 1)}
» ${name}.mock('${specifier}', () => ({ ${exported}: () => null }));`,
    ),
  ),
  inModule(
    'reason that is only the name of the function',
    internal(
      (name, { specifier, name: exported }) => `
// Mock justification: ${exported}
» ${name}.mock('${specifier}', () => ({ ${exported}: () => null }));`,
    ),
  ),
  inModule(
    'reason without words',
    internal(
      (name, { specifier }) => `
// Mock justification:
» ${name}.mock('${specifier}');`,
    ),
  ),
];

/** Modules of this repository that are replaced, and comments that do not justify it. */
export const TYPESCRIPT_MODULES: readonly Template[] = [...MODULES, ...EMPTY_REASONS];
