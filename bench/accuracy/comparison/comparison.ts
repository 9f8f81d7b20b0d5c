import type { Place } from '../units.js';

/** One thing that only one side sees, or that both see for a known reason differently. */
export interface Difference extends Pick<Place, 'path' | 'line'> {
  readonly text: string;
}

/** What came of comparing the tool with an oracle in one language. */
export interface Comparison {
  /** What is compared: a rule, or a shared extractor. */
  readonly name: string;
  readonly language: string;
  /** Units of the oracle. */
  readonly units: number;
  /** Units that the tool finds too. */
  readonly found: number;
  readonly missed: readonly Difference[];
  /** What the tool finds where the oracle has no unit. */
  readonly onlyTool: readonly Difference[];
  /** Reason → units that the tool rightly leaves out, or findings that the oracle does not settle. They count as neither. */
  readonly explained: ReadonlyMap<string, readonly Difference[]>;
}

/** The share of the units that are to be found which the tool finds; null where there are none. */
export function recallOf({ found, missed }: Comparison): number | null {
  const all = found + missed.length;
  return all === 0 ? null : found / all;
}

/** Collects one comparison. */
export class ComparisonBuilder {
  #units = 0;
  #found = 0;
  readonly #missed: Difference[] = [];
  readonly #onlyTool: Difference[] = [];
  readonly #explained = new Map<string, Difference[]>();

  constructor(
    readonly name: string,
    readonly language: string,
  ) {}

  found(): void {
    this.#units += 1;
    this.#found += 1;
  }

  missed(difference: Difference): void {
    this.#units += 1;
    this.#missed.push(difference);
  }

  /** A unit that the tool need not find. */
  explained(reason: string, difference: Difference): void {
    this.#units += 1;
    this.unsettled(reason, difference);
  }

  onlyTool(difference: Difference): void {
    this.#onlyTool.push(difference);
  }

  /** A finding that the oracle has no opinion on. */
  unsettled(reason: string, difference: Difference): void {
    this.#explained.set(reason, [...(this.#explained.get(reason) ?? []), difference]);
  }

  build(): Comparison {
    return {
      name: this.name,
      language: this.language,
      units: this.#units,
      found: this.#found,
      missed: this.#missed,
      onlyTool: this.#onlyTool,
      explained: this.#explained,
    };
  }
}
