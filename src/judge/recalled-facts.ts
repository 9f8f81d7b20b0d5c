/** Sections of facts that are kept decoded. */
const MOST_SECTIONS = 4_000;

/** Facts that several judgements ask for, decoded once as long as they are asked for often enough. */
export class RecalledFacts {
  /** Path → extractor → facts; the path that was first asked for longest ago comes first. */
  readonly #byPath = new Map<string, Map<string, readonly unknown[]>>();
  #sections = 0;

  get(path: string, extractor: string, decode: () => readonly unknown[]): readonly unknown[] {
    let sections = this.#byPath.get(path);
    if (sections === undefined) this.#byPath.set(path, (sections = new Map<string, readonly unknown[]>()));
    let facts = sections.get(extractor);
    if (facts === undefined) {
      facts = decode();
      sections.set(extractor, facts);
      this.#sections += 1;
      if (this.#sections > MOST_SECTIONS) this.#forgetOldest(path);
    }
    return facts;
  }

  /** To be called when the content of a file changes. */
  forget(path: string): void {
    this.#sections -= this.#byPath.get(path)?.size ?? 0;
    this.#byPath.delete(path);
  }

  #forgetOldest(current: string): void {
    for (const path of this.#byPath.keys()) {
      if (this.#sections <= MOST_SECTIONS / 2) return;
      if (path !== current) this.forget(path);
    }
  }
}
