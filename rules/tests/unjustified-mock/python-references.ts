import {
  pythonArguments,
  pythonDottedName,
  pythonString,
  type ImportedAs,
  type ParsedFile,
  type SyntaxNode,
} from 'compliance-linter';
import type { Binding } from './python-bindings.js';
import { MOCKER, MOCKER_FIXTURES, MONKEYPATCH } from './python-creators.js';
import { PythonNames } from './python-names.js';
import { SelfAttributes } from './python-self.js';

/** What an expression stands for: something imported, or a member of it, or an object made by it. */
export interface Reference {
  readonly from: ImportedAs;
  /** The attributes behind the import: `charge` of `orders.charge`. */
  readonly names: readonly string[];
  /** An object that the named class or function gives, rather than the thing of that name. */
  readonly isInstance: boolean;
  /** False where the name may also have a value that is not known. */
  readonly isSure: boolean;
  /** Present if it is a fixture of pytest by its name alone. */
  readonly fixture?: string;
}

/** Most values of one name that are looked into. */
const MAX_BINDINGS = 20;

/** Longest chain of assignments, fixtures and calls that is followed. */
const MAX_STEPS = 30;

const MOCKER_TYPE = /^(?:pytest_mock|pytest_mock\.plugin)\.Mock(?:er)?Fixture$/;
const MONKEYPATCH_TYPE = /^(?:pytest|_pytest\.monkeypatch)\.MonkeyPatch$/;

/** `unittest.mock.patch.object`; relative imports keep their dots. */
export function fullName({ from, names }: Pick<Reference, 'from' | 'names'>): string {
  const { specifier, imported } = from;
  const inner = imported === '*' ? names : [imported, ...names];
  return [specifier.replace(/\.$/, ''), ...inner].join('.');
}

/** Says what the expressions of one file stand for, through imports, assignments and fixtures. */
export class PythonReferences {
  readonly #names: PythonNames;
  readonly #self: SelfAttributes;
  readonly #known = new Map<number, readonly Reference[]>();
  #steps = 0;

  constructor(file: ParsedFile) {
    this.#names = new PythonNames(file);
    this.#self = new SelfAttributes(file);
  }

  /** What the expression may stand for: several where imports are alternatives, none where it cannot be told. */
  of(expression: SyntaxNode): readonly Reference[] {
    const known = this.#known.get(expression.id);
    if (known !== undefined || this.#steps > MAX_STEPS) return known ?? [];
    // What refers to itself on the way (`path = path.parent`) is nothing known.
    this.#known.set(expression.id, []);
    this.#steps += 1;
    const found = this.#find(expression);
    this.#steps -= 1;
    this.#known.set(expression.id, found);
    return found;
  }

  #find(expression: SyntaxNode): readonly Reference[] {
    switch (expression.type) {
      case 'identifier':
        return this.#ofName(expression);
      case 'attribute':
        return this.#ofAttribute(expression);
      case 'call':
        return this.#ofCall(expression);
      case 'await':
      case 'parenthesized_expression':
        return this.#ofChild(expression.firstNamedChild);
      case 'named_expression':
        return this.#ofChild(expression.childForFieldName('value'));
      default:
        return [];
    }
  }

  #ofChild(child: SyntaxNode | null): readonly Reference[] {
    return child === null ? [] : this.of(child);
  }

  /** Where the name at `identifier` gets its value. */
  bindingsOf(identifier: SyntaxNode): readonly Binding[] {
    return this.#names.bindingsAt(identifier, identifier.text);
  }

  /** All that the name may stand for, where it has several values, one of them perhaps None. */
  #ofName(identifier: SyntaxNode): readonly Reference[] {
    const bindings = this.bindingsOf(identifier).filter(
      (binding) => binding.kind !== 'value' || binding.value.type !== 'none',
    );
    if (bindings.length > MAX_BINDINGS) return [];
    const found = bindings.map((binding) => this.#byBinding(binding));
    const isSure = found.every((references) => references.length > 0);
    return found.flat().map((reference) => (isSure ? reference : { ...reference, isSure }));
  }

  #byBinding(binding: Binding): readonly Reference[] {
    switch (binding.kind) {
      case 'import':
        return importedBy(binding.node, binding.statement);
      case 'parameter':
        return this.#ofParameter(binding);
      case 'value':
        return this.of(binding.value).filter(({ isInstance }) => !(binding.isEntered && isInstance));
      default:
        return [];
    }
  }

  #ofAttribute(attribute: SyntaxNode): readonly Reference[] {
    const object = attribute.childForFieldName('object');
    const name = attribute.childForFieldName('attribute')?.text;
    if (object === null || name === undefined) return [];
    if (object.type === 'identifier' && /^(?:self|cls)$/.test(object.text)) {
      return this.#ofChild(this.#self.valueAt(attribute, name));
    }
    return this.of(object).map((reference) => ({ ...reference, names: [...reference.names, name] }));
  }

  #ofCall(call: SyntaxNode): readonly Reference[] {
    const called = call.childForFieldName('function');
    if (called === null) return [];
    const [first] = this.of(called);
    if (first === undefined || first.isInstance) return [];
    const name = fullName(first);
    if (MONKEYPATCH_TYPE.test(name) || /(?:^pytest\.monkeypatch|\.MonkeyPatch)\.context$/.test(name))
      return [FIXTURES.monkeypatch];
    if (/^functools\.partial(?:method)?$/.test(name)) return this.#ofPartial(call);
    return [{ ...first, isInstance: true }];
  }

  /** `partial(patch, autospec=True)` is `patch`; with more arguments it is a call to come. */
  #ofPartial(call: SyntaxNode): readonly Reference[] {
    const values = pythonArguments(call);
    const called = values.get(0);
    return called === undefined || values.has(1) ? [] : this.of(called);
  }

  #ofParameter({ node, annotation }: Binding & { kind: 'parameter' }): readonly Reference[] {
    const type = annotation?.firstNamedChild ?? null;
    const typed = type === null ? undefined : this.#ofType(type);
    if (typed !== undefined) return typed;
    const name = node.text;
    const fixtures = this.#names.fixturesNamed(name).filter((fixture) => isFixtureFor(node, fixture));
    if (fixtures.length > 0) return fixtures.length > 1 ? [] : fixtures.flatMap((fixture) => this.#givenBy(fixture));
    if (MOCKER_FIXTURES.includes(name)) return [{ ...FIXTURES.mocker, fixture: name }];
    return name === 'monkeypatch' ? [{ ...FIXTURES.monkeypatch, fixture: name }] : [];
  }

  /** An object of the annotated type; undefined where the annotation leaves it open. */
  #ofType(type: SyntaxNode): readonly Reference[] | undefined {
    const quoted = pythonString(type);
    if (quoted !== undefined) return /\bMock(?:er)?Fixture$/.test(quoted) ? [FIXTURES.mocker] : undefined;
    if (pythonDottedName(type) === undefined) return undefined;
    const found = this.of(type).map((reference) => {
      const name = fullName(reference);
      if (MOCKER_TYPE.test(name)) return FIXTURES.mocker;
      return MONKEYPATCH_TYPE.test(name) ? FIXTURES.monkeypatch : { ...reference, isInstance: true };
    });
    return found.some((reference) => /\.Any$/.test(fullName(reference))) ? undefined : found;
  }

  /** What a fixture of this file returns or yields, if it does so in one place. */
  #givenBy(fixture: Binding): readonly Reference[] {
    if (fixture.kind !== 'function' || !isFixture(fixture.definition)) return [];
    const given = fixture.definition.descendantsOfType(['return_statement', 'yield']);
    const [only, ...more] = given.flatMap((statement) => statement?.firstNamedChild ?? []);
    return only === undefined || more.length > 0 ? [] : this.of(only);
  }
}

/** True if the fixture may be what the parameter asks for: one that asks for its own name gets an outer one. */
function isFixtureFor(parameter: SyntaxNode, fixture: Binding): boolean {
  if (fixture.kind !== 'function') return false;
  const { startIndex, endIndex } = fixture.definition;
  return parameter.startIndex < startIndex || parameter.startIndex >= endIndex;
}

const FIXTURES = {
  mocker: { from: MOCKER, names: [], isInstance: false, isSure: true },
  monkeypatch: { from: MONKEYPATCH, names: [], isInstance: false, isSure: true },
} as const satisfies Record<string, Reference>;

/** True if a decorator of the function is called `fixture`. */
function isFixture(definition: SyntaxNode): boolean {
  const decorated = definition.parent;
  if (decorated?.type !== 'decorated_definition') return false;
  const decorators = decorated.text.slice(0, definition.startIndex - decorated.startIndex);
  return /^[ \t]*@[\w.]*\bfixture\b/m.test(decorators);
}

/** What the name `node` in an import statement stands for. */
function importedBy(node: SyntaxNode, statement: SyntaxNode): readonly Reference[] {
  const module = statement.childForFieldName('module_name')?.text.replace(/[\s\\]/g, '');
  const source = node.parent?.type === 'aliased_import' ? node.parent.childForFieldName('name') : node;
  const written = source?.text.replace(/\s/g, '') ?? '';
  const from = module === undefined ? { specifier: written, imported: '*' } : { specifier: module, imported: written };
  return [{ from, names: [], isInstance: false, isSure: true }];
}
