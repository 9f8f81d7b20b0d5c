import type { Surroundings } from '../../surroundings.js';
import { templatesOf, type Snippet, type Template, type TemplateOptions } from '../../template.js';
import type { Words } from '../../words.js';

const breach = templatesOf('breach', { spot: 'imports' });
const strictBreach = templatesOf('breach', { spot: 'imports', recommended: 'near-miss' });

/** Ways to write an import of `name` from the relative `module`, whose parts are `dots` and `rest`. */
type Form = (target: RelativeTarget, words: Words) => string | Snippet;

interface RelativeTarget {
  readonly dots: string;
  /** `orders.models` behind the dots. */
  readonly rest: string;
  readonly name: string;
  readonly absolute: string;
}

const FORMS: readonly (readonly [name: string, form: Form, options?: TemplateOptions])[] = [
  ['plain', ({ dots, rest, name }) => `» from ${dots}${rest} import ${name}`],
  ['under another name', ({ dots, rest, name }, w) => `» from ${dots}${rest} import ${name} as ${w.first.snake}`],
  ['in parentheses', ({ dots, rest, name }) => `» from ${dots}${rest} import (${name})`],
  [
    'over several lines',
    ({ dots, rest, name }) => `
» from ${dots}${rest} import (
    ${name},  # the only one in use
)`,
  ],
  ['star', ({ dots, rest }) => `» from ${dots}${rest} import *  # noqa: F403`],
  ['without blanks', ({ dots, rest, name }) => `» from${dots}${rest} import ${name}`],
  ['behind a backslash', ({ dots, rest, name }) => `» from ${dots}${rest} import \\\n    ${name}`],
  ['behind a semicolon', ({ dots, rest, name }, w) => `» ${w.first.snake} = None; from ${dots}${rest} import ${name}`],
  [
    'in a function',
    (t, w) => `
def ${w.first.snake}(${w.noun.snake}):
»     from ${t.dots}${t.rest} import ${t.name}

    return ${t.name}, ${w.noun.snake}`,
    { spot: 'module' },
  ],
  ['at any statement', ({ dots, rest, name }) => `» from ${dots}${rest} import ${name}`, { spot: 'function' }],
  [
    'in an async function',
    ({ dots, rest, name }, w) => `» from ${dots}${rest} import ${name} as ${w.first.snake}`,
    { spot: 'async' },
  ],
  ['in a class', ({ dots, rest, name }) => `» from ${dots}${rest} import ${name}`, { spot: 'class' }],
  [
    'in a block of a function',
    (t, w) => `
def ${w.first.snake}(items):
    for item in items:
        if item.${w.noun.snake} is not None:
»             from ${t.dots}${t.rest} import ${t.name} as current

            yield current`,
    { spot: 'module' },
  ],
  [
    'in try',
    ({ dots, rest, name }) => `
try:
»     from ${dots}${rest} import ${name}
except ImportError:
    ${name} = None`,
    { spot: 'module' },
  ],
  [
    'for type checkers',
    ({ dots, rest, name }) => ({
      imports: ['from typing import TYPE_CHECKING'],
      code: `
if TYPE_CHECKING:
»     from ${dots}${rest} import ${name}`,
    }),
    { spot: 'module' },
  ],
  [
    'import_module',
    ({ dots, rest }, w) => ({
      imports: ['import importlib'],
      code: `» ${w.first.snake} = importlib.import_module("${dots}${rest}", __package__)`,
    }),
    { spot: 'module' },
  ],
  [
    'import_module with package=',
    ({ dots, rest }, w) => ({
      imports: ['from importlib import import_module'],
      code: `
def ${w.first.snake}():
»     return import_module("${dots}${rest}", package=__package__)`,
    }),
    { spot: 'module' },
  ],
  [
    'import_module under another name',
    ({ dots, rest }, w) => ({
      imports: ['from importlib import import_module as load_module'],
      code: `» ${w.first.snake} = load_module("${dots}${rest}", __package__)`,
    }),
    { spot: 'module' },
  ],
];

function fits(form: Form, level: number) {
  return (words: Words, surroundings: Surroundings) => {
    const target = relativeTarget(words, surroundings, level);
    return target === undefined ? undefined : form(target, words);
  };
}

function relativeTarget({ random }: Words, { path, python }: Surroundings, level: number): RelativeTarget | undefined {
  const parts = python.at(path)?.package.split('.') ?? [];
  if (parts.length < level) return undefined;
  const holder = parts.slice(0, parts.length - level + 1).join('.');
  const found = python.below(holder, { random, except: path });
  if (found === undefined) return undefined;
  const rest = found.module.slice(holder.length + 1);
  return { dots: '.'.repeat(level), rest, name: found.name, absolute: found.module };
}

/** `from .. import module`. */
function moduleForm(level: number) {
  return (words: Words, surroundings: Surroundings) => {
    const target = relativeTarget(words, surroundings, level);
    if (target?.rest === undefined || target.rest.includes('.')) return undefined;
    return `» from ${target.dots} import ${target.rest}`;
  };
}

const LEVELS: readonly Template[] = [
  ...FORMS.map(([name, form, options]) => breach(`two dots, ${name}`, fits(form, 2), options)),
  ...FORMS.slice(0, 12).map(([name, form, options]) => breach(`three dots, ${name}`, fits(form, 3), options)),
  ...FORMS.map(([name, form, options]) => strictBreach(`one dot, ${name}`, fits(form, 1), options)),
  breach('two dots, the module itself', moduleForm(2)),
  breach('three dots, the module itself', moduleForm(3)),
  strictBreach('one dot, the module itself', moduleForm(1)),
  strictBreach(
    'two dots in a test',
    (words, { path, python }) => {
      const module = python.at(path);
      const holder = module?.package.split('.').slice(0, -1).join('.') ?? '';
      if (module === undefined || holder === '') return undefined;
      const own = module.package.slice(holder.length + 1);
      return `» from ..${own}.${module.name.slice(module.package.length + 1)} import ${words.noun.pascal}`;
    },
    { kind: 'test' },
  ),
];

/** A name that no module has. */
function gone(words: Words): string {
  return `${words.first.snake}_${words.second.snake}`;
}

const inPackage = (write: (words: Words, parts: readonly string[]) => string | Snippet | undefined) => {
  return (words: Words, { path, python }: Surroundings) => {
    const parts = python.at(path)?.package.split('.') ?? [''];
    return parts[0] === '' ? undefined : write(words, parts);
  };
};

const missing = templatesOf('breach', { spot: 'imports', isRestyled: false });

const MISSING: readonly Template[] = [
  missing(
    'missing module',
    inPackage((w) => `» from .${gone(w)} import ${w.noun.pascal}`),
  ),
  missing(
    'missing module two dots up',
    inPackage((w, parts) => {
      return parts.length < 2 ? undefined : `» from ..${gone(w)} import ${w.noun.pascal} as ${w.third.pascal}`;
    }),
  ),
  missing(
    'missing module in a package that exists',
    inPackage((w, parts) => {
      return parts.length < 2
        ? undefined
        : `» from ..${parts.at(-1) ?? ''}.${gone(w)} import (\n    ${w.noun.pascal},\n)`;
    }),
  ),
  missing(
    'missing module in a function',
    inPackage(
      (w) => `def ${w.third.snake}():\n»     from .${gone(w)} import ${w.noun.snake}\n\n    return ${w.noun.snake}`,
    ),
    { spot: 'module' },
  ),
  missing(
    'missing module, star',
    inPackage((w) => `» from .${gone(w)} import *`),
  ),
  missing(
    'missing module in import_module',
    inPackage((w) => ({
      imports: ['import importlib'],
      code: `» ${w.third.snake} = importlib.import_module(".${gone(w)}", __package__)`,
    })),
    { spot: 'module' },
  ),
  missing(
    'missing module in a test',
    inPackage((w) => `» from .${gone(w)} import ${w.noun.pascal}`),
    { kind: 'test' },
  ),
];

export const PYTHON_BREACHES: readonly Template[] = [...LEVELS, ...MISSING];
