import { templatesOf, type Snippet, type Template, type Twin } from '../../template.js';
import type { Words } from '../../words.js';
import { isPlainPlace, UNRELATED } from './shapes.js';
import { interface_, pair, type } from './typescript.js';

const nearMiss = templatesOf('near-miss', { spot: 'module', suits: isPlainPlace });

type Write = (words: Words) => string;

const both = (first: Write, second: Write, twin: (words: Words) => Partial<Twin> = () => ({})) => {
  return (words: Words): Snippet => ({
    code: first(words),
    twin: { code: second(words), suits: isPlainPlace, ...twin(words) },
  });
};
const unmarked = (text: string): string => text.replaceAll('» ', '');
const model: Write = (w) => unmarked(interface_(w.first.pascal, w.fields.slice(0, 4)));
const shape: Write = (w) => unmarked(type(w.first.pascal, w.fields.slice(0, 4)));
const indented =
  (write: Write): Write =>
  (w) =>
    write(w).replace(/^(?=.)/gm, '  ');
const hidden: Write = (w) => model(w).replace('export ', '');
const conventional =
  (name: string): Write =>
  (w) => {
    return unmarked(interface_(name, w.fields.slice(0, 2)));
  };
const error: Write = (w) =>
  `export class ${w.first.pascal} extends Error {\n  code = 404;\n  kind = '${w.noun.camel}';\n  retry = false;\n}`;
const schema =
  (kind: string): Write =>
  (w) => {
    return `const ${w.second.camel} = z.object({ id: z.${kind}(), total: z.${kind}() });\nexport type ${w.first.pascal} = z.infer<typeof ${w.second.camel}>;`;
  };
const kinds =
  (last: string): Write =>
  (w) => {
    return `const ${w.second.camel} = ['open', 'paid', '${last}'] as const;\nexport type ${w.first.pascal} = (typeof ${w.second.camel})[number];`;
  };
const withZod =
  (first: Write, second: Write) =>
  (words: Words): Snippet => {
    const imports = ["import { z } from 'zod';"];
    return { code: first(words), imports, twin: { code: second(words), imports, suits: isPlainPlace } };
  };

export const TYPESCRIPT_NEAR_MISSES: readonly Template[] = [
  nearMiss('different interfaces', different(interface_)),
  nearMiss('different types', different(type)),
  nearMiss(
    're-export',
    both(model, (w) => `export type { ${w.first.pascal} } from '@acme/${w.noun.kebab}s';`),
  ),
  nearMiss(
    'import',
    both(model, (w) => `import type { ${w.first.pascal} } from '@acme/${w.noun.kebab}s';`),
  ),
  nearMiss(
    'alias of an import',
    both(model, (w) => {
      return `import type * as ${w.second.camel} from '@acme/${w.noun.kebab}s';\nexport type ${w.first.pascal} = ${w.second.camel}.${w.first.pascal};`;
    }),
  ),
  nearMiss(
    'alias into generated types',
    both(model, (w) => {
      return `import type { components as ${w.second.camel} } from '@acme/api';\nexport type ${w.first.pascal} = ${w.second.camel}['schemas']['${w.noun.pascal}'];`;
    }),
  ),
  nearMiss('declarations that merge', (w) => `${model(w)}\n${model(w)}`),
  nearMiss(
    'interface beside a class that merges',
    (w) => `${model(w)}\nexport class ${w.first.pascal} {\n  isOpen = true;\n}`,
  ),
  nearMiss(
    'declare global',
    both(model, (w) => `declare global {\n${indented(hidden)(w)}\n}\nexport {};`),
  ),
  nearMiss(
    'declare module',
    both(model, (w) => `declare module '@acme/${w.noun.kebab}s' {\n${indented(hidden)(w)}\n}\nexport {};`),
  ),
  nearMiss(
    'local to a function',
    both(
      model,
      (w) => `export function ${w.second.camel}() {\n${indented(hidden)(w)}\n  return {} as ${w.first.pascal};\n}`,
    ),
  ),
  nearMiss(
    'local to an arrow function',
    both(model, (w) => {
      return `export const ${w.second.camel} = () => {\n${indented(hidden)(w)}\n  return {} as ${w.first.pascal};\n};`;
    }),
  ),
  nearMiss('both not exported', both(hidden, hidden)),
  nearMiss(
    'in a test',
    both(model, model, (w) => ({ named: `${w.second.kebab}.test.ts` })),
  ),
  nearMiss(
    'in a specification',
    both(model, model, (w) => ({ named: `${w.second.kebab}.spec.ts` })),
  ),
  nearMiss(
    'in a folder of tests',
    both(model, model, (w) => ({ named: `__tests__/${w.second.kebab}.ts` })),
  ),
  nearMiss(
    'in a mock',
    both(model, model, (w) => ({ named: `__mocks__/${w.second.kebab}.ts` })),
  ),
  nearMiss(
    'in mocks',
    both(model, model, (w) => ({ named: `mocks/${w.second.kebab}.ts` })),
  ),
  nearMiss(
    'in a story',
    both(model, model, (w) => ({ named: `${w.second.pascal}.stories.tsx` })),
  ),
  nearMiss(
    'in a script',
    both(model, model, (w) => ({ named: `scripts/${w.second.kebab}.ts` })),
  ),
  nearMiss(
    'in configuration',
    both(model, model, (w) => ({ named: w.pick('vite.config.ts', 'jest.config.ts', 'webpack.config.ts') })),
  ),
  nearMiss(
    'in generated code',
    both(model, model, (w) => ({ named: `${w.second.kebab}.generated.ts` })),
  ),
  nearMiss(
    'in a generated folder',
    both(model, model, (w) => ({ named: `__generated__/${w.second.kebab}.ts` })),
  ),
  nearMiss(
    'declaration file beside its source',
    both(model, model, (w) => ({ beside: `${w.third.kebab}.d.ts` })),
    {
      named: (w) => `${w.third.kebab}.ts`,
    },
  ),
  nearMiss(
    'versions',
    both(model, model, (w) => ({ beside: `v2/${w.third.kebab}.ts` })),
    {
      named: (w) => `v1/${w.third.kebab}.ts`,
    },
  ),
  nearMiss(
    'versions by date',
    both(model, shape, (w) => ({ beside: `v2026_10/${w.third.kebab}.ts` })),
    {
      named: (w) => `v2026_04/${w.third.kebab}.ts`,
    },
  ),
  nearMiss(
    'another component',
    both(model, model, () => ({ isElsewhere: true })),
  ),
  nearMiss('z.infer of what each file defines', withZod(schema('string'), schema('number'))),
  nearMiss('typeof what each file defines', both(kinds('sent'), kinds('lost'))),
  nearMiss('errors', both(error, error)),
  nearMiss('Props', both(conventional('Props'), conventional('Props'))),
  nearMiss('PageProps', both(conventional('PageProps'), conventional('PageProps'))),
  nearMiss('Params', both(conventional('Params'), conventional('Params'))),
  nearMiss(
    'without members',
    both(
      (w) => `export interface ${w.first.pascal} {}`,
      (w) => `export interface ${w.first.pascal} {}`,
    ),
  ),
  nearMiss(
    'in a comment',
    both(model, (w) => `/* ${model(w).replace(/\n/g, ' ')} */`),
  ),
  nearMiss(
    'in a string',
    both(model, (w) => `export const ${w.second.camel} = 'export interface ${w.first.pascal} { id: string }';`),
  ),
  nearMiss(
    'a constant of the name',
    both(model, (w) => `export const ${w.first.pascal} = { id: '1', total: 2 };`),
  ),
  nearMiss(
    'a component of the name',
    both(model, (w) => `export function ${w.first.pascal}() {\n  return null;\n}`),
  ),
  nearMiss(
    'made from its namesake',
    both(model, (w) => {
      return `import type * as ${w.second.camel} from '@acme/${w.noun.kebab}s';\nexport type ${w.first.pascal} = Omit<${w.second.camel}.${w.first.pascal}, 'id'> & { draft: true };`;
    }),
  ),
];

function different(define: typeof interface_) {
  return (words: Words): Snippet => {
    const { code, twin } = pair(define, define, UNRELATED)(words);
    return { code: unmarked(code), ...(twin && { twin: { ...twin, code: unmarked(twin.code) } }) };
  };
}
