import type { Surroundings } from '../../surroundings.js';
import { templatesOf, type Template } from '../../template.js';
import type { TypescriptTarget } from '../../typescript-modules.js';
import type { Words } from '../../words.js';

const nearMiss = templatesOf('near-miss', { spot: 'imports' });
const anywhere = templatesOf('near-miss', { spot: 'statement' });

const ways = (
  find: (surroundings: Surroundings, words: Words) => string | undefined,
  write: (specifier: string, words: Words) => string,
) => {
  return (words: Words, surroundings: Surroundings) => {
    const specifier = find(surroundings, words);
    return specifier === undefined ? undefined : write(specifier, words);
  };
};

const aliased = ({ path, typescript }: Surroundings, { random }: Words): string | undefined => {
  const target = typescript.above(path, { random, parents: 1 }) ?? typescript.above(path, { random, parents: 2 });
  return target === undefined ? undefined : typescript.alias(target.path, path);
};
const unaliased = (parents: number) => {
  return ({ path, typescript }: Surroundings, { random }: Words): string | undefined =>
    typescript.unaliased(path, { random, parents })?.specifier;
};
const sibling = ({ path, typescript }: Surroundings, { random }: Words): string | undefined => {
  const target: TypescriptTarget | undefined = typescript.exporting('function', { random, path });
  return target?.specifier.startsWith('./') === true ? target.specifier : undefined;
};
const climbing = ({ path, typescript }: Surroundings, { random }: Words): string | undefined =>
  typescript.above(path, { random, parents: 2 })?.specifier;

const NAMED: readonly Template[] = [
  nearMiss(
    'alias',
    ways(aliased, (specifier, w) => `import { ${w.first.camel} } from '${specifier}';`),
  ),
  nearMiss(
    'alias, type',
    ways(aliased, (specifier, w) => `import type { ${w.first.pascal} } from '${specifier}';`),
  ),
  nearMiss(
    'alias, export',
    ways(aliased, (specifier, w) => `export * as ${w.first.camel} from '${specifier}';`),
  ),
  nearMiss(
    'alias, dynamic',
    ways(aliased, (specifier, w) => `const ${w.first.camel} = () => import('${specifier}');`),
    {
      spot: 'statement',
    },
  ),
  nearMiss(
    'alias, require',
    ways(aliased, (specifier, w) => `const ${w.first.camel} = require('${specifier}');`),
    {
      spot: 'statement',
    },
  ),
  nearMiss('package', (w) => `import ${w.first.camel} from 'date-fns/format';`),
  nearMiss('package with a scope', (w) => `import { ${w.first.camel} } from '@acme/${w.noun.kebab}s';`),
  nearMiss('module of the platform', (w) => `import * as ${w.first.camel} from 'node:path';`),
  nearMiss(
    'sibling',
    ways(sibling, (specifier, w) => `import * as ${w.first.camel} from '${specifier}';`),
  ),
  nearMiss(
    'sibling, export',
    ways(sibling, (specifier, w) => `export * as ${w.first.camel} from '${specifier}';`),
  ),
];

const UNNAMED: readonly Template[] = [
  nearMiss(
    'one up without an alias',
    ways(unaliased(1), (specifier, w) => `import * as ${w.first.camel} from '${specifier}';`),
  ),
  nearMiss(
    'two up without an alias',
    ways(unaliased(2), (specifier, w) => `import * as ${w.first.camel} from '${specifier}';`),
  ),
  nearMiss(
    'two up without an alias, dynamic',
    ways(unaliased(2), (specifier, w) => `const ${w.first.camel} = () => import('${specifier}');`),
    {
      spot: 'statement',
    },
  ),
  nearMiss(
    'outside of what the alias reaches',
    ways(
      ({ path, typescript }) => typescript.outside(path),
      (specifier, w) => `import ${w.first.camel} from '${specifier}';`,
    ),
  ),
];

const asset = (extension: RegExp) => {
  return ({ path, typescript }: Surroundings, { random }: Words): string | undefined =>
    typescript.asset(path, { random, extension });
};

const ASSETS: readonly Template[] = [
  nearMiss(
    'style sheet',
    ways(asset(/\.(?:css|scss)$/), (specifier) => `import '${specifier}';`),
  ),
  nearMiss(
    'style sheet of a module',
    ways(asset(/\.(?:css|scss)$/), (specifier, w) => `import ${w.first.camel} from '${specifier}';`),
  ),
  nearMiss(
    'picture',
    ways(asset(/\.(?:svg|png)$/), (specifier, w) => `import ${w.first.camel} from '${specifier}';`),
  ),
  nearMiss(
    'picture as a component',
    ways(asset(/\.svg$/), (specifier, w) => `import ${w.first.pascal} from '${specifier}?react';`),
  ),
  nearMiss(
    'font',
    ways(asset(/\.(?:woff2?|ttf)$/), (specifier, w) => `import ${w.first.camel} from '${specifier}';`),
  ),
];

const TEXT: readonly Template[] = [
  anywhere('comment', (w) => `// import { ${w.first.camel} } from '../../lib/${w.noun.kebab}';`),
  anywhere('block comment', (w) => `/* const ${w.first.camel} = require('../../lib/${w.noun.kebab}'); */`),
  anywhere(
    'JSDoc',
    (w) => `
/** See \`import('../../lib/${w.noun.kebab}')\`. */
const ${w.first.camel} = 1;`,
  ),
  anywhere('string', (w) => `const ${w.first.camel} = '../../lib/${w.noun.kebab}';`),
  anywhere('code in a string', (w) => `const ${w.first.camel} = "import { x } from '../../lib/${w.noun.kebab}'";`),
  anywhere(
    'code in a template literal',
    (w) => `const ${w.first.camel} = \`import x from '../../lib/${w.noun.kebab}';\`;`,
    {
      isRestyled: false,
    },
  ),
  anywhere('address', (w) => `const ${w.first.camel} = new URL('../../assets/${w.noun.kebab}.png', import.meta.url);`),
  anywhere('path of a file', (w) => `const ${w.first.camel} = join(__dirname, '../../data', '${w.noun.kebab}.json');`, {
    imports: ["import { join } from 'node:path';"],
  }),
  anywhere('argument of another function', (w) => `const ${w.first.camel} = load('../../lib/${w.noun.kebab}');`),
  anywhere('method named require', (w) => `const ${w.first.camel} = registry.require('../../lib/${w.noun.kebab}');`),
  anywhere('method named import', (w) => `const ${w.first.camel} = loader.import('../../lib/${w.noun.kebab}');`),
  anywhere(
    'dynamic import of what only the program knows',
    (w) => {
      return `const ${w.first.camel} = (name: string) => import(\`../../pages/\${name}\`);`;
    },
    { isRestyled: false },
  ),
  anywhere('push of a route', (w) => `router.push('../../${w.noun.kebab}s');`),
  anywhere('type of a path', (w) => `type ${w.first.pascal} = '../../${w.noun.kebab}' | '../${w.verb.kebab}';`),
  anywhere('regular expression', (w) => `const ${w.first.camel} = /^(?:\\.\\.\\/)+lib\\/${w.noun.kebab}$/;`),
  anywhere('spread', (w) => `const ${w.first.camel} = [...[1, 2], ...new Set([3])];`),
];

const ASIDE: readonly Template[] = [
  nearMiss(
    'story',
    ways(climbing, (specifier, w) => `import * as ${w.first.camel} from '${specifier}';`),
    {
      named: (w) => `${w.noun.pascal}.stories.tsx`,
    },
  ),
  nearMiss(
    'configuration',
    ways(climbing, (specifier, w) => `import * as ${w.first.camel} from '${specifier}';`),
    {
      named: (w) => w.pick('vite.config.ts', 'jest.config.ts', 'playwright.config.ts', 'tailwind.config.ts'),
    },
  ),
  nearMiss(
    'generated',
    ways(climbing, (specifier, w) => `import * as ${w.first.camel} from '${specifier}';`),
    {
      named: (w) => `${w.noun.kebab}.generated.ts`,
    },
  ),
];

/** A missing module that the code is prepared for, and what a build writes. */
const EXPECTED: readonly Template[] = [
  anywhere(
    'missing module in try',
    (w) => `
let ${w.first.camel};
try {
  ${w.first.camel} = require('./${w.second.kebab}');
} catch {
  ${w.first.camel} = {};
}`,
  ),
  anywhere(
    'missing module with catch',
    (w) => `const ${w.first.camel} = import('./${w.second.kebab}').catch(() => undefined);`,
  ),
  nearMiss(
    'missing module that the compiler is told of',
    (w) => `
// @ts-expect-error: exists after the build only
import ${w.first.camel} from './${w.second.kebab}';`,
  ),
  nearMiss('module that a generator writes', (w) => `import { ${w.first.camel} } from './${w.noun.kebab}.gen';`),
  nearMiss('bundle', (w) => `import ${w.first.camel} from './dist/${w.noun.kebab}.js';`),
];

export const TYPESCRIPT_NEAR_MISSES: readonly Template[] = [
  ...NAMED,
  ...UNNAMED,
  ...ASSETS,
  ...TEXT,
  ...ASIDE,
  ...EXPECTED,
];
