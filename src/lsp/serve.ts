import {
  CodeActionKind,
  createConnection,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type CodeAction,
  type Connection,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Terminal } from '../commands/terminal.js';
import { loadFormats } from '../formats/formats.js';
import type { Format } from '../model/format.js';
import { readAbilities } from './abilities.js';
import { Client } from './client.js';
import { codeActions, FIX_ALL } from './code-actions.js';
import type { Judged } from './diagnostics.js';
import { hoverAt } from './hover.js';
import { takeProtocolOutput } from './protocol-output.js';
import { SHOW_PLACE } from './suppress-action.js';
import { fileOf, Workspace, type Home } from './workspace.js';

/** `compliance lsp`: serves an editor until it says `exit`, closes its end, or its process is gone. */
export async function lspCommand(terminal: Terminal): Promise<void> {
  const output = takeProtocolOutput();
  const formats = await loadFormats();
  const connection = createConnection(process.stdin, output);
  const documents = new TextDocuments(TextDocument);
  const session = new Session(connection, documents, { terminal, formats });
  connection.onInitialize((parameters) => session.start(parameters));
  connection.onInitialized(() => {
    session.begin();
  });
  connection.onShutdown(() => {
    session.end();
  });
  process.on('unhandledRejection', (error) => {
    session.tellDefect(error);
  });
  documents.listen(connection);
  connection.listen();
}

type Answer<T> = T | ResponseError;

/** One editor's session: what it asks, and who answers. */
class Session {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #outside: { readonly terminal: Terminal; readonly formats: readonly Format[] };
  #client: Client | undefined;
  #workspace: Workspace | undefined;
  #folders: readonly string[] = [];

  constructor(
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    outside: { readonly terminal: Terminal; readonly formats: readonly Format[] },
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#outside = outside;
  }

  start(parameters: InitializeParams): InitializeResult {
    const { terminal, formats } = this.#outside;
    const client = new Client(this.#connection, terminal, readAbilities(parameters));
    const documents = this.#documents;
    this.#client = client;
    this.#folders = foldersOf(parameters);
    this.#workspace = new Workspace({
      client,
      formats,
      trust: client.abilities.trust,
      document: (uri) => documents.get(uri),
      documents: () => documents.all(),
    });
    // No document is open yet.
    void this.#workspace.setFolders(this.#folders);
    this.#answer(this.#workspace, client);
    return { capabilities: CAPABILITIES, serverInfo: terminal.tool };
  }

  /** To be called when the client may be asked for something. */
  begin(): void {
    const [workspace, connection] = [this.#workspace, this.#connection];
    if (workspace === undefined || this.#client?.abilities.changesFolders !== true) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      const kept = this.#folders.filter((uri) => !gone.has(uri));
      this.#folders = [...new Set([...kept, ...added.map(({ uri }) => uri)])];
      return workspace.setFolders(this.#folders);
    });
  }

  end(): void {
    this.#workspace?.close();
  }

  tellDefect(error: unknown): void {
    this.#client?.tellDefect(error);
  }

  #answer(workspace: Workspace, client: Client): void {
    const [connection, documents] = [this.#connection, this.#documents];
    documents.onDidOpen(({ document }) => workspace.opened(document));
    documents.onDidChangeContent(({ document }) => {
      workspace.edited(document);
    });
    documents.onDidSave(({ document }) => {
      workspace.changed([fileOf(document.uri) ?? []].flat());
    });
    documents.onDidClose(({ document }) => {
      workspace.closed(document);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      workspace.changed(changes.flatMap(({ uri }) => fileOf(uri) ?? []));
    });
    connection.onHover(({ textDocument, position }, token) =>
      this.#ofJudged<Hover | null>(textDocument.uri, { token, none: null }, ({ project }, judged) => {
        const rules = project.request?.rules ?? [];
        return hoverAt(position, judged, { rules, readsMarkdown: client.abilities.readsMarkdown });
      }),
    );
    connection.onCodeAction((asked, token) =>
      this.#ofJudged<CodeAction[]>(asked.textDocument.uri, { token, none: [] }, (home, judged) =>
        this.#actions(asked, { home, judged, workspace, client }),
      ),
    );
    connection.onExecuteCommand(({ command, arguments: given }) => {
      if (command !== SHOW_PLACE) return null;
      // The arguments are those of our own action.
      const [uri, selection] = (given ?? []) as [string, Range];
      return connection.window.showDocument({ uri, selection, takeFocus: true }).then(() => null);
    });
  }

  async #actions(
    asked: Parameters<typeof codeActions>[0],
    { home, judged, workspace, client }: { home: Home; judged: Judged; workspace: Workspace; client: Client },
  ): Promise<CodeAction[]> {
    const { project, path } = home;
    const { request } = project;
    if (request === undefined) return [];
    const diagnostics = workspace.diagnosticContext(project);
    const { abilities } = client;
    return codeActions(asked, {
      path,
      judged,
      rules: request.rules,
      configuration: request.configuration,
      diagnostics,
      abilities,
      edits: {
        openFile: (other) => openFile(project.documents.get(other)),
        uriOf: diagnostics.uriOf,
        knowsVersions: abilities.knowsVersions,
      },
    });
  }

  /** An answer about what is known of a document as it is now; an error where it has changed meanwhile, or nobody waits. */
  async #ofJudged<T>(
    uri: string,
    { token, none }: { readonly token: CancellationToken; readonly none: T },
    answer: (home: Home, judged: Judged) => T | Promise<T>,
  ): Promise<Answer<T>> {
    const home = this.#workspace?.home(uri);
    if (home === undefined) return none;
    const judged = await home.project.judged(home.path);
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (judged === undefined) return none;
    const answered = await answer(home, judged);
    const isStale = home.project.documents.get(home.path)?.version !== judged.version;
    return isStale ? new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed') : answered;
  }
}

const CAPABILITIES: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
  hoverProvider: true,
  executeCommandProvider: { commands: [SHOW_PLACE] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

function foldersOf(parameters: InitializeParams): readonly string[] {
  const { workspaceFolders } = parameters;
  if (workspaceFolders !== undefined && workspaceFolders !== null) return workspaceFolders.map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients that know no several folders name the one so
  const { rootUri } = parameters;
  return rootUri === null ? [] : [rootUri];
}

function openFile(document: TextDocument | undefined): { uri: string; version: number; text: string } | undefined {
  return document === undefined
    ? undefined
    : { uri: document.uri, version: document.version, text: document.getText() };
}
