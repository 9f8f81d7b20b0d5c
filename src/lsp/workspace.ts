import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIGURATION_NAMES } from '../config/configuration-names.js';
import { isInside } from '../config/disk.js';
import type { Format } from '../model/format.js';
import type { Client } from './client.js';
import type { DiagnosticContext } from './diagnostics.js';
import { LiveProject } from './live-project.js';
import { Roots } from './roots.js';

/** An open document in its project. */
export interface Home {
  readonly project: LiveProject;
  /** Relative to the root. */
  readonly path: string;
}

export interface WorkspaceInput {
  readonly client: Client;
  readonly formats: readonly Format[];
  readonly trust: boolean;
  /** The documents that are open in the client, by address. */
  readonly document: (uri: string) => TextDocument | undefined;
  readonly documents: () => readonly TextDocument[];
}

/** The folders and documents that are open, and a project for every root that they belong to. */
export class Workspace {
  readonly #input: WorkspaceInput;
  readonly #roots: Roots;
  readonly #projects = new Map<string, { readonly project: LiveProject; readonly trust: boolean; end(): void }>();
  readonly #homes = new Map<string, Home>();

  constructor(input: WorkspaceInput) {
    this.#input = input;
    this.#roots = new Roots(input.trust);
  }

  /** Every document moves to the project that it now belongs to; projects that are not open any more end. */
  async setFolders(uris: readonly string[]): Promise<void> {
    this.#roots.folders = uris.flatMap((uri) => fileOf(uri) ?? []);
    for (const [root, { trust }] of this.#projects) if (trust !== this.#roots.isTrusted(root)) this.#endProject(root);
    await this.#settle();
  }

  get folders(): readonly string[] {
    return this.#roots.folders.map((folder) => pathToFileURL(folder).href);
  }

  home(uri: string): Home | undefined {
    return this.#homes.get(uri);
  }

  opened(document: TextDocument): Promise<void> {
    return this.#assign(document);
  }

  edited({ uri }: TextDocument): void {
    const home = this.#homes.get(uri);
    home?.project.edit(home.path);
  }

  closed({ uri }: TextDocument): void {
    this.#leave(uri);
    this.#endUnused();
  }

  /** Files that have changed on the disk, or were saved: absolute. */
  changed(files: readonly string[]): void {
    for (const { project } of this.#projects.values())
      project.changeOnDisk(
        files.filter((file) => isInside(project.root, file)).map((file) => below(project.root, file)),
      );
    this.#lookForRoots(files);
  }

  close(): void {
    for (const root of [...this.#projects.keys()]) this.#endProject(root);
  }

  diagnosticContext(project: LiveProject): DiagnosticContext {
    return {
      uriOf: (path) => project.documents.get(path)?.uri ?? pathToFileURL(join(project.root, path)).href,
      textOf: (path) => project.documents.get(path)?.getText(),
      showsRelated: this.#input.client.abilities.showsRelated,
    };
  }

  /** A configuration that comes or goes may mark a root. */
  #lookForRoots(files: readonly string[]): void {
    if (!files.some((file) => CONFIGURATION_NAMES.includes(basename(file)))) return;
    this.#roots.forget();
    void this.#settle();
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#input.documents().map((document) => this.#assign(document)));
    this.#endUnused();
  }

  async #assign(document: TextDocument): Promise<void> {
    const file = fileOf(document.uri);
    if (file === undefined) return;
    const search = this.#roots.of(file);
    const root = await search;
    // It may have been closed, or opened anew, meanwhile; and folders may have come or gone.
    if (this.#input.document(document.uri) !== document) return;
    if (this.#roots.of(file) !== search) return this.#assign(document);
    const home = this.#homes.get(document.uri);
    if (home !== undefined && home.project.root === root && home.project.documents.get(home.path) === document) return;
    this.#leave(document.uri);
    if (root === undefined) return;
    const project = this.#projectAt(root);
    const path = below(root, file);
    this.#homes.set(document.uri, { project, path });
    project.show(path, document);
  }

  #leave(uri: string): void {
    const home = this.#homes.get(uri);
    if (home === undefined) return;
    this.#homes.delete(uri);
    home.project.hide(home.path);
    this.#input.client.publisher.forget(uri);
  }

  #endUnused(): void {
    for (const [root, { project }] of this.#projects)
      if (project.documents.size === 0 && !this.#roots.isOpen(root)) this.#endProject(root);
  }

  #projectAt(root: string): LiveProject {
    const known = this.#projects.get(root);
    if (known !== undefined) return known.project;
    const trust = this.#roots.isTrusted(root);
    const { client, formats } = this.#input;
    const around = client.surroundings(root, {
      trust,
      isInFolders: this.#roots.folders.some((folder) => isInside(folder, root)),
      onChange: (paths) => {
        this.changed([...paths].map((path) => join(root, path)));
      },
      context: () => this.diagnosticContext(project),
    });
    const project = new LiveProject(root, formats, around.surroundings);
    const end = (): void => {
      around.end();
    };
    this.#projects.set(root, { project, trust, end });
    return project;
  }

  #endProject(root: string): void {
    const known = this.#projects.get(root);
    if (known === undefined) return;
    this.#projects.delete(root);
    for (const [uri, { project }] of this.#homes) if (project === known.project) this.#leave(uri);
    known.project.close();
    known.end();
  }
}

/** The absolute path of a file; undefined for what lies on no disk. */
export function fileOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function below(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
