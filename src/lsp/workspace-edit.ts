import type { SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Edit } from '../model/finding.js';
import { toRange } from './positions.js';

/** A document that is open in the client. */
export interface OpenFile {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

export interface EditContext {
  /** The open document of a path, in the state that was judged; undefined for a file that is not open. */
  readonly openFile: (path: string) => OpenFile | undefined;
  readonly uriOf: (path: string) => string;
  readonly knowsVersions: boolean;
}

/** Edits as the client makes them: of an open document only in the version that they are meant for. */
export function workspaceEdit(edits: readonly Edit[], { openFile, uriOf, knowsVersions }: EditContext): WorkspaceEdit {
  const files = [...new Set(edits.map(({ path }) => path))].map((path) => {
    const open = openFile(path);
    const changes = edits
      .filter((edit) => edit.path === path)
      .map(({ range, text }): TextEdit => ({ range: toRange(range, open?.text), newText: text }));
    return { uri: open?.uri ?? uriOf(path), version: open?.version ?? null, changes };
  });
  if (!knowsVersions) return { changes: Object.fromEntries(files.map(({ uri, changes }) => [uri, changes])) };
  return { documentChanges: files.map(({ uri, version, changes }) => documentEdit({ uri, version }, changes)) };
}

/** One document's part of an edit. */
export function documentEdit(
  { uri, version }: { readonly uri: string; readonly version: number | null },
  edits: (TextEdit | SnippetTextEdit)[],
): TextDocumentEdit {
  return { textDocument: { uri, version }, edits };
}
