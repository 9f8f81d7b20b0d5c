import type { Layer } from './layers.js';
import { decidingGlob } from './globs.js';
import { originGlobs, type OriginGlob } from './scope.js';
import { listOf, settingsOf } from './settings.js';

export interface ConfiguredComponent {
  readonly name: string;
  readonly globs: readonly OriginGlob[];
  readonly origin: string;
}

/** The components that the layers of the root's configuration name; a later layer replaces those of the same name. */
export function configuredComponents(layers: readonly Layer[], root: string): readonly ConfiguredComponent[] {
  const components = new Map<string, ConfiguredComponent>();
  for (const layer of layers) {
    if (layer.kind === 'preset') continue;
    for (const [name, patterns] of Object.entries(settingsOf(layer.document).components ?? {})) {
      const globs = originGlobs(listOf(patterns), layer, root);
      components.set(name, { name, globs, origin: `${layer.document.shown} components.${name}` });
    }
  }
  return [...components.values()];
}

/** The component of a path: that whose pattern is the most specific, among equals the last. */
export function componentFor(
  components: readonly ConfiguredComponent[],
  path: string,
): ConfiguredComponent | undefined {
  let best: { readonly component: ConfiguredComponent; readonly depth: number } | undefined;
  for (const component of components) {
    const glob = decidingGlob(component.globs, path);
    if (glob === undefined || glob.isNegated) continue;
    if (best === undefined || glob.depth >= best.depth) best = { component, depth: glob.depth };
  }
  return best?.component;
}
