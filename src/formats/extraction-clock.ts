import type { Profile } from '../model/profile.js';
import type { Parse } from './parser.js';

/** Times the extractors of one content: each without the parsing that it caused, which has an entry of its own. */
export class ExtractionClock {
  #start = 0;
  #parsing = 0;

  constructor(
    private readonly profile: Profile,
    private readonly format: string,
  ) {}

  timing(parse: Parse): Parse {
    return (...input) => {
      const start = performance.now();
      const tree = parse(...input);
      const milliseconds = performance.now() - start;
      this.#parsing += milliseconds;
      this.profile.add({ kind: 'extractor', name: `${this.format} parsing`, milliseconds, bytes: 0 });
      return tree;
    };
  }

  start(): void {
    this.#start = performance.now();
    this.#parsing = 0;
  }

  stop(extractor: string, facts: readonly unknown[] | undefined): void {
    const milliseconds = performance.now() - this.#start - this.#parsing;
    const bytes = facts === undefined || facts.length === 0 ? 0 : JSON.stringify(facts).length;
    this.profile.add({ kind: 'extractor', name: `${this.format} ${extractor}`, milliseconds, bytes });
  }
}
