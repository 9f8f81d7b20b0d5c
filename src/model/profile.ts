/** What time and memory went into. */
export type ProfileKind = 'phase' | 'extractor' | 'rule';

export interface ProfileEntry {
  readonly kind: ProfileKind;
  readonly name: string;
  /** Of all threads together; of a phase, from its beginning to its end. */
  readonly milliseconds: number;
  /** Of the facts that an extractor found, as they are kept. */
  readonly bytes: number;
}

/** Sums of what a run, or one of its threads, has spent. */
export class Profile {
  readonly #entries = new Map<string, ProfileEntry>();

  add(entry: ProfileEntry): void {
    const key = `${entry.kind} ${entry.name}`;
    const known = this.#entries.get(key);
    const milliseconds = (known?.milliseconds ?? 0) + entry.milliseconds;
    this.#entries.set(key, { ...entry, milliseconds, bytes: (known?.bytes ?? 0) + entry.bytes });
  }

  /** The entries until now; the profile then begins anew. */
  take(): ProfileEntry[] {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    return entries;
  }

  /** Of a kind, the dearest first. */
  entries(kind: ProfileKind): ProfileEntry[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.kind === kind)
      .sort((a, b) => b.milliseconds - a.milliseconds);
  }
}

/** Does something and adds how long it took. */
export async function timed<T>(profile: Profile | undefined, name: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    profile?.add({ kind: 'phase', name, milliseconds: performance.now() - start, bytes: 0 });
  }
}
