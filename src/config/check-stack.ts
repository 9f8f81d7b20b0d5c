import type { Rule } from '../model/rule.js';
import type { LayerStack } from './layers.js';
import type { ConfigurationProblem } from './problem.js';
import { createValidator, type Validator } from './validate.js';

export type StackCheck = (stack: LayerStack) => Promise<readonly ConfigurationProblem[]>;

/** Says what is wrong with a configuration and all that it extends. Loads the validator when there is a file to check. */
export function createStackCheck(rules: readonly Rule[]): StackCheck {
  const checked = new Map<string, readonly ConfigurationProblem[]>();
  let validator: Validator | undefined;
  return async ({ layers, problems }) => {
    const documents = layers.flatMap((layer) => (layer.kind === 'file' ? [layer.document] : []));
    if (documents.length > 0) validator ??= await createValidator(rules);
    return documents.flatMap((document) => {
      const found = checked.get(document.file) ?? validator?.(document) ?? [];
      checked.set(document.file, found);
      return [...problems.filter((problem) => problem.document === document), ...found].sort(byLine);
    });
  };
}

function byLine(one: ConfigurationProblem, other: ConfigurationProblem): number {
  return lineOf(one) - lineOf(other);
}

function lineOf({ document, keys }: ConfigurationProblem): number {
  return document.line(keys) ?? 0;
}
