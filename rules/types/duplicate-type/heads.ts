import type { Candidate } from './definition.js';

/** Heads that one definition is related to, at most. */
const MAX_COMPARED = 32;
/** Entries of the index that are read for one definition, at most. */
const MAX_LOOKUPS = 256;

/**
 * The definitions of one name that others may repeat. Relating each definition to all of them would take quadratic time,
 * so beyond MAX_COMPARED of them a definition is only related to those that are likely the closest.
 */
export class Heads {
  readonly #all: Candidate[] = [];
  #index: HeadIndex | undefined;

  add(head: Candidate): void {
    const position = this.#all.push(head) - 1;
    this.#index?.add(head, position);
  }

  /**
   * The heads to relate `definition` to, in the order in which they were added: all of them while they are few, else
   * those that are written the same, then those with which it shares most members, then the first.
   */
  nearest(definition: Candidate): readonly Candidate[] {
    if (this.#all.length <= MAX_COMPARED) return this.#all;
    this.#index ??= indexOf(this.#all);
    const positions = new Set([
      ...this.#index.writtenLike(definition).slice(0, MAX_COMPARED),
      ...this.#index.sharingMembers(definition).slice(0, MAX_COMPARED),
      ...this.#all.slice(0, MAX_COMPARED).keys(),
    ]);
    const nearest = [...positions].slice(0, MAX_COMPARED).sort((a, b) => a - b);
    return nearest.map((position) => this.#all[position]).filter((head) => head !== undefined);
  }
}

function indexOf(heads: readonly Candidate[]): HeadIndex {
  const index = new HeadIndex();
  for (const [position, head] of heads.entries()) index.add(head, position);
  return index;
}

/** Positions of heads by what they hold, ascending. */
class HeadIndex {
  readonly #byText = new Map<string, number[]>();
  readonly #byMember = new Map<string, number[]>();
  /** Each definition is looked up, and then most often added. */
  #last: { readonly candidate: Candidate; readonly text: string } | undefined;

  add(head: Candidate, position: number): void {
    addTo(this.#byText, this.#textOf(head), position);
    for (const name of head.members.keys()) addTo(this.#byMember, name, position);
  }

  writtenLike(definition: Candidate): readonly number[] {
    return this.#byText.get(this.#textOf(definition)) ?? [];
  }

  /** Positions of heads that share members with `definition`, most members first; the rarest names are looked up first. */
  sharingMembers({ members }: Candidate): number[] {
    const lists = [...members.keys()].map((name) => this.#byMember.get(name) ?? []).sort((a, b) => a.length - b.length);
    const shared = new Map<number, number>();
    let lookups = 0;
    for (const list of lists) {
      for (const position of list.slice(0, MAX_LOOKUPS - lookups)) {
        shared.set(position, (shared.get(position) ?? 0) + 1);
        lookups += 1;
      }
    }
    return [...shared].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b).map(([position]) => position);
  }

  #textOf(candidate: Candidate): string {
    if (this.#last?.candidate !== candidate) this.#last = { candidate, text: textOf(candidate) };
    return this.#last.text;
  }
}

/** The content as it is written, whatever the order of members. */
function textOf({ fact, members }: Candidate): string {
  if (fact.type !== undefined) return JSON.stringify(fact.type);
  const written = [...members.values()].map(({ name, type, isOptional }) => JSON.stringify([name, type, isOptional]));
  return written.sort().join('\n');
}

function addTo(index: Map<string, number[]>, key: string, position: number): void {
  const positions = index.get(key);
  if (positions === undefined) index.set(key, [position]);
  else positions.push(position);
}
