import { templatesOf, type Snippet, type Template } from '../../template.js';
import type { Field, Words } from '../../words.js';
import { isPlainPlace, RELATIONS, type Relation } from './shapes.js';

const breach = templatesOf('breach', { spot: 'module', suits: isPlainPlace });

interface Definition {
  readonly code: string;
  readonly imports: readonly string[];
}
type Define = (name: string, fields: readonly Field[]) => Definition;

const lines = (fields: readonly Field[], line: (field: Field) => string): string => {
  return fields.map((field) => `    ${line(field)}`).join('\n');
};
const annotated = (fields: readonly Field[]): string => lines(fields, ({ name, python }) => `${name.snake}: ${python}`);
const needs = (fields: readonly Field[], ...imports: readonly string[]): readonly string[] => {
  const dates = fields.some(({ python }) => python.includes('datetime')) ? ['from datetime import datetime'] : [];
  return [...dates, ...imports];
};

export const pydantic: Define = (name, fields) => ({
  code: `» class ${name}(BaseModel):\n${annotated(fields)}`,
  imports: needs(fields, 'from pydantic import BaseModel'),
});
const documented: Define = (name, fields) => ({
  code: `» class ${name}(pydantic.BaseModel):\n    """What the service answers."""\n\n${annotated(fields)}`,
  imports: needs(fields, 'import pydantic'),
});
export const dataclass: Define = (name, fields) => ({
  code: `@dataclass\n» class ${name}:\n${annotated(fields)}`,
  imports: needs(fields, 'from dataclasses import dataclass'),
});
const frozen: Define = (name, fields) => ({
  code: `@dataclasses.dataclass(\n    frozen=True,\n)\n» class ${name}:\n${annotated(fields)}`,
  imports: needs(fields, 'import dataclasses'),
});
export const typedDict: Define = (name, fields) => ({
  code: `» class ${name}(TypedDict):\n${annotated(fields)}`,
  imports: needs(fields, 'from typing import TypedDict'),
});
const functional: Define = (name, fields) => ({
  code: `» ${name} = TypedDict("${name}", {${fields.map((field) => `"${field.name.snake}": ${field.python}`).join(', ')}})`,
  imports: needs(fields, 'from typing import TypedDict'),
});
const protocol: Define = (name, fields) => ({
  code: `» class ${name}(Protocol):\n${lines(fields, (field) => `def ${field.name.snake}(self) -> ${field.python}: ...`)}`,
  imports: needs(fields, 'from typing import Protocol'),
});
const plain: Define = (name, fields) => ({
  code: `» class ${name}:\n${annotated(fields)}`,
  imports: needs(fields),
});
const underIf: Define = (name, fields) => ({
  code: `if sys.version_info >= (3, 10):\n${pydantic(name, fields).code.replace(/^(?=.)/gm, '    ')}`,
  imports: [...pydantic(name, fields).imports, 'import sys'],
});
const underTry: Define = (name, fields) => ({
  code: `try:\n    import ${fields[0]?.name.snake ?? 'fast'}_native\nexcept ImportError:\n${pydantic(name, fields).code.replace(/^(?=.)/gm, '    ')}`,
  imports: pydantic(name, fields).imports,
});

const KINDS: readonly (readonly [name: string, first: Define, second: Define])[] = [
  ['pydantic', pydantic, pydantic],
  ['pydantic by module', pydantic, documented],
  ['dataclass', dataclass, dataclass],
  ['dataclass with arguments', frozen, dataclass],
  ['TypedDict', typedDict, typedDict],
  ['TypedDict in both forms', typedDict, functional],
  ['Protocol', protocol, protocol],
  ['plain class', plain, plain],
  ['under if', underIf, pydantic],
  ['under try', underTry, pydantic],
];

/** Two definitions of one name, related so. */
export function pair(first: Define, second: Define, { fields }: Relation) {
  return (words: Words): Snippet => {
    const [own, other] = fields(words.fields);
    const here = first(words.first.pascal, own);
    const there = second(words.first.pascal, other);
    return { ...here, twin: { ...there, suits: isPlainPlace } };
  };
}

const CLASSES: readonly Template[] = KINDS.flatMap(([kind, first, second]) =>
  RELATIONS.map((relation) =>
    breach(
      `${kind}, ${relation.name}`,
      pair(first, second, relation),
      relation.strictOnly ? { recommended: 'near-miss' } : {},
    ),
  ),
);

const enumeration =
  (base: string, member: (name: string) => string, imports: readonly string[]) =>
  (words: Words): Snippet => {
    const members = words.fields.slice(0, 3).map(({ name }) => `    ${name.upper} = ${member(name.kebab)}`);
    const code = `» class ${words.first.pascal}(${base}):\n${members.join('\n')}`;
    return { code, imports, twin: { code, imports, suits: isPlainPlace } };
  };
const driftedEnumeration = (words: Words): Snippet => {
  const members = (suffix: string) =>
    words.fields
      .slice(0, 3)
      .map(({ name }, index) => `    ${name.upper} = "${name.kebab}${index === 1 ? suffix : ''}"`);
  const code = (suffix: string) => `» class ${words.first.pascal}(str, Enum):\n${members(suffix).join('\n')}`;
  const imports = ['from enum import Enum'];
  return { code: code(''), imports, twin: { code: code('-old'), imports, suits: isPlainPlace } };
};
const alias =
  (write: (name: string, values: readonly string[]) => string, imports: readonly string[]) =>
  (words: Words): Snippet => {
    const values = words.fields.slice(0, 4).map(({ name }) => `"${name.kebab}"`);
    const code = `» ${write(words.first.pascal, values)}`;
    const other = `» ${write(words.first.pascal, [...values].reverse())}`;
    return { code, imports, twin: { code: other, imports, suits: isPlainPlace } };
  };

const OTHERS: readonly Template[] = [
  breach(
    'Enum',
    enumeration('Enum', (name) => `"${name}"`, ['from enum import Enum']),
  ),
  breach(
    'str Enum',
    enumeration('str, Enum', (name) => `"${name}"`, ['from enum import Enum']),
  ),
  breach(
    'StrEnum',
    enumeration('StrEnum', (name) => `"${name}"`, ['from enum import StrEnum']),
  ),
  breach(
    'IntEnum',
    enumeration('IntEnum', (name) => `${name.length}${name.charCodeAt(0)}`, ['from enum import IntEnum']),
  ),
  breach('Enum, drifted', driftedEnumeration),
  breach(
    'Literal',
    alias((name, values) => `${name} = Literal[${values.join(', ')}]`, ['from typing import Literal']),
  ),
  breach(
    'TypeAlias',
    alias(
      (name, values) => `${name}: TypeAlias = Literal[${values.join(', ')}]`,
      ['from typing import Literal, TypeAlias'],
    ),
  ),
  breach('class with methods that do the same', (w) => {
    const code = `
» class ${w.first.pascal}:
    def __init__(self, ${w.noun.snake}, limit):
        self.${w.noun.snake} = ${w.noun.snake}
        self.limit = limit

    def ${w.verb.snake}(self):
        return self.${w.noun.snake}.${w.verb.snake}(self.limit)`;
    return { code, twin: { code, suits: isPlainPlace } };
  }),
  breach('class of which a method has changed', (w) => {
    const code = (result: string) => `
» class ${w.first.pascal}:
    def __init__(self, ${w.noun.snake}, limit):
        self.${w.noun.snake} = ${w.noun.snake}
        self.limit = limit

    def is_full(self):
        return self.limit == 0

    def ${w.verb.snake}(self):
        return ${result}`;
    return {
      code: code(`self.${w.noun.snake}.${w.verb.snake}(self.limit)`),
      twin: { code: code(`self.${w.noun.snake}.${w.verb.snake}()`), suits: isPlainPlace },
    };
  }),
  breach('the one in models.py is kept', (w) => {
    const { code, imports } = pydantic(w.first.pascal, w.fields.slice(0, 4));
    return { code, imports, twin: { code: code.replace('» ', ''), imports, named: `models/${w.second.snake}.py` } };
  }),
];

export const PYTHON_BREACHES: readonly Template[] = [...CLASSES, ...OTHERS];
