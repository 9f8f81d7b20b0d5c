import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { parse } from 'node:path';
import { cpythonProgram } from './cpython-program.js';

export interface CPythonEvents {
  /** One line that the interpreter wrote, without its end; the first says that it is ready. */
  readonly onLine: (line: string) => void;
  /** Once, when nothing more will come, with how it ended. */
  readonly onEnd: (reason: string) => void;
}

/** Seconds that the operating system grants beyond the time limit, in which the tool itself ends a slow content. */
const GRACE = 5;

/** What an interpreter needs of the environment: where the platform finds its libraries. */
const ENVIRONMENT = ['SYSTEMROOT', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

export function interpreterEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]]));
}

/** Longest answer, in characters: more without an end is none. */
const MAX_ANSWER = 65_536;

/** A running interpreter. It ends when its input does, at the latest with this process. */
export class CPythonProcess {
  readonly #child: ChildProcess;
  readonly #events: CPythonEvents;
  #pending = '';
  #hasEnded = false;

  /** @param timeLimit Milliseconds for one content. */
  constructor(input: { interpreter: string; timeLimit: number; events: CPythonEvents }) {
    const program = cpythonProgram(Math.ceil(input.timeLimit / 1000) + GRACE);
    this.#events = input.events;
    this.#child = spawn(input.interpreter, ['-I', '-S', '-W', 'ignore', '-c', program], {
      cwd: parse(process.execPath).root,
      env: interpreterEnvironment(),
      shell: false,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    this.#child.on('error', (error) => {
      this.#end(error.message);
    });
    this.#child.on('close', (code, signal) => {
      this.#end(signal === null ? `it ended with code ${String(code)}` : `it was ended by ${signal}`);
    });
    // A broken pipe is told by the end of the process.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdout?.setEncoding('latin1').on('data', (chunk: string) => {
      this.#read(chunk);
    });
  }

  send(bytes: Buffer): void {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    this.#child.stdin?.cork();
    this.#child.stdin?.write(length);
    this.#child.stdin?.write(bytes);
    process.nextTick(() => this.#child.stdin?.uncork());
  }

  /** Whether the event loop stays alive for it. */
  keepAlive(isNeeded: boolean): void {
    const method = isNeeded ? 'ref' : 'unref';
    this.#child[method]();
    for (const pipe of [this.#child.stdin, this.#child.stdout]) if (pipe instanceof Socket) pipe[method]();
  }

  /** Ends it without `onEnd`. */
  kill(): void {
    this.#hasEnded = true;
    this.#child.kill('SIGKILL');
    this.#child.stdin?.destroy();
    this.#child.stdout?.destroy();
    this.keepAlive(false);
  }

  #read(chunk: string): void {
    const lines = (this.#pending + chunk).split('\n');
    this.#pending = lines.pop() ?? '';
    for (const line of lines) if (!this.#hasEnded) this.#events.onLine(line);
    if (this.#pending.length > MAX_ANSWER) {
      this.kill();
      this.#events.onEnd('it writes without end');
    }
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#events.onEnd(reason);
  }
}
