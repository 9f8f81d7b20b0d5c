import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import type { Command } from './measure.js';

interface Progress {
  readonly value: { readonly kind: string };
}

/** An editor with one document, as a language server sees it. */
export class LspClient {
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #uri: string;
  #version = 0;
  /** Called with the version of what was published last. */
  #onVersion: (version: number) => void = () => undefined;
  #onReady: () => void = () => undefined;

  private constructor(child: ChildProcess, connection: ProtocolConnection, uri: string) {
    this.#child = child;
    this.#connection = connection;
    this.#uri = uri;
    connection.onNotification('textDocument/publishDiagnostics', (published: PublishDiagnosticsParams) => {
      if (published.uri === uri) this.#onVersion(published.version ?? 0);
    });
    connection.onNotification('$/progress', ({ value }: Progress) => {
      if (value.kind === 'end') this.#onReady();
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
  }

  /** Resolves when the first words about the document are there; gives the milliseconds from the start of the server. */
  static async open(
    { program, args, cwd, env }: Command,
    document: { readonly file: string; readonly text: string },
  ): Promise<{ readonly client: LspClient; readonly first: number; readonly ready: Promise<void> }> {
    const start = performance.now();
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const client = new LspClient(child, connection, pathToFileURL(document.file).href);
    connection.listen();
    const folder = { uri: pathToFileURL(cwd).href, name: 'workspace' };
    const capabilities = { window: { workDoneProgress: true } };
    const parameters = { processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder], capabilities };
    await connection.sendRequest('initialize', parameters);
    await connection.sendNotification('initialized', {});
    const ready = new Promise<void>((resolve) => (client.#onReady = resolve));
    const shown = client.#shown(1);
    client.#version = 1;
    const { text } = document;
    const textDocument = { uri: client.#uri, languageId: 'python', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await shown;
    return { client, first: performance.now() - start, ready };
  }

  /** Makes each of the texts the document's, and resolves when what the last one has is shown. */
  async edit(texts: readonly string[]): Promise<void> {
    const shown = this.#shown(this.#version + texts.length);
    for (const text of texts) {
      this.#version += 1;
      const textDocument = { uri: this.#uri, version: this.#version };
      await this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
    }
    await shown;
  }

  /** Of the server. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit');
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await ended;
    this.#connection.dispose();
  }

  #shown(version: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onVersion = (published) => {
        if (published >= version) resolve();
      };
    });
  }
}
