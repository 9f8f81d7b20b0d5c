import type { Surroundings } from '../../surroundings.js';
import { templatesOf, type Snippet, type Template, type TemplateOptions } from '../../template.js';
import type { TypescriptTarget } from '../../typescript-modules.js';
import type { Words } from '../../words.js';

const breach = templatesOf('breach', { spot: 'imports' });
const strictBreach = templatesOf('breach', { spot: 'imports', recommended: 'near-miss' });

type Form = (target: TypescriptTarget, words: Words) => string | Snippet;

const FORMS: readonly (readonly [name: string, form: Form, options?: TemplateOptions])[] = [
  ['named', ({ specifier, name }, w) => `» import { ${name} as ${w.first.camel} } from '${specifier}';`],
  ['default', ({ specifier }, w) => `» import ${w.first.pascal} from '${specifier}';`],
  [
    'default and named',
    ({ specifier, name }, w) => {
      return `» import ${w.first.pascal}, { ${name} as ${w.second.camel} } from '${specifier}';`;
    },
  ],
  ['namespace', ({ specifier }, w) => `» import * as ${w.first.camel} from '${specifier}';`],
  ['type', ({ specifier, name }, w) => `» import type { ${name} as ${w.first.pascal} } from '${specifier}';`],
  ['inline type', ({ specifier, name }, w) => `» import { type ${name} as ${w.first.pascal} } from '${specifier}';`],
  ['side effect', ({ specifier }) => `» import '${specifier}';`],
  [
    'over several lines',
    ({ specifier, name }, w) => `
import {
  ${name} as ${w.first.camel}, // the only one in use
» } from '${specifier}';`,
  ],
  ['export from', ({ specifier, name }, w) => `» export { ${name} as ${w.first.camel} } from '${specifier}';`],
  ['export * as', ({ specifier }, w) => `» export * as ${w.first.camel} from '${specifier}';`],
  ['export type', ({ specifier, name }, w) => `» export type { ${name} as ${w.first.pascal} } from '${specifier}';`],
  [
    'require',
    ({ specifier, name }, w) => `» const { ${name}: ${w.first.camel} } = require('${specifier}');`,
    { spot: 'statement' },
  ],
  ['import = require', ({ specifier }, w) => `» import ${w.first.camel} = require('${specifier}');`],
  [
    'dynamic import',
    ({ specifier }, w) => `» const ${w.first.camel} = await import('${specifier}');`,
    { spot: 'async' },
  ],
  [
    'dynamic import in an arrow function',
    ({ specifier }, w) => {
      return `» const ${w.first.camel} = () => import('${specifier}').then((module) => module.default);`;
    },
    { spot: 'statement' },
  ],
  [
    'dynamic import with a comment',
    ({ specifier }, w) => {
      return `» const ${w.first.pascal} = lazy(() => import(/* webpackChunkName: "${w.noun.kebab}" */ '${specifier}'));`;
    },
    { spot: 'module', imports: ["import { lazy } from 'react';"] },
  ],
  [
    'dynamic import of a template literal',
    ({ specifier }, w) => {
      return `» const ${w.first.camel} = () => import(\`${specifier}\`);`;
    },
    { spot: 'statement', isRestyled: false },
  ],
  [
    'type of an import',
    ({ specifier, name }, w) => `» type ${w.first.pascal} = import('${specifier}').${name};`,
    { spot: 'module' },
  ],
  [
    'typeof an import',
    ({ specifier }, w) => `» let ${w.first.camel}: typeof import('${specifier}') | undefined;`,
    { spot: 'statement' },
  ],
  [
    'in a nested function',
    ({ specifier }, w) => `
function ${w.first.camel}(isReady: boolean) {
  if (isReady) {
    return async () => {
»       const module = await import('${specifier}');
      return module;
    };
  }
  return undefined;
}`,
    { spot: 'module' },
  ],
];

const above = (form: Form, parents: number) => {
  return (words: Words, { path, typescript }: Surroundings) => {
    const target = typescript.above(path, { random: words.random, parents });
    return target === undefined ? undefined : form(target, words);
  };
};

/** Calls of a test library that take the path of a module. */
const MOCK_PATHS: readonly Template[] = ['vi.mock', 'jest.mock', 'vi.doMock', 'jest.doMock'].map((call) => {
  return strictBreach(
    `${call} of a module above`,
    above(({ specifier }) => `» ${call}('${specifier}', () => ({}));`, 1),
    {
      kind: 'test',
      spot: 'module',
      recommended: 'near-miss',
    },
  );
});

const LEVELS: readonly Template[] = [
  ...FORMS.map(([name, form, options]) => breach(`two up, ${name}`, above(form, 2), options)),
  ...FORMS.slice(0, 12).map(([name, form, options]) => breach(`three up, ${name}`, above(form, 3), options)),
  ...FORMS.map(([name, form, options]) => strictBreach(`one up, ${name}`, above(form, 1), options)),
  ...FORMS.slice(0, 5).map(([name, form, options]) =>
    strictBreach(`two up in a test, ${name}`, above(form, 2), { ...options, kind: 'test' }),
  ),
  ...MOCK_PATHS,
];

/** A module that is not there, where all settings are known. */
const gone = (write: (specifier: string, words: Words) => string) => {
  return (words: Words, { path, typescript }: Surroundings) => {
    if (!typescript.isKnown(path)) return undefined;
    return write(`${words.pick('./', '../', './')}${words.first.kebab}-${words.second.kebab}`, words);
  };
};

const missing = templatesOf('breach', { spot: 'imports', isRestyled: false });

const MISSING: readonly Template[] = [
  missing(
    'missing module',
    gone((specifier, w) => `» import { ${w.third.camel} } from '${specifier}';`),
  ),
  missing(
    'missing module, type',
    gone((specifier, w) => `» import type { ${w.third.pascal} } from '${specifier}';`),
  ),
  missing(
    'missing module, export',
    gone((specifier) => `» export * from '${specifier}';`),
  ),
  missing(
    'missing module, dynamic',
    gone((specifier, w) => `» const ${w.third.camel} = () => import('${specifier}');`),
    {
      spot: 'statement',
    },
  ),
  missing(
    'missing module, require',
    gone((specifier, w) => `» const ${w.third.camel} = require('${specifier}');`),
    {
      spot: 'statement',
    },
  ),
  missing(
    'missing module in a test',
    gone((specifier, w) => `» import { ${w.third.camel} } from '${specifier}';`),
    { kind: 'test' },
  ),
];

export const TYPESCRIPT_BREACHES: readonly Template[] = [...LEVELS, ...MISSING];
