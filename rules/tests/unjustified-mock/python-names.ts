import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { bindingAt, type Binding } from './python-bindings.js';

const COMPREHENSION = /_comprehension$|^generator_expression$/;

interface Scoped {
  readonly binding: Binding;
  /** Where the name has this value: the node of a function, lambda, class, comprehension or of the module. */
  readonly scope: SyntaxNode;
}

/** What the names of one Python file mean where they are used, by the scoping rules of the language. */
export class PythonNames {
  readonly #bindings = new Map<string, readonly Scoped[]>();

  constructor(private readonly file: ParsedFile) {}

  /**
   * The bindings that `name`, used at `node`, may have: all of the innermost scope that has any. None where the name is
   * built in, comes from a star import or is not defined.
   */
  bindingsAt(node: SyntaxNode, name: string): readonly Binding[] {
    const all = this.#bindingsOf(name);
    if (all.every(({ scope }) => scope.type === 'module')) return moduleBindings(all);
    const scopes = scopesAround([node, ...this.file.ancestors(node)]);
    for (const [index, scope] of scopes.entries()) {
      // Methods do not see the names of their class.
      if (scope.type === 'class_definition' && index > 0) continue;
      const found = all.filter((scoped) => isSame(scoped.scope, scope)).map(({ binding }) => binding);
      if (found.some(({ kind }) => kind === 'global')) return moduleBindings(all);
      if (found.length > 0 && !found.some(({ kind }) => kind === 'nonlocal')) return found;
    }
    return [];
  }

  /** The bindings of `name` at the top level of the module and of its classes: where fixtures are defined. */
  fixturesNamed(name: string): readonly Binding[] {
    return this.#bindingsOf(name)
      .filter(({ scope }) => scope.type === 'module' || scope.type === 'class_definition')
      .map(({ binding }) => binding);
  }

  #bindingsOf(name: string): readonly Scoped[] {
    let found = this.#bindings.get(name);
    if (found === undefined) {
      found = this.#findBindings(name);
      this.#bindings.set(name, found);
    }
    return found;
  }

  #findBindings(name: string): readonly Scoped[] {
    const found: Scoped[] = [];
    for (const { node } of this.file.nodesAt(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'), 0, 'statement')) {
      if (node.type !== 'identifier') continue;
      const binding = bindingAt(node, this.file.ancestors(node));
      if (binding !== undefined) found.push({ binding, scope: scopeOf(binding, [...this.file.ancestors(node)]) });
    }
    const globals = found.filter(({ binding }) => binding.kind === 'global').map(({ scope }) => scope.id);
    return found.map((scoped) => {
      const isGlobal = scoped.binding.kind !== 'global' && globals.includes(scoped.scope.id);
      return isGlobal ? { ...scoped, scope: [...this.file.ancestors(scoped.scope)].at(-1) ?? scoped.scope } : scoped;
    });
  }
}

/** The statements of a module may be of several trees. */
function isSame(one: SyntaxNode, other: SyntaxNode): boolean {
  return one.id === other.id || (one.type === 'module' && other.type === 'module');
}

function moduleBindings(all: readonly Scoped[]): readonly Binding[] {
  return all.filter(({ scope }) => scope.type === 'module').map(({ binding }) => binding);
}

function scopeOf({ kind, node }: Binding, above: readonly SyntaxNode[]): SyntaxNode {
  if (kind === 'parameter') {
    const owner = above.find(({ type }) => type === 'function_definition' || type === 'lambda');
    if (owner !== undefined) return owner;
  }
  const scopes = scopesAround([node, ...above]);
  return scopes.find(({ type }) => kind === 'iterated' || !COMPREHENSION.test(type)) ?? node;
}

/** The scopes around the first of the nodes, given its ancestors, the innermost first. The module is the last. */
function scopesAround(nodes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const scopes: SyntaxNode[] = [];
  for (const [index, node] of nodes.entries()) {
    const child = nodes[index - 1];
    if (child === undefined) continue;
    if (node.type === 'module' || opensScopeFor(node, child, nodes[index - 2])) scopes.push(node);
  }
  return scopes;
}

/** True if `child` is evaluated inside the scope of `node`: bodies are; defaults, decorators and bases are not. */
function opensScopeFor(node: SyntaxNode, child: SyntaxNode, below: SyntaxNode | undefined): boolean {
  if (COMPREHENSION.test(node.type)) return !isFirstIterable(node, child, below);
  if (node.type !== 'function_definition' && node.type !== 'lambda' && node.type !== 'class_definition') return false;
  return node.childForFieldName('body')?.id === child.id;
}

function isFirstIterable(node: SyntaxNode, clause: SyntaxNode, below: SyntaxNode | undefined): boolean {
  const isFirst = clause.type === 'for_in_clause' && node.namedChild(1)?.id === clause.id;
  return isFirst && clause.childForFieldName('right')?.id === below?.id;
}
