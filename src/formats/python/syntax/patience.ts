/** Looks in one time limit. */
const LOOKS = 10;

/**
 * Waits for one answer after another. Only time in which the event loop turned counts: where this thread or the whole
 * machine stood still, the answer may be there unread.
 */
export class Patience {
  readonly #limit: number;
  readonly #onLost: () => void;
  #timer: NodeJS.Timeout | undefined;
  #waited = 0;

  /** @param limit Milliseconds after which `onLost` is called. */
  constructor(limit: number, onLost: () => void) {
    this.#limit = limit;
    this.#onLost = onLost;
  }

  /** Starts anew to wait, or goes on from zero. */
  restart(): void {
    this.#waited = 0;
    if (this.#timer !== undefined) return;
    const pause = this.#limit / LOOKS;
    this.#timer = setInterval(() => {
      this.#waited += pause;
      // What arrived meanwhile is read before.
      if (this.#waited < this.#limit) return;
      setImmediate(() => {
        this.#look();
      });
    }, pause);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (this.#timer === undefined || this.#waited < this.#limit) return;
    this.#waited = 0;
    this.#onLost();
  }
}
