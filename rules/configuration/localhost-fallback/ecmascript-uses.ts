import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { FUNCTION, bindingOf, usesOf } from './ecmascript-bindings.js';
import {
  PARTS_OF_PATH,
  isDummyBase,
  isNameOnly,
  isPassing,
  nameOfCall,
  purposeOfCall,
  type Purpose,
} from './ecmascript-callees.js';
import { keyOf, operatorOf, pathOf, propertyOf } from './ecmascript-paths.js';

/** Where a value flows to. */
export interface Use {
  /** What it is called there, from the inside out: keys, calls, variables, parameters. */
  readonly names: readonly string[];
  readonly purpose: Purpose;
  /** The properties in which it is stored in the variable, the outermost first. */
  readonly keys: readonly string[];
  /** The variable that it is stored in. */
  readonly declarator: SyntaxNode | undefined;
}

const COMPARING = /^(?:includes|indexOf|startsWith|endsWith|match|test|search|localeCompare)$/;
/** Attributes and keys that people read, or that suggest what they may enter. */
const SHOWN =
  /^(?:placeholder|defaultValues?|initialValues?|initialState|label|title|alt|description|metadataBase|openGraph|helperText|hint|tooltip|examples?|help|content|children|remotePatterns|images|domains?|allowed\w*|origins?|cors\w*)$/;
/** Variables that hold such. */
const SHOWN_VARIABLE = /^(?:metadataBase|placeholder|(?:initial|default)(?:Form)?(?:Values|State|Data))$/;
const MAX_USES = 50;

/** Where the value of `node` flows to, as far as the statement that it is in, and one variable further. */
export function useOf(file: ParsedFile, node: SyntaxNode): Use {
  const direct = directUse(file, node);
  if (direct.purpose !== 'any' || direct.declarator === undefined) return direct;
  const purposes = purposesOfVariable(file, { declarator: direct.declarator, keys: direct.keys });
  if (purposes.includes('bind')) return { ...direct, purpose: 'bind' };
  const isUnused = purposes.length > 0 && purposes.every((purpose) => purpose === 'none');
  return isUnused ? { ...direct, purpose: 'none' } : direct;
}

function purposesOfVariable(
  file: ParsedFile,
  { declarator, keys }: { declarator: SyntaxNode; keys: readonly string[] },
): readonly Purpose[] {
  const name = declarator.childForFieldName('name');
  const binding = name?.type === 'identifier' ? bindingOf(file, name.text, declarator) : undefined;
  if (name === null || binding === undefined) return [];
  const isExported = declarator.parent?.parent?.type === 'export_statement';
  const purposes: Purpose[] = isExported ? ['any'] : [];
  for (const use of usesOf(file, name.text, binding)) {
    const member = use.parent?.type === 'member_expression' ? propertyOf(use.parent) : undefined;
    if (keys[0] !== undefined && member !== undefined && member !== keys[0]) continue;
    purposes.push(directUse(file, use).purpose);
    if (purposes.length > MAX_USES) break;
  }
  return purposes;
}

/** Where the value of `node` flows to, as far as the statement that it is in. */
export function directUse(file: ParsedFile, node: SyntaxNode): Use {
  const names: string[] = [];
  let child = node;
  let purpose: Purpose = 'any';
  let declarator: SyntaxNode | undefined;
  const keys: string[] = [];
  for (const parent of file.ancestors(node)) {
    const step = stepThrough(file, { parent, child, names });
    if (step === 'up') {
      if (parent.type === 'pair') keys.unshift(keyOf(parent) ?? '');
      child = parent;
      continue;
    }
    if (step !== 'end') purpose = step;
    if (parent.type === 'variable_declarator') declarator = parent;
    break;
  }
  return { names, purpose, declarator, keys };
}

interface Step {
  readonly parent: SyntaxNode;
  readonly child: SyntaxNode;
  readonly names: string[];
}

/** Notes the name that `parent` gives to the value, and says whether it flows further. */
function stepThrough(file: ParsedFile, { parent, child, names }: Step): 'up' | 'end' | Purpose {
  const name = (field: string) => pathOf(parent.childForFieldName(field))?.join('.');
  switch (parent.type) {
    case 'binary_expression':
      return /^(?:\+|\|\||&&|\?\?)$/.test(operatorOf(parent)) ? 'up' : 'none';
    case 'unary_expression':
    case 'throw_statement':
      return 'none';
    case 'pair':
      names.push(keyOf(parent) ?? '');
      return SHOWN.test(keyOf(parent) ?? '') ? 'none' : 'up';
    case 'member_expression':
    case 'subscript_expression':
      return partUsed(parent, child);
    case 'call_expression':
      return 'up';
    case 'arguments':
      return argumentUse(file, { parent, child, names });
    case 'jsx_attribute':
      names.push(parent.firstNamedChild?.text ?? '');
      return SHOWN.test(names.at(-1) ?? '') ? 'none' : 'end';
    case 'jsx_expression':
      return parent.parent?.type === 'jsx_attribute' ? 'up' : 'none';
    case 'variable_declarator':
      names.push(keyOf(parent) ?? '');
      return SHOWN_VARIABLE.test(keyOf(parent) ?? '') ? 'none' : 'end';
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      names.push(name('left') ?? '');
      return SHOWN.test(name('left')?.split('.').at(-1) ?? '') ? 'none' : 'end';
    case 'public_field_definition':
      names.push(keyOf(parent) ?? '');
      return 'end';
    case 'required_parameter':
    case 'optional_parameter':
      names.push(name('pattern') ?? '');
      return 'end';
    default:
      return defaultStep(parent, child, names);
  }
}

const PASSING =
  /^(?:parenthesized_expression|as_expression|satisfies_expression|non_null_expression|await_expression|new_expression|ternary_expression|template_substitution|template_string|array|object|spread_element|assignment_pattern|object_assignment_pattern|object_pattern|pair_pattern)$/;

function defaultStep(parent: SyntaxNode, child: SyntaxNode, names: string[]): 'up' | 'end' {
  if (child.type === 'shorthand_property_identifier') names.push(child.text);
  if (PASSING.test(parent.type)) return 'up';
  // A function that is nothing but this value: its name says what it is.
  if (FUNCTION.test(parent.type))
    names.push(keyOf(parent) ?? (parent.parent === null ? '' : (keyOf(parent.parent) ?? '')));
  return 'end';
}

/** A method of the value makes another of it, compares it, or takes a part of it. */
function partUsed(member: SyntaxNode, child: SyntaxNode): 'up' | 'none' {
  if (member.childForFieldName('index')?.id === child.id) return 'none';
  const property = propertyOf(member) ?? '';
  return COMPARING.test(property) || PARTS_OF_PATH.test(property) ? 'none' : 'up';
}

function argumentUse(file: ParsedFile, { parent, child, names }: Step): 'up' | 'end' | Purpose {
  const call = parent.parent;
  if (call === null) return 'end';
  const name = nameOfCall(call);
  const purpose = purposeOfCall(call);
  if (purpose !== 'any') return purpose;
  if (isPassing(call)) return 'up';
  if (name === 'URL') return isDummyBase(file, { call, child }) || isNameOnly(file, { call, child }) ? 'none' : 'up';
  names.push(name);
  return 'end';
}
