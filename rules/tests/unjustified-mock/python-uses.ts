import { pythonArguments, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { isMockClass, isMocking, suggestedCreator } from './python-creators.js';
import { creatorAmong, type Provenance } from './python-library.js';
import { fullName, type PythonReferences } from './python-references.js';
import { unboundAt, type Unbound } from './python-undefined.js';
import { firstPatterns, patternOf, usesOf } from './python-words.js';

/** A place where a mock is made. */
export interface Use extends Provenance {
  /** A call, a class that extends a class of mocks, or an assignment of one. */
  readonly node: SyntaxNode;
  /** The name of what makes it. */
  readonly name: SyntaxNode;
}

/** A call of a name that nothing binds. */
export interface UndefinedUse extends Extract<Unbound, { kind: 'undefined' }> {
  readonly node: SyntaxNode;
}

/** Longest chain of names given to names that is followed. */
const MAX_ROUNDS = 5;

/** The places of a file where mocks are made, found from the names of the libraries on, through every other name given to them. */
export class PythonUses {
  readonly made: Use[] = [];
  readonly unbound: UndefinedUse[] = [];
  readonly #seen = new Set<number>();
  readonly #patterns = new Set<string>();
  /** The classes of this file that are mocks, by their nodes. */
  readonly #mockClasses = new Map<number, Provenance>();

  constructor(
    private readonly file: ParsedFile,
    private readonly references: PythonReferences,
  ) {
    let patterns = firstPatterns(file);
    for (let round = 0; round < MAX_ROUNDS && patterns.length > 0; round += 1) {
      for (const pattern of patterns) this.#patterns.add(pattern);
      const words = [...file.nodesAt(usesOf(patterns), 0, 'statement')].flatMap(({ node }) => this.#read(node));
      patterns = [...new Set(words.map(patternOf))].filter((pattern) => !this.#patterns.has(pattern));
    }
  }

  /** Reads one place of a name; gives the other names that are given to it there. */
  #read(node: SyntaxNode): readonly string[] {
    if (node.type !== 'identifier' && node.type !== 'attribute') return [];
    const expression = this.#widest(node);
    if (expression === undefined || this.#seen.has(expression.startIndex)) return [];
    this.#seen.add(expression.startIndex);
    const parent = expression.parent;
    switch (parent?.type) {
      case 'call':
        return this.#readCall(parent, expression);
      case 'argument_list':
        return this.#readArgument(parent, expression);
      case 'assignment':
        return this.#readAssignment(parent, expression);
      case 'return_statement':
      case 'yield':
        return this.#isLibrary(expression) ? this.#functionAround(parent) : [];
      default:
        return [];
    }
  }

  /** The whole dotted name that starts with `node`; undefined if `node` is an attribute of something else. */
  #widest(node: SyntaxNode): SyntaxNode | undefined {
    let widest = node;
    for (const above of this.file.ancestors(node)) {
      if (above.type !== 'attribute') break;
      if (above.childForFieldName('object')?.id !== widest.id) return undefined;
      widest = above;
    }
    return widest;
  }

  #readCall(call: SyntaxNode, called: SyntaxNode): readonly string[] {
    if (call.childForFieldName('function')?.id !== called.id) return [];
    const references = this.references.of(called);
    const provenance = creatorAmong(references);
    if (provenance !== undefined) this.made.push({ node: call, name: called, ...provenance });
    else if (references.length === 0) this.#readUnbound(call, called);
    return this.#isLibrary(call) ? namesGivenTo(call) : [];
  }

  #readUnbound(call: SyntaxNode, called: SyntaxNode): void {
    let root = called;
    while (root.type === 'attribute') root = root.childForFieldName('object') ?? root;
    if (root.type !== 'identifier' || this.references.bindingsOf(root).length > 0) return;
    const unbound = unboundAt(this.file, called);
    if (unbound?.kind === 'undefined') this.unbound.push({ ...unbound, node: root });
    const provenance = unbound?.kind === 'undefined' ? unbound.maybe : unbound;
    if (provenance !== undefined) this.made.push({ node: call, name: called, ...provenance });
  }

  /** `class FakeBank(Mock)`, `partial(patch, …)`. */
  #readArgument(list: SyntaxNode, expression: SyntaxNode): readonly string[] {
    const owner = list.parent;
    if (owner?.type === 'class_definition') return this.#readBase(owner, expression);
    const provenance = creatorAmong(this.references.of(expression));
    if (owner === null || provenance === undefined) return [];
    if (this.#isLibrary(owner)) return namesGivenTo(owner);
    const isPartial = this.references.of(owner.childForFieldName('function') ?? owner).some(isPartialFunction);
    if (isPartial && pythonArguments(owner).get(0)?.id === expression.id) {
      this.made.push({ node: owner, name: expression, ...provenance });
    }
    return [];
  }

  /** A class that extends a class of mocks is one itself; what it makes is not reported again. */
  #readBase(definition: SyntaxNode, base: SyntaxNode): readonly string[] {
    const bindings = base.type === 'identifier' ? this.references.bindingsOf(base) : [];
    const known = bindings.map((binding) =>
      binding.kind === 'class' ? this.#mockClasses.get(binding.definition.id) : undefined,
    );
    const provenance = creatorAmong(this.references.of(base)) ?? known[0];
    if (provenance === undefined || !isMockClass(provenance.creator)) return [];
    this.#mockClasses.set(definition.id, provenance);
    this.made.push({ node: definition, name: base, ...provenance });
    const name = definition.childForFieldName('name')?.text;
    return name === undefined ? [] : [name];
  }

  /** `P = patch` gives another name; `Redis = Mock` in place of an import makes a mock. */
  #readAssignment(assignment: SyntaxNode, value: SyntaxNode): readonly string[] {
    if (assignment.childForFieldName('right')?.id !== value.id || !this.#isLibrary(value)) return [];
    const provenance = creatorAmong(this.references.of(value));
    const left = assignment.childForFieldName('left');
    if (provenance !== undefined && isMockClass(provenance.creator) && left !== null && this.#isFallback(left)) {
      this.made.push({ node: assignment, name: value, ...provenance });
      return [];
    }
    return namesGivenTo(value);
  }

  /** True if the name is imported as well, or assigned where an import failed. */
  #isFallback(left: SyntaxNode): boolean {
    if (left.type !== 'identifier') return false;
    if (this.references.bindingsOf(left).some(({ kind }) => kind === 'import')) return true;
    for (const { type } of this.file.ancestors(left)) {
      if (type === 'except_clause') return true;
      if (/^(?:function|class)_definition$/.test(type)) return false;
    }
    return false;
  }

  /** True if the expression is a mocking library or a part of it, or may be one that another module passes on. */
  #isLibrary(expression: SyntaxNode): boolean {
    return this.references.of(expression).some((reference) => {
      const name = fullName(reference);
      return !reference.isInstance && (isMocking(name) || suggestedCreator(name) !== undefined);
    });
  }

  #functionAround(node: SyntaxNode): readonly string[] {
    for (const above of this.file.ancestors(node)) {
      if (above.type === 'function_definition')
        return [above.childForFieldName('name')?.text ?? ''].filter((name) => name !== '');
    }
    return [];
  }
}

function isPartialFunction(reference: Parameters<typeof fullName>[0]): boolean {
  return /^functools\.partial(?:method)?$/.test(fullName(reference));
}

/** The names that a value gets where it stands: `name = value`, `self.name = value`, `with value as name`. */
function namesGivenTo(value: SyntaxNode): readonly string[] {
  const parent = value.parent;
  const left =
    parent?.type === 'assignment'
      ? parent.childForFieldName('left')
      : parent?.type === 'named_expression'
        ? parent.childForFieldName('name')
        : parent?.type === 'as_pattern'
          ? parent.childForFieldName('alias')?.firstNamedChild
          : null;
  return left !== null && left !== undefined && /^(?:self\.)?[^\W\d]\w*$/.test(left.text) ? [left.text] : [];
}
