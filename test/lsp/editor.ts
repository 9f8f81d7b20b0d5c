import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
} from 'vscode-languageserver/node';
import { packageFile } from '../package-file.js';

/** Longest time that any step may take, in milliseconds. */
export const PATIENCE = 20_000;

const ABILITIES: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true } },
};

const ASKED_OF_EDITORS = [
  'client/registerCapability',
  'client/unregisterCapability',
  'window/showDocument',
  'window/workDoneProgress/create',
];

export interface EditorOptions {
  /** Absolute folders that are open; none where files alone are. */
  readonly folders: readonly string[];
  readonly abilities?: ClientCapabilities;
  readonly options?: unknown;
  readonly cache?: string;
  readonly processId?: number | null;
  readonly args?: readonly string[];
}

/** An editor that speaks to a server of its own. */
export class Editor {
  readonly child: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  /** What was published last, by address. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  /** All that was published, in its order. */
  readonly history: PublishDiagnosticsParams[] = [];
  readonly logs: string[] = [];
  readonly messages: string[] = [];
  readonly requests: { readonly method: string; readonly parameters: unknown }[] = [];
  readonly progress: unknown[] = [];
  errors = '';
  initialized: InitializeResult = { capabilities: {} };
  readonly #own: string;

  private constructor(options: EditorOptions) {
    this.#own = mkdtempSync(join(tmpdir(), 'compliance-cache-'));
    const args = [packageFile('bundle/main.js'), 'lsp', ...(options.args ?? ['--stdio'])];
    this.child = spawn(process.execPath, args, {
      cwd: tmpdir(),
      env: { ...process.env, COMPLIANCE_CACHE_DIR: options.cache ?? this.#own },
    });
    this.child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.child.stdin.on('error', () => undefined);
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.#listen();
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
      this.published.set(parameters.uri, parameters);
      this.history.push(parameters);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logs.push(message);
    });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.messages.push(message);
    });
    connection.onNotification('$/progress', (parameters: unknown) => {
      this.progress.push(parameters);
    });
    for (const method of ASKED_OF_EDITORS)
      connection.onRequest(method, (parameters: unknown) => {
        this.requests.push({ method, parameters });
        return method === 'window/showDocument' ? { success: true } : null;
      });
    connection.listen();
  }

  static async start(options: EditorOptions): Promise<Editor> {
    const editor = new Editor(options);
    const folders = options.folders.map((folder) => ({ uri: uriOf(folder), name: folder }));
    editor.initialized = await editor.connection.sendRequest<InitializeResult>('initialize', {
      processId: options.processId ?? null,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders.length === 0 ? null : folders,
      capabilities: options.abilities ?? ABILITIES,
      ...(options.options === undefined ? {} : { initializationOptions: options.options }),
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  /** Opens an editor on folders, and closes it whatever happens. */
  static async with(options: EditorOptions, body: (editor: Editor) => Promise<void>): Promise<void> {
    const editor = await Editor.start(options);
    try {
      await body(editor);
    } finally {
      await editor.end();
    }
  }

  open(file: string, text: string, version = 1): Promise<void> {
    const languageId = file.endsWith('.py') ? 'python' : 'typescript';
    return this.notify('textDocument/didOpen', {
      textDocument: { uri: uriOf(file), languageId, version, text },
    });
  }

  /** Replaces the text of a document, or a range of it. */
  change(file: string, version: number, text: string, range?: Range): Promise<void> {
    return this.notify('textDocument/didChange', {
      textDocument: { uri: uriOf(file), version },
      contentChanges: [range === undefined ? { text } : { text, range }],
    });
  }

  close(file: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
  }

  save(file: string): Promise<void> {
    return this.notify('textDocument/didSave', { textDocument: { uri: uriOf(file) } });
  }

  notify(method: string, parameters: unknown): Promise<void> {
    return this.connection.sendNotification(method, parameters);
  }

  actions(file: string, range: Range, only?: readonly string[]): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(file) },
      range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }

  hover(file: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf(file) },
      position: { line, character },
    });
  }

  diagnostics(file: string): readonly Diagnostic[] | undefined {
    return this.published.get(uriOf(file))?.diagnostics;
  }

  /** Waits until the places of what is shown of a file are these (`1:5 rule-id`), and stays so. */
  async shows(file: string, expected: readonly string[], version?: number): Promise<void> {
    const isShown = (): boolean => {
      const published = this.published.get(uriOf(file));
      if (published === undefined || (version !== undefined && published.version !== version)) return false;
      return JSON.stringify(published.diagnostics.map(placeOf)) === JSON.stringify(expected);
    };
    await this.until(isShown, () => `${expected.join(', ')} in ${file}`);
  }

  async until(holds: () => boolean, what: () => string): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    while (!holds()) {
      if (performance.now() > deadline) {
        const shown = [...this.published].map(([uri, { version, diagnostics }]) => [
          uri,
          version,
          ...diagnostics.map(placeOf),
        ]);
        throw new Error(
          `waited for ${what()}; shown: ${JSON.stringify(shown)}; ${this.logs.join('\n')} ${this.errors}`,
        );
      }
      await wait(10);
    }
  }

  /** How the server ends when the editor takes its leave. */
  async leave(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.ended();
  }

  ended(): Promise<number | null> {
    if (this.child.exitCode !== null) return Promise.resolve(this.child.exitCode);
    return new Promise((resolve) => this.child.once('exit', resolve));
  }

  async end(): Promise<void> {
    this.connection.dispose();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill();
      await this.ended();
    }
    rmSync(this.#own, { recursive: true, force: true });
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** `1:5 rule-id`, as people count. */
export function placeOf({ range: { start }, code }: Diagnostic): string {
  return `${start.line + 1}:${start.character + 1} ${String(code)}`;
}

/** Some servers write Markdown there. */
export function messageOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

export function at(line: number, character: number): Range {
  return { start: { line, character }, end: { line, character } };
}
