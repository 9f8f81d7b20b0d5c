import type { Words } from '../../words.js';

/** A reason for a mock, in words. */
export const reason = (w: Words): string => {
  return w.pick(
    `the ${w.system.snake} service bills every ${w.noun.snake}`,
    `a real ${w.noun.snake} would be sent to a ${w.pick('courier', 'customer', 'printer')}`,
    `${w.system.snake} cannot be reached from CI`,
    `waiting for ${w.system.snake} takes minutes`,
  );
};

/** What stands before it. */
export const label = (w: Words): string => w.pick('Mock justification', 'Justification', 'mock justification');
