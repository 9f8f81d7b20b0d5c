import type { NulledSession } from './facts.js';

export function nullingMessage({ target, object, value, isOwn, opensUnitOfWork }: NulledSession): string {
  const act = value === undefined ? 'is deleted' : `is set to ${value}`;
  if (isOwn)
    return (
      `\`${target}\` ${act} while the object lives on: the next message that it handles fails, or its changes are ` +
      'silently not saved. Leave the session to whoever passed it in; for work that must not be saved, roll back.'
    );
  const repair = opensUnitOfWork
    ? 'This function opens a unit of work of its own: pass that session in, and leave this one alone.'
    : 'Pass the session in, or open a unit of work of its own for this.';
  return `\`${target}\` ${act}: the next use of \`${object}\` fails, or its changes are silently not saved. ${repair}`;
}
