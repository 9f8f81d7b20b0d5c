import type { SyntaxNode } from 'compliance-linter';

/** A place where an attribute or key with the name of a session is set to nothing, or deleted. */
export interface NullingSite {
  /** What a finding marks: the target, or the whole call that sets it by name. */
  readonly node: SyntaxNode;
  readonly object: SyntaxNode;
  readonly name: string;
  readonly isKey: boolean;
  /** As the language spells nothing; absent if the attribute is deleted. */
  readonly value?: string;
}

/** A function or class around a place. */
export interface Scope {
  readonly kind: 'function' | 'class';
  readonly node: SyntaxNode;
  /** Names by which it may be known as a handler: its own, of a class those of its bases. */
  readonly names: readonly string[];
  readonly decorators: readonly string[];
  /** Name of the first parameter of a Python method. */
  readonly receiver?: string;
}
