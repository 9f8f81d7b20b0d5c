import { formatCount } from '../model/count-text.js';
import type { Output } from './terminal.js';

export interface Progress {
  update(done: number, total: number): void;
  /** Removes the bar. */
  end(): Promise<void>;
}

/** Runs shorter than this show no bar, in milliseconds. */
const DELAY = 1000;
/** Shortest time between two drawings, in milliseconds. */
const INTERVAL = 100;
const WIDTH = 24;

/** A bar on a terminal; nothing anywhere else. `now` gives milliseconds. */
export function createProgress(output: Output, now: () => number): Progress {
  const start = now();
  let last = 0;
  let isShown = false;
  return {
    update(done, total) {
      const time = now();
      if (!output.isTerminal || time - start < DELAY || time - last < INTERVAL) return;
      last = time;
      isShown = true;
      const filled = Math.round((WIDTH * done) / Math.max(1, total));
      void output.write(
        `\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${formatCount(done)} of ${formatCount(total)} files\u001b[K`,
      );
    },
    async end() {
      if (isShown) await output.write('\r\u001b[K');
    },
  };
}
