import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom, type Random } from '../accuracy/plants/random.js';
import { commitAll } from './corpus.js';

const TYPES_IN_MODULE = 10;
/** Of ten definitions, one has a name that another module of the same package has used before. */
const REPEATED = 0.1;
const SUBJECTS = 'Order Invoice Customer Shipment Payment Product Warehouse Ticket Contract Employee'.split(' ');
const ASPECTS = 'Line Summary Address Status Request Response Filter Event Record Detail'.split(' ');
const FIELDS =
  'id name status currency amount created_at updated_at owner region notes quantity discount reference priority'.split(
    ' ',
  );
const PYTHON_TYPES = ['str', 'int', 'float', 'bool', 'list[str]', 'str | None'];
const TYPESCRIPT_TYPES = ['string', 'number', 'boolean', 'string[]', 'Date', 'string | null'];

/** Writes a repository with that many definitions of types, half in Python, half in TypeScript; each refers to others. */
export function buildTypeDefinitions(folder: string, count: number): void {
  rmSync(folder, { recursive: true, force: true });
  write(join(folder, 'services/orders/pyproject.toml'), '[project]\nname = "orders"\n');
  write(join(folder, 'web/shop/package.json'), '{ "name": "shop", "private": true }\n');
  const random = seededRandom(1, 'type definitions');
  for (let module = 0; module < count / TYPES_IN_MODULE / 2; module += 1) {
    const names = Array.from({ length: TYPES_IN_MODULE }, (_, index) => nameOf(module, index, random));
    const python = names.map((name, index) => pythonClass(name, names[index - 1], random));
    write(
      join(folder, `services/orders/orders/area${module % 50}/module_${module}.py`),
      `from dataclasses import dataclass\n\n\n${python.join('\n\n')}`,
    );
    const typescript = names.map((name, index) => typescriptInterface(name, names[index - 1], random));
    write(join(folder, `web/shop/src/area${module % 50}/module-${module}.ts`), typescript.join('\n'));
  }
  commitAll(folder);
}

function nameOf(module: number, index: number, random: Random): string {
  const of = module > 0 && random.chance(REPEATED) ? random.below(module) : module;
  return `${SUBJECTS[of % 10] ?? ''}${ASPECTS[index] ?? ''}${of}`;
}

function pythonClass(name: string, other: string | undefined, random: Random): string {
  const fields = fieldsOf(random).map((field) => `    ${field}: ${random.pick(PYTHON_TYPES)}\n`);
  const reference = other === undefined ? '' : `    parent: ${other}\n`;
  return `@dataclass\nclass ${name}:\n${fields.join('')}${reference}`;
}

function typescriptInterface(name: string, other: string | undefined, random: Random): string {
  const fields = fieldsOf(random).map((field) => `  ${field}: ${random.pick(TYPESCRIPT_TYPES)};\n`);
  const reference = other === undefined ? '' : `  parent: ${other};\n`;
  return `export interface ${name} {\n${fields.join('')}${reference}}\n`;
}

function fieldsOf(random: Random): readonly string[] {
  return random.shuffled(FIELDS).slice(0, 3 + random.below(6));
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
