import { templatesOf, type Template } from '../../template.js';
import { internal, withLibrary } from './libraries.js';
import { label, reason } from './reasons.js';

const nearMiss = templatesOf('near-miss', { kind: 'test', spot: 'statement', isRestyled: false });
const inModule = templatesOf('near-miss', { kind: 'test', spot: 'module', isRestyled: false });
const strictOpen = templatesOf('breach', { kind: 'test', spot: 'module', recommended: 'near-miss', isRestyled: false });

const JUSTIFIED: readonly Template[] = [
  inModule(
    'reason above',
    internal(
      (name, { specifier }, w) => `
// ${label(w)}: ${reason(w)}
${name}.mock('${specifier}');`,
    ),
  ),
  inModule(
    'reason behind',
    internal((name, { specifier }, w) => `${name}.mock('${specifier}'); // ${label(w)}: ${reason(w)}`),
  ),
  inModule(
    'mock: because',
    internal(
      (name, { specifier }, w) => `
// mock: because ${reason(w)}
${name}.mock('${specifier}', () => ({}));`,
    ),
  ),
  inModule(
    'reason in a block comment',
    internal(
      (name, { specifier }, w) => `
/* ${label(w)}: ${reason(w)} */
${name}.mock('${specifier}', () => ({}));`,
    ),
  ),
  inModule(
    'reason in JSDoc',
    internal(
      (name, { specifier }, w) => `
/**
 * ${label(w)}: ${reason(w)}.
 */
${name}.mock('${specifier}', () => ({}));`,
    ),
  ),
  inModule(
    'reason in lines of comments',
    internal(
      (name, { specifier }, w) => `
// The page shows two ${w.noun.camel}s.
// ${label(w)}: ${reason(w)},
// and nobody wants that in a test.
${name}.mock('${specifier}');`,
    ),
  ),
  inModule(
    'reason two lines above',
    internal(
      (name, { specifier }, w) => `
// ${label(w)}: ${reason(w)}
const ${w.first.camel} = ${w.port};
${name}.doMock('${specifier}', () => ({ limit: ${w.first.camel} }));`,
    ),
  ),
  inModule(
    'reason in the call',
    internal(
      (name, { specifier, name: exported }, w) => `
${name}.mock('${specifier}', () => ({
  // ${label(w)}: ${reason(w)}
  ${exported}: ${name}.fn(),
}));`,
    ),
  ),
  nearMiss(
    'reason above a function',
    withLibrary(
      ({ name }, w) => `
// ${label(w)}: ${reason(w)}
const ${w.first.camel} = ${name}.fn();`,
    ),
  ),
  nearMiss(
    'reason behind a function',
    withLibrary(({ name }, w) => `const ${w.first.camel} = ${name}.fn(); // ${label(w)}: ${reason(w)}`),
  ),
  nearMiss(
    'reason above a spy',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `
// ${label(w)}: ${reason(w)}
${name}.spyOn(${w.second.camel}, '${exported}').mockReturnValue(undefined as never);`,
    })),
  ),
  nearMiss(
    'one reason for the mocks right below',
    withLibrary(
      ({ name }, w) => `
// ${label(w)}: ${reason(w)}
const ${w.first.camel} = ${name}.fn();
const ${w.second.camel} = ${name}.fn();
const ${w.third.camel} = ${name}.fn(async () => null);`,
    ),
  ),
  inModule(
    'reason in a test',
    withLibrary(
      ({ name }, w) => `
it('${w.verb.camel}s the ${w.noun.camel}', () => {
  // ${label(w)}: ${reason(w)}
  const onDone = ${name}.fn();
  expect(onDone).toBeDefined();
});`,
    ),
  ),
  inModule(
    'reason above sinon',
    (w) => `
// ${label(w)}: ${reason(w)}
sinon.stub(console, 'warn');`,
    { imports: ["import sinon from 'sinon';"] },
  ),
];

/** In recommended any reason in words counts, and what replaces nothing is let be. */
const WORDS: readonly Template[] = [
  strictOpen(
    'any comment above',
    internal(
      (name, { specifier }, w) => `
// ${reason(w)}
» ${name}.mock('${specifier}');`,
    ),
  ),
  strictOpen(
    'any comment behind',
    internal((name, { specifier }, w) => `» ${name}.mock('${specifier}'); // ${reason(w)}`),
  ),
  strictOpen(
    'spyOn of our own that replaces nothing',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `» const ${w.first.camel} = ${name}.spyOn(${w.second.camel}, '${exported}');`,
    })),
  ),
  strictOpen('hoisted', (w) => `» const { ${w.first.camel} } = vi.hoisted(() => ({ ${w.first.camel}: vi.fn() }));`, {
    imports: ["import { vi } from 'vitest';"],
  }),
];

/** Mocks that say why. */
export const TYPESCRIPT_JUSTIFIED: readonly Template[] = [...JUSTIFIED, ...WORDS];
