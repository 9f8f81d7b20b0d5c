import { pathToFileURL } from 'node:url';
import {
  DidChangeWatchedFilesNotification,
  MessageType,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
  type Connection,
  type Disposable,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver/node';
import type { Terminal } from '../commands/terminal.js';
import type { UserError } from '../model/errors.js';
import type { Abilities } from './abilities.js';
import { faultDiagnostics, inEditor } from './configuration-fault.js';
import { diagnosticsOf, type DiagnosticContext } from './diagnostics.js';
import { watchDisk } from './disk-watch.js';
import type { Surroundings } from './live-project.js';
import { openRequest } from './open-request.js';
import { Publisher } from './publisher.js';

interface ProjectPlace {
  /** True if what the project names may be executed. */
  readonly trust: boolean;
  /** True if a folder of the client holds the root. */
  readonly isInFolders: boolean;
  readonly onChange: (paths: ReadonlySet<string>) => void;
  readonly context: () => DiagnosticContext;
}

/** The editor at the other end: what projects tell it, and ask of it. */
export class Client {
  readonly abilities: Abilities;
  readonly publisher: Publisher;
  readonly #connection: Connection;
  readonly #terminal: Terminal;
  readonly #warned = new Set<string>();
  /** What was said last of a root's configuration. */
  readonly #told = new Map<string, string>();

  constructor(connection: Connection, terminal: Terminal, abilities: Abilities) {
    this.#connection = connection;
    this.#terminal = terminal;
    this.abilities = abilities;
    this.publisher = new Publisher((parameters) => {
      void connection.sendNotification(PublishDiagnosticsNotification.type, parameters);
    });
  }

  surroundings(root: string, place: ProjectPlace): { readonly surroundings: Surroundings; end(): void } {
    const { trust, context } = place;
    const watch = this.#watch(root, place);
    const terminal: Terminal = this.#terminalIn(root);
    return {
      surroundings: {
        open: (buffers) => openRequest(root, { terminal, trust, buffers }),
        onJudged: (document, judged) => {
          this.publisher.judged(document.uri, judged.version, diagnosticsOf(judged, context()));
        },
        onFault: (fault) => {
          this.#tellFault(root, fault === null ? null : inEditor(fault));
        },
        onListing: watch.follow.bind(watch),
        onWarnings: (warnings) => {
          warnings.forEach(this.warn.bind(this));
        },
        onDefect: this.tellDefect.bind(this),
        onStart: () => this.#progress(),
      },
      end: () => {
        watch.close();
        this.publisher.faults(root, new Map());
      },
    };
  }

  /** Once for the same words. */
  warn(words: string): void {
    if (this.#warned.has(words)) return;
    this.#warned.add(words);
    this.#connection.console.warn(words);
  }

  tellDefect(error: unknown): void {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(`This is a defect of compliance; please report it with what follows.\n${trace}`);
  }

  #tellFault(root: string, fault: UserError | null): void {
    this.publisher.faults(root, fault === null ? new Map() : faultDiagnostics(root, fault));
    const words = fault === null ? undefined : `compliance: ${[fault.message, fault.hint ?? ''].join('\n').trim()}`;
    if (words !== undefined && words !== this.#told.get(root))
      void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message: words });
    if (words === undefined) this.#told.delete(root);
    else this.#told.set(root, words);
  }

  /** Standard output is the protocol's, and nobody sits at a terminal. */
  #terminalIn(root: string): Terminal {
    const { tool, build } = this.#terminal;
    const real = this.#terminal;
    const err = {
      isTerminal: false,
      color: false,
      width: 100,
      write: (text: string): Promise<void> => {
        this.warn(text.trimEnd());
        return Promise.resolve();
      },
    };
    return {
      cwd: root,
      out: err,
      err,
      readInput: () => Promise.resolve(Buffer.alloc(0)),
      confirm: () => Promise.resolve(undefined),
      get today() {
        return real.today;
      },
      tool,
      build,
    };
  }

  #watch(
    root: string,
    { isInFolders, onChange }: ProjectPlace,
  ): Pick<ReturnType<typeof watchDisk>, 'follow' | 'close'> {
    const { watchesFiles, watchesAnywhere } = this.abilities;
    if (!watchesFiles || !(isInFolders || watchesAnywhere))
      return watchDisk(root, { onChange, onRefusal: this.warn.bind(this) });
    const baseUri = pathToFileURL(root).href;
    const globPattern = watchesAnywhere ? { baseUri, pattern: '**/*' } : '**/*';
    const registration: Promise<Disposable> = this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern }],
    });
    registration.catch(this.tellDefect.bind(this));
    return {
      follow: () => undefined,
      close: () => {
        void registration.then(
          (registered) => {
            registered.dispose();
          },
          () => undefined,
        );
      },
    };
  }

  /** A bar, once the client has made room for one; whether or not it does, the work goes on. */
  #progress(): ReturnType<Surroundings['onStart']> {
    let bar: WorkDoneProgressServerReporter | undefined;
    let isOver = !this.abilities.showsProgress;
    const begin = (created: WorkDoneProgressServerReporter): void => {
      if (isOver) return;
      bar = created;
      bar.begin('compliance', 0, 'Reading the project', false);
    };
    if (!isOver) this.#connection.window.createWorkDoneProgress().then(begin, () => undefined);
    return {
      update: (done, total) => {
        bar?.report(Math.floor((100 * done) / Math.max(1, total)), `${String(done)} of ${String(total)} files`);
      },
      end: () => {
        isOver = true;
        bar?.done();
      },
    };
  }
}
