import { templatesOf, type Snippet, type Template, type Twin } from '../../template.js';
import type { Words } from '../../words.js';
import { dataclass, pair, pydantic, typedDict } from './python.js';
import { isPlainPlace, UNRELATED } from './shapes.js';

const nearMiss = templatesOf('near-miss', { spot: 'module', suits: isPlainPlace });

type Side = Pick<Snippet, 'code' | 'imports'>;

const unmarked = ({ code, imports = [] }: Side): Side => ({ code: code.replaceAll('» ', ''), imports });
const model = (words: Words): Side => unmarked(pydantic(words.first.pascal, words.fields.slice(0, 4)));
const both = (
  first: (words: Words) => Side,
  second: (words: Words) => Side,
  twin: (words: Words) => Partial<Twin> = () => ({}),
) => {
  return (words: Words): Snippet => ({
    ...first(words),
    twin: { ...second(words), suits: isPlainPlace, ...twin(words) },
  });
};
const code = (write: (words: Words) => string, imports: readonly string[] = []) => {
  return (words: Words): Side => ({ code: write(words), imports });
};

const table = code(
  (w) => `
class ${w.first.pascal}(Base):
    __tablename__ = "${w.first.snake}s"
    id: Mapped[int] = mapped_column(primary_key=True)
${w.fields
  .slice(0, 4)
  .map(({ name, python }) => `    ${name.snake}: Mapped[${python.replace('datetime', 'str')}]`)
  .join('\n')}`,
  ['from sqlalchemy.orm import Mapped, mapped_column', 'from app.database import Base'],
);
const shim = code((w) => `class ${w.first.pascal}(${w.second.pascal}):\n    """Kept for old imports."""`);
const exception = code(
  (w) =>
    `class ${w.first.pascal}(Exception):\n    status_code = 404\n    detail = "${w.noun.snake} not found"\n    kind = "${w.verb.snake}"`,
);
const local = code(
  (w) => `
def ${w.second.snake}():
    class ${w.first.pascal}(BaseModel):
${w.fields
  .slice(0, 4)
  .map(({ name }) => `        ${name.snake}: str`)
  .join('\n')}

    return ${w.first.pascal}`,
  ['from pydantic import BaseModel'],
);
const private_ = (words: Words): Side => {
  const side = model(words);
  return { ...side, code: side.code.replace(`class ${words.first.pascal}`, `class _${words.first.pascal}`) };
};
const conventional = (name: string) =>
  code(
    (w) =>
      `class ${name}(BaseModel):\n    ${w.fields[0]?.name.snake ?? 'a'}: str\n    ${w.fields[1]?.name.snake ?? 'b'}: str`,
    ['from pydantic import BaseModel'],
  );

export const PYTHON_NEAR_MISSES: readonly Template[] = [
  nearMiss('different pydantic models', pairOf(pydantic)),
  nearMiss('different dataclasses', pairOf(dataclass)),
  nearMiss('different TypedDicts', pairOf(typedDict)),
  nearMiss(
    're-export',
    both(
      model,
      code((w) => `from app.${w.noun.snake}s import ${w.first.pascal}`),
    ),
  ),
  nearMiss(
    'alias of an import',
    both(
      model,
      code(
        (w) => `${w.first.pascal} = catalog_models.${w.first.pascal}`,
        ['from app import catalog as catalog_models'],
      ),
    ),
  ),
  nearMiss('shim', both(model, shim)),
  nearMiss('two shims', both(shim, shim)),
  nearMiss('local to a function', both(model, local)),
  nearMiss('both local to a function', both(local, local)),
  nearMiss('exceptions', both(exception, exception)),
  nearMiss('table and schema', both(model, table)),
  nearMiss(
    'TypedDict and pydantic',
    both(model, (w) => unmarked(typedDict(w.first.pascal, w.fields.slice(0, 4)))),
  ),
  nearMiss(
    'table and TypedDict',
    both((w) => unmarked(typedDict(w.first.pascal, w.fields.slice(0, 4))), table),
  ),
  nearMiss('both with an underscore', both(private_, private_)),
  nearMiss(
    'in a test',
    both(model, model, (w) => ({ named: `test_${w.second.snake}.py` })),
  ),
  nearMiss(
    'in a folder of tests',
    both(model, model, (w) => ({ named: `tests/${w.second.snake}.py` })),
  ),
  nearMiss(
    'in conftest.py',
    both(model, model, () => ({ named: 'tests/conftest.py' })),
  ),
  nearMiss(
    'in a script',
    both(model, model, (w) => ({ named: `scripts/${w.second.snake}.py` })),
  ),
  nearMiss(
    'in a migration',
    both(model, model, (w) => ({ named: `migrations/0042_${w.second.snake}.py` })),
  ),
  nearMiss(
    'in both migrations',
    both(model, model, (w) => ({ named: `migrations/0043_${w.second.snake}.py` })),
    {
      named: (w) => `migrations/0042_${w.first.snake}.py`,
    },
  ),
  nearMiss(
    'in generated code',
    both(model, model, (w) => ({ named: `${w.second.snake}_pb2.py` })),
  ),
  nearMiss(
    'stub file beside its source',
    both(model, model, (w) => ({ beside: `${w.third.snake}.pyi` })),
    {
      named: (w) => `${w.third.snake}.py`,
    },
  ),
  nearMiss(
    'versions',
    both(model, model, (w) => ({ beside: `v2/${w.third.snake}.py` })),
    {
      named: (w) => `v1/${w.third.snake}.py`,
    },
  ),
  nearMiss(
    'versions by date',
    both(model, model, (w) => ({ beside: `v2026_10/${w.third.snake}.py` })),
    {
      named: (w) => `v2026_04/${w.third.snake}.py`,
    },
  ),
  nearMiss(
    'another component',
    both(model, model, () => ({ isElsewhere: true })),
  ),
  nearMiss('Config', both(conventional('Config'), conventional('Config'))),
  nearMiss('Options', both(conventional('Options'), conventional('Options'))),
  nearMiss('Params', both(conventional('Params'), conventional('Params'))),
  nearMiss(
    'a single field',
    both(
      code((w) => `class ${w.first.pascal}(BaseModel):\n    id: str`, ['from pydantic import BaseModel']),
      code((w) => `class ${w.first.pascal}(BaseModel):\n    id: str`, ['from pydantic import BaseModel']),
    ),
    { strict: null },
  ),
  nearMiss(
    'a class without members',
    both(
      code((w) => `class ${w.first.pascal}(${w.second.pascal}):\n    pass`),
      code((w) => `class ${w.first.pascal}(${w.third.pascal}): ...`),
    ),
  ),
  nearMiss(
    'a function of the name',
    both(
      model,
      code((w) => `def ${w.first.pascal}(value):\n    return value`),
    ),
  ),
  nearMiss(
    'a variable of the name',
    both(
      model,
      code((w) => `${w.first.pascal} = None`),
    ),
  ),
  nearMiss(
    'in a string',
    both(
      model,
      code((w) => `${w.second.snake} = """\nclass ${w.first.pascal}(BaseModel):\n    id: str\n"""`),
    ),
  ),
  nearMiss(
    'in a comment',
    both(
      model,
      code((w) => `# class ${w.first.pascal}(BaseModel):\n#     id: str`),
    ),
  ),
  nearMiss(
    'a class that extends its namesake',
    both(
      model,
      code(
        (w) => `class ${w.first.pascal}(catalog.${w.first.pascal}):\n    margin: int\n    is_draft: bool`,
        ['from app import catalog'],
      ),
    ),
  ),
];

function pairOf(define: typeof pydantic) {
  return (words: Words): Snippet => {
    const snippet = pair(define, define, UNRELATED)(words);
    const { twin } = snippet;
    return { ...unmarked(snippet), ...(twin && { twin: { ...twin, code: twin.code.replace('» ', '') } }) };
  };
}
