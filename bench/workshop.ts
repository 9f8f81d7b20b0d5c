import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCorpus, type Corpus, type CorpusPlan, type Sources } from './corpus/corpus.js';
import { pythonSources, TYPESCRIPT_PACKAGES, typescriptSources } from './corpus/sources.js';
import { measureCommand, type Command, type Measurement } from './measure.js';
import { installPackages } from './peers/install.js';
import { findPeers, type Peers } from './peers/peers.js';
import { seconds, type Runs } from './result.js';
import { findInterpreters, type Interpreter } from './syntax/python-interpreters.js';

const MEGABYTE = 1_000_000;
const ENOUGH_ROUNDS = 3;
/** Milliseconds. */
const PATIENCE = 60_000;

export type CorpusName = keyof ReturnType<typeof plansOf>;

/** The sizes of the corpora. `scale` is 1, or less for a quick look. */
function plansOf(scale: number) {
  const mixed = (size: number): Omit<CorpusPlan, 'pythonVersion'> => ({
    python: { bytes: size * 50 * MEGABYTE },
    typescript: { bytes: size * 10 * MEGABYTE },
  });
  return {
    'sixty-megabytes': mixed(scale),
    'ten-times': mixed(10 * scale),
    'many-files': {
      python: { files: Math.round(5600 * scale), largest: 40_000 },
      typescript: { files: Math.round(1400 * scale) },
    },
    python: { python: { bytes: scale * 45 * MEGABYTE }, typescript: { files: 0 } },
    typescript: { python: { files: 0 }, typescript: { bytes: scale * 10 * MEGABYTE } },
    'a-little-python': { python: { bytes: scale * 2 * MEGABYTE }, typescript: { files: 0 } },
  } as const;
}

/** Where measures find what they need; each thing is made when it is first asked for. */
export class Workshop {
  readonly runs: number;
  /** Absolute. Reports, caches and configurations go here too. */
  readonly folder: string;
  /** 1, or less for a quick look. */
  readonly scale: number;
  readonly #isKept: boolean;
  readonly #corpora = new Map<CorpusName, Corpus>();
  #sources: Sources | undefined;
  #peers: Peers | undefined;

  constructor(options: { readonly runs: number; readonly scale: number; readonly keep: string | undefined }) {
    this.runs = options.runs;
    this.scale = options.scale;
    this.#isKept = options.keep !== undefined;
    this.folder = options.keep ?? mkdtempSync(join(tmpdir(), 'compliance-bench-'));
    mkdirSync(this.folder, { recursive: true });
  }

  get interpreter(): Interpreter {
    const [interpreter] = findInterpreters(['python3']);
    if (interpreter === undefined) throw new Error('The benchmark needs python3 (CPython) in PATH.');
    return interpreter;
  }

  /** A repository; one that an earlier run kept in the same folder is taken as it is. */
  corpus(name: CorpusName): Corpus {
    const known = this.#corpora.get(name);
    if (known !== undefined) return known;
    const folder = join(this.folder, name);
    const record = join(this.folder, `${name}.json`);
    const plan: CorpusPlan = { ...plansOf(this.scale)[name], pythonVersion: `3.${this.interpreter.minor}` };
    const origin = { plan, packages: TYPESCRIPT_PACKAGES, python: this.interpreter.version };
    const made = existsSync(record)
      ? (JSON.parse(readFileSync(record, 'utf8')) as { origin: unknown; corpus: Corpus })
      : null;
    const isSame = made !== null && JSON.stringify(made.origin) === JSON.stringify(origin) && existsSync(folder);
    const corpus = isSame ? { ...made.corpus, folder } : this.#build(folder, plan);
    writeFileSync(record, JSON.stringify({ origin, corpus }));
    this.#corpora.set(name, corpus);
    return corpus;
  }

  #build(folder: string, plan: CorpusPlan): Corpus {
    this.#sources ??= this.#readSources();
    const corpus = buildCorpus(folder, plan, this.#sources);
    const files = corpus.python.length + corpus.typescript.length;
    this.say(`made ${folder}: ${files} files, ${(corpus.bytes / MEGABYTE).toFixed(1)} MB`);
    return corpus;
  }

  #readSources(): Sources {
    const installed = installPackages(join(this.folder, 'sources'), TYPESCRIPT_PACKAGES, [
      '--ignore-scripts',
      '--legacy-peer-deps',
    ]);
    if (!installed.ok) this.say(`${installed.reason}; the TypeScript is that of this project's own packages`);
    const nodeModules = installed.ok ? installed.nodeModules : join(process.cwd(), 'node_modules');
    return { python: pythonSources(), typescript: typescriptSources(nodeModules) };
  }

  get peers(): Peers {
    this.#peers ??= findPeers(join(this.folder, 'peers'), (text) => {
      this.say(text);
    });
    return this.#peers;
  }

  /**
   * Runs commands in turn, so that all meet the same mood of the machine: as often as `times` says, but of more than
   * three rounds only those that begin within a minute.
   */
  async runInTurn(entries: readonly Entry[], times = this.runs): Promise<readonly Runs[]> {
    const rows = entries.map((entry) => ({ ...entry, measurements: new Array<Measurement>() }));
    const start = performance.now();
    for (let round = 0; round < times; round += 1) {
      if (round >= ENOUGH_ROUNDS && performance.now() - start > PATIENCE) break;
      for (const row of rows) {
        row.before?.(round);
        row.measurements.push(await measureCommand(row.command));
        row.after?.();
      }
      this.say(rows.map(({ who, measurements }) => `${who} ${seconds(measurements.at(-1)?.wall ?? 0)}`).join(', '));
    }
    return rows;
  }

  /** The path of a file or folder beside the corpora. */
  path(name: string): string {
    return join(this.folder, name);
  }

  say(text: string): void {
    process.stderr.write(`  ${text}\n`);
  }

  close(): void {
    if (!this.#isKept) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A command with what it is called in the tables. */
export interface Entry {
  readonly who: string;
  readonly work: string;
  readonly bytes: number | null;
  readonly command: Command;
  /** Prepares a run; not measured. */
  readonly before?: (round: number) => void;
  /** Looks at what a run left; not measured. */
  readonly after?: () => void;
}
