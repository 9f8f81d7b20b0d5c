import type { ParsedFile, SyntaxNode } from 'compliance-linter';

/** The attributes that the methods of a file's classes give to `self`. */
export class SelfAttributes {
  readonly #values = new Map<string, SyntaxNode | null>();

  constructor(private readonly file: ParsedFile) {}

  /** What `self.name`, used at `node`, is assigned in its class; null unless that happens once. */
  valueAt(node: SyntaxNode, name: string): SyntaxNode | null {
    const owner = this.#classAround(node);
    if (owner === undefined) return null;
    const key = `${owner.id.toString()}.${name}`;
    let value = this.#values.get(key);
    if (value === undefined) {
      value = this.#onlyValueOf(name, owner);
      this.#values.set(key, value);
    }
    return value;
  }

  #onlyValueOf(name: string, owner: SyntaxNode): SyntaxNode | null {
    const assigned = new RegExp(`(?<![\\w.])(?:self|cls)\\.${name}(?!\\w)(?=[ \\t]*[:=][^=])`, 'g');
    let only: SyntaxNode | null = null;
    for (const { node } of this.file.nodesAt(assigned, 0, 'statement')) {
      const { parent } = node;
      const value = parent?.type === 'assignment' ? parent.childForFieldName('right') : null;
      const isTarget = parent?.childForFieldName('left')?.id === node.id;
      if (value === null || !isTarget || this.#classAround(node)?.id !== owner.id) continue;
      if (only !== null) return null;
      only = value;
    }
    return only;
  }

  #classAround(node: SyntaxNode): SyntaxNode | undefined {
    for (const above of this.file.ancestors(node)) if (above.type === 'class_definition') return above;
    return undefined;
  }
}
