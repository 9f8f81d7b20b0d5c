import type { BindingFact, Role } from 'compliance-linter';
import type { Replaced, Target } from './facts.js';
import type { TestFile } from './judge-library.js';
import type { Origin } from './judge-origin.js';

/** Roles of the files that are the program, which its tests should run. */
const OWN: ReadonlySet<Role | undefined> = new Set<Role | undefined>(['source', 'tooling', 'config']);

/** A module or something in it: a function, a class, a member of a class, an object. */
interface Definition {
  readonly path: string;
  /** None for the module. */
  readonly names: readonly string[];
}

/** What of this repository a Python target is; undefined if it is external, data, or cannot be told. */
export function replacedInPython(target: Target, test: TestFile): Replaced | undefined {
  if (target.kind === 'unknown') return undefined;
  const found = definitionOf(originOf(target, test), test);
  if (found === undefined || !OWN.has(test.project.role(found.path)) || isPeripheral(target, found)) return undefined;
  const { path, names } = found;
  const [module] = test.project.importNames(test.path, path);
  const name = [module?.name ?? path.replace(/(?:\/__init__)?\.pyi?$/, ''), ...names].join('.');
  return { name, id: [path, ...names].join('\n') };
}

function originOf(target: Exclude<Target, { kind: 'unknown' }>, { path, origins }: TestFile): Origin {
  if (target.kind === 'imported') return origins.ofImport(target.from, target.names, path);
  const [first = '', ...names] = target.path.split('.');
  return origins.ofModule(first, names, path);
}

function definitionOf(origin: Origin, test: TestFile): Definition | undefined {
  if (origin.kind === 'module') return { path: origin.path, names: [] };
  if (origin.kind !== 'defined') return undefined;
  const { path, binding, names } = origin;
  switch (binding.kind) {
    case 'function':
      return names.length === 0 ? { path, names: [binding.name] } : undefined;
    case 'class':
      return memberOf(origin, test, new Set());
    case 'value': {
      const made = classOf(path, binding, test);
      if (made === undefined) return undefined;
      return names.length === 0 ? { path, names: [binding.name] } : memberOf({ ...made, names }, test, new Set());
    }
  }
}

interface ClassMember {
  readonly path: string;
  readonly binding: BindingFact;
  readonly names: readonly string[];
}

/** The class of this repository that a value is an object of. Others may be data, or come from another package. */
function classOf(path: string, { madeBy }: BindingFact, { origins }: TestFile): Omit<ClassMember, 'names'> | undefined {
  const origin = madeBy === undefined ? undefined : origins.within(path, madeBy.split('.'));
  const isClass = origin?.kind === 'defined' && origin.binding.kind === 'class' && origin.names.length === 0;
  return isClass ? { path: origin.path, binding: origin.binding } : undefined;
}

/** The class itself, or the member, found in it or in the bases that this repository defines. */
function memberOf({ path, binding, names }: ClassMember, test: TestFile, seen: Set<string>): Definition | undefined {
  const [member, ...more] = names;
  if (member === undefined) return { path, names: [binding.name] };
  const key = `${path}\n${binding.name}`;
  if (more.length > 0 || seen.has(key)) return undefined;
  seen.add(key);
  if (binding.members?.includes(member) === true) return { path, names: [binding.name, member] };
  for (const base of binding.bases ?? []) {
    const origin = test.origins.within(path, base.split('.'));
    const isClass = origin.kind === 'defined' && origin.binding.kind === 'class' && origin.names.length === 0;
    const found = isClass ? memberOf({ ...origin, names }, test, seen) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const SETTINGS = /^_*(?:get_|load_|read_)?(?:app_|test_|global_|current_)?(?:settings?|config|conf|configuration)$/i;
const SETTINGS_CLASS = /^_*[A-Z]\w*(?:Settings|Config|Configuration)$/;
const CONSTANT = /^_*[A-Z][A-Z\d_]*$/;
const LOGGER = /^_*(?:\w+_)?(?:loggers?|log|logging|console)$/i;
const SPECIAL = /^__\w+__$/;
const CLOCK = /^_*(?:get_)?(?:current_)?(?:utc_?)?(?:now|today|time|date|datetime|timestamp)(?:_utc|_ms)?$|^utcnow$/i;

/** True if what is replaced is what surrounds the program: settings, constants, loggers, the clock. */
function isPeripheral(target: Target, { path, names }: Definition): boolean {
  const written = target.kind === 'path' ? target.path.split('.') : target.kind === 'imported' ? target.names : [];
  const last = [names.at(-1) ?? '', written.at(-1) ?? ''];
  if (last.some((name) => CONSTANT.test(name) || LOGGER.test(name) || SPECIAL.test(name) || CLOCK.test(name)))
    return true;
  const [module = ''] = /[^/]+(?=(?:\/__init__)?\.pyi?$)/.exec(path) ?? [];
  return (
    LOGGER.test(module) || [...names, module, ...last].some((name) => SETTINGS.test(name) || SETTINGS_CLASS.test(name))
  );
}
