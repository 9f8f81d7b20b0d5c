import { relative, sep } from 'node:path';

import type { Role } from '../model/file.js';
import type { Preset } from '../model/rule.js';
import { isInside } from './disk.js';
import { compileGlobs, type Anchor, type Glob } from './globs.js';
import type { FileLayer, Layer } from './layers.js';
import { listOf, settingsOf, type RuleSettings, type Settings } from './settings.js';

/** The configuration that governs a folder and everything below it that has none of its own. */
export interface Scope {
  /** Relative to the root; '' is the root. */
  readonly folder: string;
  /** The configuration file as people are shown it; null when there is none. */
  readonly file: string | null;
  readonly layers: readonly Layer[];
  readonly preset: Preset;
  /** What sets rules, in order: a later step wins. */
  readonly steps: readonly Step[];
  readonly exclude: readonly OriginGlob[];
  /** What sets roles, in order: a later one wins. */
  readonly roles: readonly RoleAssignment[];
}

export type Step = PresetStep | RulesStep | OverrideStep;

/** Sets every rule anew. */
export interface PresetStep {
  readonly kind: 'preset';
  readonly preset: Preset;
  readonly origin: string;
}

export interface RulesStep {
  readonly kind: 'rules';
  readonly rules: WrittenRules;
  readonly origin: string;
}

/** Holds only for the files that its globs cover. */
export interface OverrideStep {
  readonly kind: 'override';
  readonly globs: readonly OriginGlob[];
  readonly rules: WrittenRules;
  readonly origin: string;
}

export type WrittenRules = Readonly<Record<string, RuleSettings>>;

export interface OriginGlob extends Glob {
  readonly anchor: Anchor;
  /** The configuration that holds it. */
  readonly origin: string;
}

export interface RoleAssignment {
  readonly role: Role;
  readonly globs: readonly OriginGlob[];
  readonly origin: string;
}

/** The scope of a configuration that has been checked. `forcedPreset` replaces every preset that is extended. */
export function createScope(input: {
  readonly folder: string;
  readonly root: string;
  readonly layers: readonly Layer[];
  readonly forcedPreset?: Preset | undefined;
}): Scope {
  const { folder, root, layers, forcedPreset } = input;
  const steps = [defaultStep(forcedPreset), ...layers.flatMap((layer) => stepsOf(layer, root, forcedPreset))];
  const files = layers.filter((layer) => layer.kind === 'file');
  const preset = steps.findLast((step) => step.kind === 'preset')?.preset ?? 'recommended';
  return {
    folder,
    file: files.at(-1)?.document.shown ?? null,
    layers,
    preset,
    steps,
    exclude: files.flatMap((layer) => originGlobs(listOf(settingsOf(layer.document).exclude), layer, root)),
    roles: files.flatMap((layer) => rolesOf(layer, root)),
  };
}

/** Patterns of a layer, compiled with the folder that they are relative to. */
export function originGlobs(patterns: readonly string[], layer: FileLayer, root: string): readonly OriginGlob[] {
  const anchor = anchorOf(layer.anchorFolder, root);
  return compileGlobs(patterns, anchor).map((glob) => ({ ...glob, anchor, origin: layer.document.shown }));
}

function defaultStep(forcedPreset: Preset | undefined): PresetStep {
  return forcedPreset === undefined
    ? { kind: 'preset', preset: 'recommended', origin: 'preset recommended' }
    : { kind: 'preset', preset: forcedPreset, origin: `--preset ${forcedPreset}` };
}

function stepsOf(layer: Layer, root: string, forcedPreset: Preset | undefined): readonly Step[] {
  if (layer.kind === 'preset') {
    if (forcedPreset !== undefined) return [defaultStep(forcedPreset)];
    return [{ kind: 'preset', preset: layer.preset, origin: `preset ${layer.preset}` }];
  }
  const { rules = {}, overrides = [] }: Settings = settingsOf(layer.document);
  return [
    { kind: 'rules', rules, origin: `${layer.document.shown} rules` },
    ...overrides.map((override, index): Step => ({
      kind: 'override',
      globs: originGlobs(listOf(override.files), layer, root),
      rules: override.rules ?? {},
      origin: overrideOrigin(layer, index),
    })),
  ];
}

function rolesOf(layer: FileLayer, root: string): readonly RoleAssignment[] {
  const { roles = {}, overrides = [] } = settingsOf(layer.document);
  const assigned = Object.entries(roles).map(([role, patterns]) => ({
    role: role as Role,
    globs: originGlobs(listOf(patterns), layer, root),
    origin: `${layer.document.shown} roles.${role}`,
  }));
  const overridden = overrides.flatMap(({ role, files }, index) =>
    role === undefined
      ? []
      : [{ role, globs: originGlobs(listOf(files), layer, root), origin: overrideOrigin(layer, index) }],
  );
  return [...assigned, ...overridden];
}

function overrideOrigin(layer: FileLayer, index: number): string {
  return `${layer.document.shown} overrides[${String(index)}]`;
}

function anchorOf(folder: string, root: string): Anchor {
  const names = (from: string, to: string): string => relative(from, to).split(sep).join('/');
  if (isInside(root, folder)) return { folder: names(root, folder), prefix: '' };
  return { folder: '', prefix: `${names(folder, root)}/` };
}
