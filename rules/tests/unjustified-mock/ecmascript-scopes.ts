import type { ParsedFile, SyntaxNode } from 'compliance-linter';

/** A declaration in the file that is no import statement. */
export interface Declaration {
  /** The declarator, parameter, function, class or enumeration. */
  readonly node: SyntaxNode;
  /** The block, function or program in which the name stands for it. */
  readonly scope: SyntaxNode;
}

export interface Scopes {
  /** What declares the name as it is used at `node`; undefined if it is imported, or defined outside of the file. */
  declarationOf(name: string, node: SyntaxNode): Declaration | undefined;
}

/** Answers which declaration a name refers to; what a scope declares is read once. */
export function scopesOf(file: ParsedFile): Scopes {
  const known = new Map<number, ReadonlyMap<string, SyntaxNode>>();
  const declarationsOf = (scope: SyntaxNode): ReadonlyMap<string, SyntaxNode> => {
    const declared = known.get(scope.id) ?? readScope(scope);
    known.set(scope.id, declared);
    return declared;
  };
  return {
    declarationOf(name, node) {
      for (const scope of file.ancestors(node)) {
        if (!SCOPE.test(scope.type)) continue;
        const declared = declarationsOf(scope).get(name);
        if (declared !== undefined) return { node: declared, scope };
      }
      return undefined;
    },
  };
}

const FUNCTION = /^(?:arrow_function|(?:generator_)?function(?:_expression|_declaration)?|method_definition)$/;
const SCOPE = new RegExp(
  `${FUNCTION.source}|^(?:program|statement_block|switch_case|switch_default|for_statement|for_in_statement|catch_clause)$`,
);

/** The names that a scope declares, with what declares each. */
function readScope(scope: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const declared = new Map<string, SyntaxNode>();
  for (const { pattern, node } of declarationsIn(scope)) {
    for (const name of namesIn(pattern)) if (!declared.has(name)) declared.set(name, node);
  }
  return declared;
}

interface Declaring {
  /** The name, or the pattern that takes names out of a value. */
  readonly pattern: SyntaxNode;
  readonly node: SyntaxNode;
}

function declarationsIn(scope: SyntaxNode): readonly Declaring[] {
  if (FUNCTION.test(scope.type)) {
    const single = scope.childForFieldName('parameter');
    const parameters = scope.childForFieldName('parameters')?.namedChildren ?? (single === null ? [] : [single]);
    return parameters.map((node) => ({ node, pattern: node.childForFieldName('pattern') ?? node }));
  }
  switch (scope.type) {
    case 'for_statement':
      return declaredBy(scope.childForFieldName('initializer'));
    case 'for_in_statement':
      return fieldOf(scope, 'left');
    case 'catch_clause':
      return fieldOf(scope, 'parameter');
    default:
      return scope.namedChildren.flatMap(declaredBy);
  }
}

function fieldOf(node: SyntaxNode, field: string): readonly Declaring[] {
  const pattern = node.childForFieldName(field);
  return pattern === null ? [] : [{ node, pattern }];
}

/** What a statement declares. */
function declaredBy(statement: SyntaxNode | null): readonly Declaring[] {
  switch (statement?.type) {
    case 'export_statement':
      return declaredBy(statement.childForFieldName('declaration'));
    case 'lexical_declaration':
    case 'variable_declaration':
      return statement.namedChildren.flatMap((node) => fieldOf(node, 'name'));
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'enum_declaration':
      return fieldOf(statement, 'name');
    default:
      return [];
  }
}

/** The names that a pattern binds; what it takes by default binds nothing. */
function namesIn(pattern: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const waiting = [pattern];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
      case 'shorthand_property_identifier_pattern':
        names.push(node.text);
        break;
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        waiting.push(...present(node.childForFieldName('left')));
        break;
      case 'pair_pattern':
        waiting.push(...present(node.childForFieldName('value')));
        break;
      case 'object_pattern':
      case 'array_pattern':
      case 'rest_pattern':
        waiting.push(...node.namedChildren);
        break;
    }
  }
  return names;
}

function present(node: SyntaxNode | null): readonly SyntaxNode[] {
  return node === null ? [] : [node];
}
