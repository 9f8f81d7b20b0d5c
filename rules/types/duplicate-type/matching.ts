import type { TypeExpression, TypeOperation } from 'compliance-linter';
import { type Definition, isSameDefinition } from './definition.js';
import { isLiteral, isOperation, type Located } from './expressions.js';
import { familyOf } from './families.js';
import type { Names, Target } from './names.js';
import { type Field, type Shape, shapeBeside, shapeInPlace, wholeShape } from './shapes.js';

/** A type, or the definition that its outermost name stands for. */
type Meaning = Located | { readonly definition: Definition };

/** Deepest nesting of types within types that is compared by meaning; beyond it types are compared as written. */
const MAX_DEPTH = 12;
/** How deep the literal lies that tells two object types apart, at most. */
const MAX_DISCRIMINANTS = 1;
/** Operators whose operands have no order. */
const UNORDERED: ReadonlySet<string> = new Set(['|', '&']);

/** Compares types of different files by what their names mean. Cycles are taken to match until something differs. */
export class Matching {
  /** True once two distinct classes or enumerations of equal shape have been taken for one. */
  isNominal = false;
  /** Verdicts on pairs of definitions; while a pair is being compared it is taken to match. */
  readonly #verdicts = new Map<string, boolean>();
  /** The pairs that match, in the order in which they were found. */
  readonly #matches: string[] = [];

  constructor(private readonly names: Names) {}

  isSameField(a: Field, b: Field): boolean {
    return this.#isSameOrUnknown(a, b, MAX_DEPTH);
  }

  isSame(left: Located, right: Located, depth = MAX_DEPTH): boolean {
    if (isWord(left) && isWord(right)) return left.type === right.type;
    if (depth === 0) return JSON.stringify(left.type) === JSON.stringify(right.type);
    const [one, other] = [this.#classNamed(left), this.#classNamed(right)];
    if (one !== undefined && other !== undefined) return this.#isSameClass(one, other, depth);
    const [a, b] = [this.#meaning(left), this.#meaning(right)];
    if ('definition' in a && 'definition' in b) return this.#isSameDefinition(a.definition, b.definition, depth);
    if ('definition' in a || 'definition' in b) return this.#isSameObject(a, b, depth);
    if (isOperation(a) && isOperation(b)) return this.#isSameOperation(a, b, depth);
    return a.type === b.type;
  }

  /**
   * True if nothing can be both: two literals, or two object types that tell what they are by different literals, such
   * as `kind: 'link'` and `kind: 'category'`.
   */
  isDisjoint(left: Located, right: Located, depth = MAX_DISCRIMINANTS): boolean {
    const [a, b] = [this.#meaning(left), this.#meaning(right)];
    if (isLocatedLiteral(a) && isLocatedLiteral(b)) return a.type !== b.type;
    if (depth === 0) return false;
    const [one, other] = [this.#shapeOf(a), this.#shapeOf(b)];
    if (one === undefined || other === undefined) return false;
    return [...one.values()].some((field) => {
      const twin = other.get(field.name);
      const isRequired = twin?.isOptional === false && !field.isOptional;
      return isRequired && this.isDisjointField(field, twin, depth - 1);
    });
  }

  isDisjointField(a: Field, b: Field, depth = MAX_DISCRIMINANTS): boolean {
    return isTyped(a) && isTyped(b) && this.isDisjoint(a, b, depth);
  }

  /** The class that a value names: `["typeof", "@Order"]`. */
  #classNamed({ path, type }: Located): Definition | undefined {
    if (typeof type === 'string' || type[0] !== 'typeof' || typeof type[1] !== 'string') return undefined;
    const definition = this.names.definition(path, type[1].replace(/^@/, ''));
    return definition?.fact.kind === 'class' ? definition : undefined;
  }

  /** Classes whose bases are unknown are the same only if those are named the same. */
  #isSameClass(a: Definition, b: Definition, depth: number): boolean {
    if (isSameDefinition(a, b)) return true;
    return familyOf(a, this.names) === familyOf(b, this.names) && this.#isSameDefinition(a, b, depth);
  }

  #isSameOrUnknown(a: Field, b: Field, depth: number): boolean {
    return isTyped(a) && isTyped(b) ? this.isSame(a, b, depth) : a.type === b.type;
  }

  /** Follows the outermost name, and aliases that it stands for, as far as their meaning is known. */
  #meaning({ path, type }: Located, depth = MAX_DEPTH): Meaning {
    const target = this.#targetOf({ path, type });
    if (target === undefined) return { path, type };
    if (!('definition' in target)) return { path, type: `=${target.identity}` };
    const { definition } = target;
    const { fact } = definition;
    if (fact.kind !== 'alias' || fact.typeParameters > 0 || fact.bases.length > 0 || depth === 0) return target;
    if (fact.type !== undefined) return this.#meaning({ path: definition.path, type: fact.type }, depth - 1);
    const isUnion = fact.members.every((member) => member.type === null);
    return isUnion ? { path: definition.path, type: ['|', ...fact.members.map(({ name }) => name)] } : target;
  }

  #targetOf({ path, type }: Located): Target | undefined {
    if (typeof type === 'string') return type.startsWith('@') ? this.names.target(path, type.slice(1)) : undefined;
    const [operator, operand, ...segments] = type;
    if (typeof operand !== 'string') return undefined;
    if (operator === 'import' && segments.length > 0) {
      return this.names.imported(path, operand.slice(1, -1), segments.join('.'));
    }
    return operator === 'typeof' && operand.startsWith('@') ? this.#valueOf(path, operand.slice(1)) : undefined;
  }

  /** What `typeof name` means: a value that the file defines is another one in every file. */
  #valueOf(path: string, name: string): Target {
    if (this.names.isLocal(path, name)) return { identity: `typeof ${path}#${name}` };
    const target = this.names.target(path, name);
    return { identity: `typeof ${'definition' in target ? `${target.definition.path}#${name}` : target.identity}` };
  }

  #isSameDefinition(a: Definition, b: Definition, depth: number): boolean {
    if (isSameDefinition(a, b)) return true;
    const pair = [a, b].map(({ path, fact }) => `${path}#${fact.name}`).join('\n');
    const known = this.#verdicts.get(pair);
    if (known !== undefined) return known;
    const start = this.#matches.push(pair) - 1;
    this.#verdicts.set(pair, true);
    if (this.#haveSameContent(a, b, depth)) return true;
    // What matched since then may have done so only because this pair was taken to match.
    for (const doubtful of this.#matches.splice(start)) this.#verdicts.delete(doubtful);
    this.#verdicts.set(pair, false);
    return false;
  }

  #haveSameContent(a: Definition, b: Definition, depth: number): boolean {
    const isNominal = [a, b].some(({ fact }) => fact.kind === 'class' || fact.kind === 'enum');
    if (isNominal && a.fact.kind !== b.fact.kind) return false;
    if (a.fact.typeParameters !== b.fact.typeParameters) return false;
    if (isNominal) this.isNominal = true;
    const [left, right] = [a.fact.type, b.fact.type];
    if (left === undefined && right === undefined) {
      return this.#isSameShape(shapeBeside(a, b, this.names), shapeBeside(b, a, this.names), depth);
    }
    if (left === undefined || right === undefined) return false;
    return this.isSame({ path: a.path, type: left }, { path: b.path, type: right }, depth - 1);
  }

  /** Compares an object type that is written in place with one that has a name, or two that are written in place. */
  #isSameObject(a: Meaning, b: Meaning, depth: number): boolean {
    const [left, right] = [this.#shapeOf(a), this.#shapeOf(b)];
    return left !== undefined && right !== undefined && this.#isSameShape(left, right, depth);
  }

  /** The members of an object type, an interface or an alias of an object type; undefined for anything else. */
  #shapeOf(meaning: Meaning): Shape | undefined {
    if (!('definition' in meaning)) {
      return isOperation(meaning) && meaning.type[0] === '{}' ? shapeInPlace(meaning) : undefined;
    }
    const { fact } = meaning.definition;
    const isStructural = fact.kind === 'interface' || (fact.kind === 'alias' && fact.type === undefined);
    return isStructural ? wholeShape(meaning.definition, this.names) : undefined;
  }

  #isSameShape(a: Shape, b: Shape, depth: number): boolean {
    if (a.size !== b.size) return false;
    for (const field of a.values()) {
      const other = b.get(field.name);
      if (other?.isOptional !== field.isOptional || !this.#isSameOrUnknown(field, other, depth - 1)) return false;
    }
    return true;
  }

  #isSameOperation(a: Located<TypeOperation>, b: Located<TypeOperation>, depth: number): boolean {
    if (a.type[0] !== b.type[0]) return false;
    if (a.type[0] === '{}') return this.#isSameShape(shapeInPlace(a), shapeInPlace(b), depth);
    if (UNORDERED.has(a.type[0])) return this.#isSameSet(this.#flatOperands(a), this.#flatOperands(b), depth);
    const [left, right] = [operandsOf(a), operandsOf(b)];
    if (left.length !== right.length) return false;
    return left.every((operand, index) => {
      const other = right[index];
      return other !== undefined && this.isSame(operand, other, depth - 1);
    });
  }

  /** The operands of a union or intersection, those of aliases that stand for one included, each once. */
  #flatOperands(operation: Located<TypeOperation>): Located[] {
    const seen = new Set<string>();
    const flat: Located[] = [];
    const open: Located[] = operandsOf(operation);
    for (const operand of open) {
      const isPlain = isWord(operand);
      const key = isPlain ? operand.type : keyOf(operand);
      if (seen.has(key)) continue;
      seen.add(key);
      if (isPlain) {
        flat.push(operand);
        continue;
      }
      const meaning = this.#meaning(operand);
      const isNested = !('definition' in meaning) && isOperation(meaning) && meaning.type[0] === operation.type[0];
      if (!isNested) flat.push(operand);
      else for (const inner of operandsOf(meaning)) open.push(inner);
    }
    return flat;
  }

  #isSameSet(left: readonly Located[], right: readonly Located[], depth: number): boolean {
    if (left.length !== right.length) return false;
    const words = new Set<TypeExpression>(right.filter(isWord).map(({ type }) => type));
    const open = right.filter((operand) => !isWord(operand));
    for (const operand of left) {
      if (isWord(operand)) {
        if (!words.has(operand.type)) return false;
      } else {
        const at = open.findIndex((other) => this.isSame(operand, other, depth - 1));
        if (at < 0) return false;
        open.splice(at, 1);
      }
    }
    return true;
  }
}

function isLocatedLiteral(meaning: Meaning): meaning is Located<string> {
  return (
    'type' in meaning &&
    typeof meaning.type === 'string' &&
    (isLiteral(meaning.type) || /^(?:true|false)$/i.test(meaning.type))
  );
}

/** True where something is known of the member's type. */
function isTyped(field: Field): field is Field & Located {
  return field.type !== null;
}

/** True for a word that means the same in every file. */
function isWord(located: Located): located is Located<string> {
  return typeof located.type === 'string' && !located.type.startsWith('@');
}

/** The same text for the same type in the same file. */
function keyOf({ path, type }: Located): string {
  return `${path} ${typeof type === 'string' ? type : JSON.stringify(type)}`;
}

function operandsOf({ path, type }: Located<TypeOperation>): Located[] {
  return type.slice(1).map((operand) => ({ path, type: operand }));
}
