import type { Project } from 'compliance-linter';
import { isExcusedModule, isExcusedName, isManualMock } from './ecmascript-boundaries.js';
import { Exports, type Place } from './ecmascript-exports.js';
import type { Replaced, Target } from './facts.js';

/**
 * What of this repository the target in the ECMAScript file `from` is; undefined if it is made elsewhere (by a package,
 * the platform, a generator), if it is settings, a constant or a logger, or if that cannot be told.
 */
export function mockedModuleTarget(target: Target, from: string, project: Project): Replaced | undefined {
  switch (target.kind) {
    case 'unknown':
      return undefined;
    case 'path': {
      const path = mockedModule(target.path, from, project);
      return path !== undefined && isAnyDefined(path, target.names, project) ? { name: path, id: path } : undefined;
    }
    case 'imported': {
      const { specifier, imported } = target.from;
      const path = mockedModule(specifier, from, project);
      const names = imported === '*' ? target.names : [imported, ...target.names];
      return path === undefined || names.some(isExcusedName) ? undefined : replacedMember(path, names, project);
    }
  }
}

function mockedModule(specifier: string, from: string, project: Project): string | undefined {
  const resolution = isManualMock(from) ? undefined : project.resolve(from, specifier);
  return resolution?.kind === 'file' && !isExcusedModule(resolution.path, project) ? resolution.path : undefined;
}

/** True if the project defines one of the module's exports that are replaced: all of them where no names are known. */
function isAnyDefined(path: string, names: readonly string[] | undefined, project: Project): boolean {
  // What components in languages of their own export cannot be read: it is a component.
  if (/\.(?:vue|svelte|astro)$/.test(path)) return true;
  const replaced = names ?? new Exports(project).namesOf(path);
  return replaced.some((name) => !isExcusedName(name) && replacedMember(path, [name], project) !== undefined);
}

function replacedMember(path: string, names: readonly string[], project: Project): Replaced | undefined {
  const exports = new Exports(project);
  const definition = definitionOf(exports.follow(path, names), exports, 0);
  if (definition === undefined || isExcusedModule(definition.path, project)) return undefined;
  const name = [definition.path, definition.names.join('.')].filter((part) => part !== '').join('#');
  return { name, id: name };
}

/** What a module of the project defines, by name: nothing for the module itself. */
interface Definition {
  readonly path: string;
  readonly names: readonly string[];
}

/** Longest way through values and base classes that is followed. */
const MAX_STEPS = 20;

/** Where what a place leads to is defined, if that is in the project. */
function definitionOf(place: Place | undefined, exports: Exports, steps: number): Definition | undefined {
  if (place === undefined || steps > MAX_STEPS) return undefined;
  const { path } = place;
  if (place.kind === 'module') return { path, names: [] };
  const { binding, names } = place;
  switch (binding.kind) {
    case 'function':
      return names.length === 0 ? { path, names: [binding.name] } : undefined;
    case 'class':
      return memberOf(place, exports, steps);
    case 'value': {
      const isWrittenHere = binding.madeBy === undefined && names.length <= 1;
      if (isWrittenHere) return { path, names: [binding.name, ...names] };
      return madeOf(place, exports, steps);
    }
  }
}

type Defined = Extract<Place, { kind: 'defined' }>;

/** A class itself, or a member that it or one of its bases in the project defines. */
function memberOf({ path, binding, names }: Defined, exports: Exports, steps: number): Definition | undefined {
  const [member, ...rest] = names[0] === 'prototype' ? names.slice(1) : names;
  if (rest.length > 0) return undefined;
  if (member === undefined) return { path, names: [binding.name] };
  if (binding.members?.includes(member) === true) return { path, names: [binding.name, member] };
  const [base] = binding.bases ?? [];
  const above = base === undefined ? undefined : placeOf(base, [member], path, exports);
  return definitionOf(above, exports, steps + 1);
}

/** An object of a class of the project, or another name for one: `export const orders = new OrderService()`. */
function madeOf({ path, binding, names }: Defined, exports: Exports, steps: number): Definition | undefined {
  const maker = placeOf(binding.madeBy ?? '', [], path, exports);
  // What a function returns may be made elsewhere.
  if (maker?.kind !== 'defined' || maker.names.length > 0 || maker.binding.kind === 'function') return undefined;
  return definitionOf({ ...maker, names }, exports, steps + 1);
}

/** What a dotted name that is written in the module at `path` leads to, and `names` from there. */
function placeOf(dotted: string, names: readonly string[], path: string, exports: Exports): Place | undefined {
  const [root = '', ...rest] = dotted.split('.');
  return root === '' ? undefined : exports.within(path, root, [...rest, ...names]);
}
