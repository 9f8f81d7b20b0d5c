import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Milliseconds between two looks. */
const INTERVAL = 20;
/** Linux counts processor time in hundredths of a second. */
const TICK = 10;

export interface ProcessesWatch {
  /** Ends the watch. `cpu` in milliseconds, `peak` in bytes; null where there is no `/proc`. */
  stop(): { readonly cpu: number; readonly peak: number | null };
}

interface Usage {
  readonly cpu: number;
  readonly memory: number;
}

/**
 * Watches the descendants of a process, itself left out, every 20 ms. The peak is the largest sum, over the processes
 * alive at one look, of what each had at most resident until then (`VmHWM`): pages that they share count once for each,
 * so it is rather too high than too low. A process counts from the second look at it on, since a fork that has not yet
 * become its program is the same memory as its parent.
 */
export function watchProcesses(root: number): ProcessesWatch {
  if (!existsSync('/proc/self/status')) return { stop: () => ({ cpu: 0, peak: null }) };
  const seen = new Map<number, Usage>();
  let peak = 0;
  const look = (): void => {
    let memory = 0;
    for (const pid of descendantsOf(root)) {
      const usage = usageOf(pid);
      if (usage === undefined) continue;
      if (seen.has(pid)) memory += usage.memory;
      seen.set(pid, usage);
    }
    peak = Math.max(peak, memory);
  };
  const timer = setInterval(look, INTERVAL);
  return {
    stop() {
      clearInterval(timer);
      return { cpu: [...seen.values()].reduce((sum, { cpu }) => sum + cpu, 0), peak };
    },
  };
}

function* descendantsOf(pid: number): Generator<number> {
  for (const task of entriesOf(`/proc/${pid}/task`)) {
    for (const child of contentOf(`/proc/${pid}/task/${task}/children`).split(' ')) {
      if (child === '') continue;
      yield Number(child);
      yield* descendantsOf(Number(child));
    }
  }
}

function usageOf(pid: number): Usage | undefined {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(contentOf(`/proc/${pid}/status`))?.[1];
  // The second field is the program's name, which may hold anything: fields count from behind it.
  const fields = contentOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  if (kilobytes === undefined) return undefined;
  return { cpu: TICK * (Number(fields[11]) + Number(fields[12])), memory: 1024 * Number(kilobytes) };
}

/** Empty where the process has ended meanwhile. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
