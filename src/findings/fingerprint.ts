import { hash } from 'node:crypto';

/** What a finding is, whatever line it stands on. */
export interface Identity {
  readonly ruleId: string;
  readonly path: string;
  readonly subject: string;
  readonly lineText: string;
  /** The rule's own identity, which then stands for path, subject and line. */
  readonly own: string | undefined;
}

/**
 * Gives fingerprints: SHA-256 over rule, path, subject, the line with white space folded and suppression comments left
 * out, and the how-manieth of its kind it is (or over rule, the rule's own identity and that number), cut to 20 hex
 * digits. Findings must be given in the order of their places. Moving a line, or adding a suppression behind it, keeps
 * the fingerprint; a change in another file keeps it always.
 */
export function createFingerprints(): (identity: Identity) => string {
  const seen = new Map<string, number>();
  return (identity) => {
    const { ruleId, path, subject, own } = identity;
    const parts = own === undefined ? [ruleId, path, subject, normalise(identity.lineText)] : [ruleId, own];
    const text = JSON.stringify(parts);
    const occurrence = seen.get(text) ?? 0;
    seen.set(text, occurrence + 1);
    return hash('sha256', `${text}#${occurrence.toString()}`).slice(0, 20);
  };
}

function normalise(line: string): string {
  return line
    .replace(/\s*(?:#+|\/\/+|\{?\/\*+)\s*compliance:[ \t]*ignore.*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
