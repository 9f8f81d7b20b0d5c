import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';

interface Shown {
  readonly judged: readonly Diagnostic[];
  readonly version: number | undefined;
  /** What is wrong with the file as a configuration, by root. */
  readonly faults: ReadonlyMap<string, readonly Diagnostic[]>;
}

const NOTHING: Shown = { judged: [], version: undefined, faults: new Map() };

/** What the client shows of each file: what is said once is not said again. */
export class Publisher {
  readonly #send: (parameters: PublishDiagnosticsParams) => void;
  readonly #shown = new Map<string, Shown>();

  constructor(send: (parameters: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  judged(uri: string, version: number, diagnostics: readonly Diagnostic[]): void {
    const known = this.#shown.get(uri);
    const isSaid = known?.version === version && isSame(known.judged, diagnostics);
    if (!isSaid) this.#show(uri, { ...(known ?? NOTHING), version, judged: diagnostics });
  }

  /** Of a document that is closed, or belongs to no project any more. */
  forget(uri: string): void {
    const known = this.#shown.get(uri);
    if (known?.version !== undefined) this.#show(uri, { ...known, version: undefined, judged: [] });
  }

  /** Takes the place of what was said before of this root's configuration. */
  faults(root: string, diagnostics: ReadonlyMap<string, readonly Diagnostic[]>): void {
    for (const uri of new Set([...this.#shown.keys(), ...diagnostics.keys()])) {
      const known = this.#shown.get(uri) ?? NOTHING;
      const faults = new Map(known.faults);
      const own = diagnostics.get(uri) ?? [];
      if (own.length === 0) faults.delete(root);
      else faults.set(root, own);
      if (!isSame([...known.faults], [...faults])) this.#show(uri, { ...known, faults });
    }
  }

  #show(uri: string, shown: Shown): void {
    const { version, judged, faults } = shown;
    const diagnostics = [...[...faults.values()].flat(), ...judged];
    if (version === undefined && diagnostics.length === 0) this.#shown.delete(uri);
    else this.#shown.set(uri, shown);
    this.#send({ uri, ...(version === undefined ? {} : { version }), diagnostics });
  }
}

/** Of plain data. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
