import type { PythonTarget } from '../../python-modules.js';
import type { Surroundings } from '../../surroundings.js';
import { templatesOf, type Snippet, type Template } from '../../template.js';
import type { Words } from '../../words.js';

const nearMiss = templatesOf('near-miss', { spot: 'imports' });
const anywhere = templatesOf('near-miss', { spot: 'statement' });

/** With a function of the same package. */
const near = (write: (target: PythonTarget, words: Words) => string | Snippet) => {
  return (words: Words, { path, python }: Surroundings) => {
    const holder = python.at(path)?.package ?? '';
    const target = holder === '' ? undefined : python.below(holder, { random: words.random, except: path });
    return target === undefined ? undefined : write(target, words);
  };
};

/** With the function's module seen from the package: `.models`. */
const reExport = (write: (relative: string, target: PythonTarget, words: Words) => string) => {
  return (words: Words, { path, python }: Surroundings) => {
    const holder = python.at(path)?.name.replace(/\.__init__$/, '') ?? '';
    const target = python.below(holder, { random: words.random, except: path });
    return target === undefined ? undefined : write(target.module.slice(holder.length), target, words);
  };
};

const ABSOLUTE: readonly Template[] = [
  nearMiss(
    'from import',
    near(({ module, name }) => `from ${module} import ${name}`),
  ),
  nearMiss(
    'from import as',
    near(({ module, name }, w) => `from ${module} import ${name} as ${w.first.snake}`),
  ),
  nearMiss(
    'import',
    near(({ module }) => `import ${module}`),
  ),
  nearMiss(
    'import as',
    near(({ module }, w) => `import ${module} as ${w.first.snake}`),
  ),
  nearMiss(
    'from import over several lines',
    near(({ module, name }) => `from ${module} import (\n    ${name},\n)`),
  ),
  nearMiss(
    'star',
    near(({ module }) => `from ${module} import *`),
  ),
  nearMiss(
    'in a function',
    near(({ module, name }) => `from ${module} import ${name}`),
    { spot: 'function' },
  ),
  nearMiss(
    'in a class',
    near(({ module, name }) => `from ${module} import ${name}`),
    { spot: 'class' },
  ),
  nearMiss(
    'for type checkers',
    near(({ module, name }) => ({
      imports: ['from typing import TYPE_CHECKING'],
      code: `if TYPE_CHECKING:\n    from ${module} import ${name}`,
    })),
    { spot: 'module' },
  ),
  nearMiss(
    'import_module',
    near(({ module }, w) => ({
      imports: ['import importlib'],
      code: `${w.first.snake} = importlib.import_module("${module}")`,
    })),
    { spot: 'module' },
  ),
  nearMiss('standard library', (w) => `from collections import OrderedDict as ${w.first.pascal}`),
  nearMiss('several modules', () => `import json, zipfile, urllib.parse`),
];

const BARRELS: readonly Template[] = [
  nearMiss(
    '__init__ offers its own module',
    reExport((relative, { name }) => `from ${relative} import ${name}`),
    { kind: 'barrel' },
  ),
  nearMiss(
    '__init__ offers a name under itself',
    reExport((relative, { name }) => `from ${relative} import ${name} as ${name}`),
    {
      kind: 'barrel',
    },
  ),
  nearMiss(
    '__init__ offers several names',
    reExport((relative, { name }) => `from ${relative} import (\n    ${name},\n)`),
    {
      kind: 'barrel',
    },
  ),
];

const TEXT: readonly Template[] = [
  anywhere('comment', () => `# from ..models import Order, and then from . import views`),
  anywhere('comment behind code', (w) => `${w.first.snake} = None  # from ..models import ${w.noun.pascal}`),
  anywhere('string', (w) => `${w.first.snake} = "from ..${w.noun.snake}s import ${w.noun.pascal}"`),
  anywhere(
    'lines of a string',
    (w) => `
${w.first.snake} = """
from ..${w.noun.snake}s import ${w.noun.pascal}
from . import ${w.verb.snake}
"""`,
  ),
  anywhere('f-string', (w) => `${w.first.snake} = f"from ..{__name__} import ${w.noun.pascal}"`),
  anywhere(
    'docstring',
    (w) => `
def ${w.first.snake}():
    """Use it so:

        from ..${w.noun.snake}s import ${w.noun.pascal}
        from .models import *
    """
    return None`,
  ),
  anywhere(
    'ellipsis',
    (w) => `
def ${w.first.snake}(key: str) -> bytes: ...`,
  ),
  anywhere('ellipsis in a subscript', (w) => `${w.first.snake}: "tuple[int, ...]" = ()`),
  anywhere('ellipsis as an argument', (w) => `${w.first.snake} = Field(..., title="from .. import")`, {
    imports: ['from pydantic import Field'],
  }),
  anywhere(
    'path of a file',
    (w) => `${w.first.snake} = open("../${w.noun.snake}s/${w.verb.snake}.json", encoding="utf-8")`,
  ),
  anywhere('path of a folder', (w) => `${w.first.snake} = Path(__file__) / ".." / "..${w.noun.snake}s"`, {
    imports: ['from pathlib import Path'],
  }),
  anywhere(
    'yield from',
    (w) => `
def ${w.first.snake}(items):
    yield from items`,
  ),
  anywhere(
    'raise from',
    (w) => `
def ${w.first.snake}(action):
    try:
        action()
    except KeyError as error:
        raise ValueError("${w.noun.snake}") from error`,
  ),
];

const RUNNING: readonly Template[] = [
  anywhere(
    'import_module in a package that only the program knows',
    (w) => `
def ${w.first.snake}(plugin):
    return importlib.import_module(".${w.noun.snake}s", plugin.package)`,
    { imports: ['import importlib'] },
  ),
  anywhere(
    'import_module of a name',
    (w) => `
def ${w.first.snake}(name):
    return importlib.import_module(name, package=__package__)`,
    { imports: ['import importlib'] },
  ),
  anywhere(
    "a function of one's own",
    (w) => `
def ${w.first.snake}(loader):
    return loader.import_page("..${w.noun.snake}s", __package__)`,
  ),
];

const PREPARED: readonly Template[] = [
  nearMiss(
    'missing module that the code is prepared for',
    (w) => `
try:
    from .local_${w.first.snake} import ${w.noun.pascal}
except ImportError:
    ${w.noun.pascal} = None`,
    { spot: 'module', strict: null },
  ),
  nearMiss(
    'missing module that the code is prepared for, ModuleNotFoundError',
    (w) => `
def ${w.first.snake}():
    try:
        from .${w.second.snake} import ${w.noun.snake}
    except (ModuleNotFoundError, AttributeError):
        return None
    return ${w.noun.snake}`,
    { spot: 'module', strict: null },
  ),
  nearMiss('module that a build writes', () => 'from ._version import version', { strict: null }),
  nearMiss('module that a generator writes', (w) => `from .${w.noun.snake}_pb2 import ${w.noun.pascal}Message`, {
    strict: null,
  }),
];

export const PYTHON_NEAR_MISSES: readonly Template[] = [...ABSOLUTE, ...BARRELS, ...TEXT, ...RUNNING, ...PREPARED];
