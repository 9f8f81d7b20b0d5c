import type { InitializeParams } from 'vscode-languageserver/node';
import { isRecord } from '../model/plain-values.js';

/** What the client is able to do, and what its user wants. */
export interface Abilities {
  /** It watches files for the server, when asked. */
  readonly watchesFiles: boolean;
  /** It watches outside its folders, too. */
  readonly watchesAnywhere: boolean;
  readonly showsProgress: boolean;
  /** It takes edits that name the version of their document. */
  readonly knowsVersions: boolean;
  /** It takes edits that say where the cursor goes. */
  readonly takesSnippets: boolean;
  /** It shows a document at a place, when asked. */
  readonly showsDocuments: boolean;
  readonly showsRelated: boolean;
  readonly readsMarkdown: boolean;
  /** Its folders come and go. */
  readonly changesFolders: boolean;
  /** False if nothing that a project names may be executed. */
  readonly trust: boolean;
}

export function readAbilities({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { textDocument, workspace, window } = capabilities;
  const watching = workspace?.didChangeWatchedFiles;
  const edits = workspace?.workspaceEdit;
  return {
    watchesFiles: watching?.dynamicRegistration === true,
    watchesAnywhere: watching?.relativePatternSupport === true,
    showsProgress: window?.workDoneProgress === true,
    knowsVersions: edits?.documentChanges === true,
    takesSnippets: edits?.documentChanges === true && edits.snippetEditSupport === true,
    showsDocuments: window?.showDocument?.support === true,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    readsMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    changesFolders: workspace?.workspaceFolders === true,
    trust: !(isRecord(initializationOptions) && initializationOptions['trust'] === false),
  };
}
