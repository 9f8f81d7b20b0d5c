import type { SyntaxNode } from 'compliance-linter';

/** What gives a name its value at one place of a file. */
export type Binding =
  /** `node` is the name in an import statement. */
  | { readonly kind: 'import'; readonly node: SyntaxNode; readonly statement: SyntaxNode }
  | { readonly kind: 'parameter'; readonly node: SyntaxNode; readonly annotation: SyntaxNode | null }
  /** Assigned, alone: `name = value`, `name := value`; `with value as name` where `isEntered`. */
  | { readonly kind: 'value'; readonly node: SyntaxNode; readonly value: SyntaxNode; readonly isEntered: boolean }
  | { readonly kind: 'function' | 'class'; readonly node: SyntaxNode; readonly definition: SyntaxNode }
  /** `global` and `nonlocal`: the binding is elsewhere. */
  | { readonly kind: 'global' | 'nonlocal'; readonly node: SyntaxNode }
  /** By `for` in a comprehension. */
  | { readonly kind: 'iterated'; readonly node: SyntaxNode }
  | { readonly kind: 'other'; readonly node: SyntaxNode };

/** Through these a name is still what is bound: `a` in `(a, *b) = …`, in `case [a, *b]:`. */
const PATTERN =
  /^(?:pattern_list|(?:tuple|list|list_splat|dictionary_splat|case|union|dict|splat|as)_pattern|as_pattern_target|tuple|list|expression_list|parenthesized_expression|keyword_pattern|class_pattern|list_splat|dotted_name)$/;

/** How an identifier binds its name; undefined where it merely uses it. `above` are its ancestors, the nearest first. */
export function bindingAt(node: SyntaxNode, above: Iterable<SyntaxNode>): Binding | undefined {
  let child = node;
  for (const parent of above) {
    const binding = bindingBy(parent, child, node);
    if (binding !== undefined) return binding;
    if (!isPatternPart(parent, child)) return undefined;
    child = parent;
  }
  return undefined;
}

/** What `parent` binds, if it is the statement or clause that decides. */
function bindingBy(parent: SyntaxNode, child: SyntaxNode, node: SyntaxNode): Binding | undefined {
  const isField = (field: string): boolean => parent.childForFieldName(field)?.id === child.id;
  const isAlone = child.id === node.id;
  switch (parent.type) {
    case 'assignment':
    case 'augmented_assignment':
      return isField('left') ? assigned(node, isAlone ? parent.childForFieldName('right') : null) : undefined;
    case 'named_expression':
      return isField('name') ? assigned(node, parent.childForFieldName('value')) : undefined;
    case 'as_pattern_target':
      return entered(parent, isAlone, node);
    case 'for_statement':
      return isField('left') ? { kind: 'other', node } : undefined;
    case 'for_in_clause':
      return isField('left') ? { kind: 'iterated', node } : undefined;
    case 'parameters':
    case 'lambda_parameters':
      return { kind: 'parameter', node, annotation: null };
    case 'typed_parameter':
      return isField('type') ? undefined : { kind: 'parameter', node, annotation: parent.childForFieldName('type') };
    case 'default_parameter':
    case 'typed_default_parameter':
      return isField('name') ? { kind: 'parameter', node, annotation: parent.childForFieldName('type') } : undefined;
    case 'function_definition':
      return isField('name') ? { kind: 'function', node, definition: parent } : undefined;
    case 'class_definition':
      return isField('name') ? { kind: 'class', node, definition: parent } : undefined;
    case 'import_statement':
    case 'import_from_statement':
    case 'aliased_import':
      return imported(parent, child, node);
    case 'global_statement':
      return { kind: 'global', node };
    case 'nonlocal_statement':
      return { kind: 'nonlocal', node };
    case 'delete_statement':
    case 'case_clause':
    case 'ERROR':
      return { kind: 'other', node };
    default:
      return undefined;
  }
}

/** True if `child` of a pattern is what it binds, rather than a class, a key or a keyword in it. */
function isPatternPart(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (!PATTERN.test(parent.type)) return false;
  const isFirst = parent.firstNamedChild?.id === child.id;
  if (/^(?:class|keyword)_pattern$/.test(parent.type)) return !isFirst;
  if (parent.type === 'as_pattern') return child.type !== 'identifier' || !isFirst;
  return parent.type !== 'dotted_name' || isFirst;
}

function assigned(node: SyntaxNode, value: SyntaxNode | null): Binding {
  return value === null ? { kind: 'other', node } : { kind: 'value', node, value, isEntered: false };
}

function entered(target: SyntaxNode, isAlone: boolean, node: SyntaxNode): Binding {
  const pattern = target.parent;
  const value = pattern?.parent?.type === 'with_item' && isAlone ? pattern.firstNamedChild : null;
  return value === null ? { kind: 'other', node } : { kind: 'value', node, value, isEntered: true };
}

function imported(parent: SyntaxNode, child: SyntaxNode, node: SyntaxNode): Binding | undefined {
  if (parent.type === 'aliased_import') {
    const statement = parent.parent;
    return statement !== null && parent.childForFieldName('alias')?.id === child.id
      ? { kind: 'import', node, statement }
      : undefined;
  }
  const isModule = parent.childForFieldName('module_name')?.id === child.id;
  return isModule || child.type !== 'dotted_name' ? undefined : { kind: 'import', node, statement: parent };
}
