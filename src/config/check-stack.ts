import type { Rule } from '../model/rule.js';
import type { LayerStack } from './layers.js';
import type { ConfigurationProblem } from './problem.js';
import { createValidator, type Validator } from './validate.js';

export type StackCheck = (stack: LayerStack) => Promise<readonly ConfigurationProblem[]>;

/** Says what is wrong with a configuration and all that it extends. */
export function createStackCheck(rules: readonly Rule[]): StackCheck {
  const checked = new Map<string, readonly ConfigurationProblem[]>();
  let validator: Validator | undefined;
  return async ({ layers, problems }) => {
    const all: ConfigurationProblem[] = [];
    for (const layer of layers) {
      if (layer.kind === 'preset') continue;
      const { document } = layer;
      validator ??= createValidator(rules);
      const found = checked.get(document.file) ?? (await validator(document));
      checked.set(document.file, found);
      all.push(...[...problems.filter((problem) => problem.document === document), ...found].sort(byLine));
    }
    return all;
  };
}

function byLine(one: ConfigurationProblem, other: ConfigurationProblem): number {
  return lineOf(one) - lineOf(other);
}

function lineOf({ document, keys }: ConfigurationProblem): number {
  return document.line(keys) ?? 0;
}
