import type { Rule } from '../../src/model/rule.js';

const common = {
  why: 'It breaks.',
  repair: 'Repair it.',
  tags: [],
  since: '0.1.0',
  examples: { valid: [], invalid: [] },
  module: 'file:///rules/rule.js',
  revision: '',
  judge: () => [],
};

export const relativeImport: Rule = {
  ...common,
  id: 'relative-import',
  category: 'imports',
  summary: 'An import names its target by its absolute name.',
  severity: { recommended: 'low', strict: 'medium' },
  kinds: { missing: { summary: 'The target does not exist.', severity: { recommended: 'high', strict: 'high' } } },
  options: {
    siblings: { description: 'Report ./ too.', schema: { type: 'boolean' }, default: { value: false } },
    depth: {
      description: 'How many levels up are reported.',
      schema: { type: 'integer', minimum: 1 },
      default: { recommended: 2, strict: 1 },
    },
  },
};

export const duplicateType: Rule = {
  ...common,
  id: 'duplicate-type',
  category: 'types',
  summary: 'One name, one definition.',
  severity: { recommended: 'low', strict: 'medium' },
  kinds: { drifted: { summary: 'The definitions differ.', severity: { recommended: 'medium', strict: 'high' } } },
  options: {
    acrossComponents: { description: 'Compare all.', schema: { type: 'boolean' }, default: { value: false } },
    names: {
      description: 'Names that may repeat.',
      schema: { type: 'array', items: { type: 'string' } },
      default: { value: ['Props'] },
    },
  },
};

export const dockerScattered: Rule = {
  ...common,
  id: 'docker-scattered',
  category: 'deployment',
  summary: 'Dockerfiles have one place.',
  severity: { recommended: 'off', strict: 'low' },
};

export const RULES: readonly Rule[] = [dockerScattered, duplicateType, relativeImport];
