import { templatesOf, type Snippet, type Template } from '../../template.js';
import type { Field, Words } from '../../words.js';
import { isPlainPlace, RELATIONS, type Relation } from './shapes.js';

const breach = templatesOf('breach', { spot: 'module', suits: isPlainPlace });

type Define = (name: string, fields: readonly Field[]) => string;

const members = (fields: readonly Field[], end = ';'): string => {
  return fields.map(({ name, typescript }) => `  ${name.camel}: ${typescript}${end}`).join('\n');
};

export const interface_: Define = (name, fields) => `» export interface ${name} {\n${members(fields)}\n}`;
export const type: Define = (name, fields) => `» export type ${name} = {\n${members(fields)}\n};`;
const commas: Define = (name, fields) => `» export type ${name} = {\n${members(fields, ',')}\n}`;
const readonly_: Define = (name, fields) =>
  `» export interface ${name} {\n${members(fields).replace(/^ {2}/gm, '  readonly ')}\n}`;
const later: Define = (name, fields) => `» interface ${name} {\n${members(fields)}\n}\nexport { type ${name} };`;
const class_: Define = (name, fields) => {
  return `» export class ${name} {\n${members(fields).replace(/^ {2}(\w+):/gm, '  $1!:')}\n}`;
};
const generic: Define = (name, fields) => `» export interface ${name}<Item> {\n  items: Item[];\n${members(fields)}\n}`;
const otherGeneric: Define = (name, fields) => `» export interface ${name}<T> {\n  items: T[];\n${members(fields)}\n}`;
const commented: Define = (name, fields) => {
  return `/** What the service answers. */\n» export interface ${name} {\n${members(fields).replace(/;$/gm, '; // see the API')}\n}`;
};
const extending: Define = (name, fields) => {
  return `interface ${name}Base {\n${members(fields.slice(0, 1))}\n}\n» export interface ${name} extends ${name}Base {\n${members(fields.slice(1))}\n}`;
};
const local: Define = (name, fields) => `» interface ${name} {\n${members(fields)}\n}`;

const KINDS: readonly (readonly [name: string, first: Define, second: Define])[] = [
  ['interface', interface_, interface_],
  ['type', type, type],
  ['interface and type', interface_, type],
  ['other separators', commas, interface_],
  ['readonly', readonly_, interface_],
  ['exported later', later, interface_],
  ['class', class_, class_],
  ['generic', generic, otherGeneric],
  ['with comments', commented, type],
  ['extends', extending, interface_],
];

/** Two definitions of one name, related so. */
export function pair(first: Define, second: Define, { fields }: Relation) {
  return (words: Words): Snippet => {
    const [own, other] = fields(words.fields);
    const twin = { code: second(words.first.pascal, other), suits: isPlainPlace };
    return { code: first(words.first.pascal, own), twin };
  };
}

const SHAPES: readonly Template[] = KINDS.flatMap(([kind, first, second]) =>
  RELATIONS.map((relation) =>
    breach(
      `${kind}, ${relation.name}`,
      pair(first, second, relation),
      relation.strictOnly ? { recommended: 'near-miss' } : {},
    ),
  ),
);

const twice =
  (write: (words: Words, values: readonly string[]) => string) =>
  (words: Words): Snippet => {
    const values = words.fields.slice(0, 4).map(({ name }) => name.kebab);
    const code = write(words, values);
    return { code, twin: { code: write(words, values), suits: isPlainPlace } };
  };

const OTHERS: readonly Template[] = [
  breach(
    'enum',
    twice((w) => {
      return `» export enum ${w.first.pascal} {\n${w.fields
        .slice(0, 3)
        .map(({ name }) => `  ${name.pascal} = '${name.kebab}',`)
        .join('\n')}\n}`;
    }),
  ),
  breach(
    'const enum',
    twice((w) => {
      return `» export const enum ${w.first.pascal} {\n${w.fields
        .slice(0, 3)
        .map(({ name }) => `  ${name.pascal},`)
        .join('\n')}\n}`;
    }),
  ),
  breach('enum, drifted', (w) => {
    const code = (last: string) =>
      `» export enum ${w.first.pascal} {\n  Open = 'open',\n  Paid = 'paid',\n  Sent = '${last}',\n}`;
    return { code: code('sent'), twin: { code: code('shipped'), suits: isPlainPlace } };
  }),
  breach(
    'union of literals',
    twice((w, values) => `» export type ${w.first.pascal} = ${values.map((value) => `'${value}'`).join(' | ')};`),
  ),
  breach('union of literals over several lines', (w) => {
    const values = w.fields.slice(0, 4).map(({ name }) => name.kebab);
    const code = `» export type ${w.first.pascal} =\n${values.map((value) => `  | '${value}'`).join('\n')};`;
    const other = `» export type ${w.first.pascal} = ${[...values]
      .reverse()
      .map((value) => `'${value}'`)
      .join(' | ')};`;
    return { code, twin: { code: other, suits: isPlainPlace } };
  }),
  breach(
    'function type',
    twice((w) => `» export type ${w.first.pascal} = (${w.noun.camel}: string, at: number) => void;`),
  ),
  breach(
    'interface with methods',
    twice((w) => {
      return `» export interface ${w.first.pascal} {\n  ${w.verb.camel}(id: string): Promise<void>;\n  count(): number;\n  limit: number;\n}`;
    }),
  ),
  breach('the exported one is kept', (w) => {
    const fields = w.fields.slice(0, 4);
    const twin = { code: interface_(w.first.pascal, fields).replace('» ', ''), suits: isPlainPlace };
    return { code: local(w.first.pascal, fields), twin };
  }),
  breach('the one in the types folder is kept', (w) => {
    const fields = w.fields.slice(0, 4);
    const twin = { code: type(w.first.pascal, fields).replace('» ', ''), named: `types/${w.second.kebab}.ts` };
    return { code: interface_(w.first.pascal, fields), twin };
  }),
  breach(
    'a conventional name with four identical fields',
    (w) => {
      const name = w.pick('Props', 'PageProps', 'Params', 'Options');
      const code = interface_(name, w.fields.slice(0, 4));
      return { code, twin: { code, suits: isPlainPlace } };
    },
    { recommended: null, strict: null },
  ),
];

export const TYPESCRIPT_BREACHES: readonly Template[] = [...SHAPES, ...OTHERS];
