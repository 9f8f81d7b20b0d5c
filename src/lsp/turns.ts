/** Milliseconds of silence after which a change is judged: somebody types, or a program edits in several steps. */
const SILENCE = 20;
/** Milliseconds after which it is judged, however much else goes on. */
const LONGEST_WAIT = 100;

/** Does a work turn by turn, never twice at once: what is asked for during a turn is done in the next one. */
export class Turns {
  readonly #work: () => Promise<boolean>;
  readonly #onDefect: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #askedAt = 0;
  #running: Promise<void> | undefined;
  #isStopped = false;

  /** @param work Does what there is to do; resolves with false if there was nothing. */
  constructor(work: () => Promise<boolean>, onDefect: (error: unknown) => void) {
    this.#work = work;
    this.#onDefect = onDefect;
  }

  ask(when: 'soon' | 'when quiet'): void {
    if (this.#isStopped) return;
    const now = performance.now();
    if (this.#timer === undefined) this.#askedAt = now;
    clearTimeout(this.#timer);
    const wait = when === 'soon' ? 0 : Math.max(0, Math.min(SILENCE, this.#askedAt + LONGEST_WAIT - now));
    this.#timer = setTimeout(() => void this.end(), wait);
  }

  /** Resolves when all that was asked for until now is done. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isStopped) return;
    this.#running ??= this.#run();
    await this.#running;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    try {
      while (!this.#isStopped && (await this.#work())) continue;
    } catch (error) {
      this.#onDefect(error);
    } finally {
      this.#running = undefined;
    }
  }
}
