/**
 * Incremental computation. A *key* stands for something an answer can depend on: a question to the source
 * (`kind:src/app.ts`) or a *cell*, a remembered computation. A cell notes every key that its computation asked for;
 * when a key is touched, the cells that asked for it are computed again, and only where the value really differs
 * does the cell's own key become touched in turn. So a manifest that changes without changing what was read from it
 * disturbs nobody.
 *
 * Nothing is noted before the first recording: a run that asks once pays for no dependencies. What was remembered until
 * then is forgotten when recording begins, or when anything is touched.
 */
export interface Memo {
  /** True while dependencies are noted: only then need `depend` be called. */
  isNoting(): boolean;
  /** Notes that the running computation depends on `key`. */
  depend(key: string): void;
  /**
   * The value of the cell that answers `question` about `subject` ('' where the question says all; its key is then
   * `question`, else `question:subject`): that of `compute`, called once and then only after something it asked for
   * was touched. The value is plain JSON (or undefined). `compute` is total, asks for no cell that asks for this one, and
   * closes over nothing but what the key says: any answer it uses, it must ask for itself.
   */
  cell<T>(question: string, subject: string, compute: () => T): T;
  /** Runs `ask` and adds to `reads` the keys it depended on; runs it unrecorded when there is no set. */
  record<T>(reads: Set<string> | undefined, ask: () => T): T;
  /** Brings every cell up to date after what `keys` stand for has changed; returns them and the keys of cells that differ now. */
  touch(keys: Iterable<string>): ReadonlySet<string>;
}

interface Cell {
  readonly key: string;
  readonly compute: () => unknown;
  value: unknown;
  dependencies: ReadonlySet<string>;
  isRunning: boolean;
}

/** Stands for the value of a cell that is being computed. */
const RUNNING = Symbol('running');

export function createMemo(): Memo {
  /** The values of cells by question and subject, as long as nothing is noted: whole keys would cost more than answers. */
  const answers = new Map<string, Map<string, unknown>>();
  let isRecording = false;
  const cells = new Map<string, Cell>();
  // Most keys have one dependent; a set for each would be most of the memory.
  const dependents = new Map<string, Cell | Set<Cell>>();
  const stale = new Set<Cell>();
  let touched = new Set<string>();
  let running: Set<string> | undefined;

  function record<T>(reads: Set<string> | undefined, ask: () => T): T {
    const outer = running;
    running = reads;
    try {
      return ask();
    } finally {
      running = outer;
    }
  }

  function startRecording(): void {
    isRecording = true;
    answers.clear();
  }

  function valueOf<T>(question: string, subject: string, compute: () => T): T {
    let values = answers.get(question);
    if (values === undefined) answers.set(question, (values = new Map<string, unknown>()));
    const known = values.get(subject);
    if (known === RUNNING) throw new Error(`${keyOf(question, subject)} depends on itself`);
    // A key names one computation, so its value has that computation's type.
    if (known !== undefined || values.has(subject)) return known as T;
    values.set(subject, RUNNING);
    try {
      const value = compute();
      values.set(subject, value);
      return value;
    } catch (error) {
      values.delete(subject);
      throw error;
    }
  }

  function run(cell: Cell): unknown {
    const reads = new Set<string>();
    cell.isRunning = true;
    try {
      return record(reads, cell.compute);
    } finally {
      cell.isRunning = false;
      attach(cell, reads);
    }
  }

  function attach(cell: Cell, reads: ReadonlySet<string>): void {
    cell.dependencies = reads;
    for (const key of reads) {
      const known = dependents.get(key);
      if (known === undefined) dependents.set(key, cell);
      else if (known instanceof Set) known.add(cell);
      else dependents.set(key, new Set([known, cell]));
    }
  }

  function detach(cell: Cell): void {
    for (const key of cell.dependencies) {
      const known = dependents.get(key);
      if (known instanceof Set) known.delete(cell);
      else if (known === cell) dependents.delete(key);
    }
  }

  function refresh(cell: Cell): void {
    stale.delete(cell);
    detach(cell);
    const value = run(cell);
    if (isSame(cell.value, value)) return;
    cell.value = value;
    touchKey(cell.key);
  }

  function touchKey(key: string): void {
    touched.add(key);
    const known = dependents.get(key);
    if (known instanceof Set) for (const cell of known) stale.add(cell);
    else if (known !== undefined) stale.add(known);
  }

  return {
    isNoting: () => running !== undefined,

    depend(key) {
      running?.add(key);
    },

    cell<T>(question: string, subject: string, compute: () => T): T {
      if (!isRecording) return valueOf(question, subject, compute);
      const key = keyOf(question, subject);
      running?.add(key);
      const known = cells.get(key);
      if (known !== undefined) {
        if (known.isRunning) throw new Error(`${key} depends on itself`);
        if (stale.size > 0 && stale.has(known)) refresh(known);
        // A key names one computation, so its value has that computation's type.
        return known.value as T;
      }
      const cell: Cell = { key, compute, value: undefined, dependencies: new Set(), isRunning: false };
      cells.set(key, cell);
      try {
        cell.value = run(cell);
      } catch (error) {
        cells.delete(key);
        throw error;
      }
      return cell.value as T;
    },

    record(reads, ask) {
      if (reads !== undefined && !isRecording) startRecording();
      return record(reads, ask);
    },

    touch(keys) {
      answers.clear();
      touched = new Set();
      for (const key of keys) touchKey(key);
      // A cell may be refreshed before one it depends on indirectly; it then becomes stale once more, so this ends
      // with every cell consistent.
      for (const cell of stale) refresh(cell);
      return touched;
    },
  };
}

function keyOf(question: string, subject: string): string {
  return subject === '' ? question : `${question}:${subject}`;
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}
