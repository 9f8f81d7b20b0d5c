import type { DefinitionMember, TypeExpression } from '../../model/facts.js';
import type { SyntaxNode } from '../../model/syntax.js';
import { bodyHash } from '../definition-text.js';
import { FIELD_CALL, isDefaultArgument } from './field-call.js';
import { MemberList } from './member-list.js';
import {
  isOptionalAnnotation,
  type PythonNames,
  readPythonType,
  readPythonValue,
  stringContent,
  stringWord,
} from './type-expression.js';

/** The members of a class, in order; fields assigned in `__init__` are among them. */
export function readClassMembers(body: SyntaxNode, names: PythonNames, allOptional: boolean): DefinitionMember[] {
  const members = new MemberList();
  const add = (member: DefinitionMember): void => {
    members.add(member);
  };
  for (const statement of body.namedChildren) {
    if (statement.type === 'expression_statement') readAssignment(statement, names, allOptional).forEach(add);
    else if (statement.type === 'function_definition') {
      const plain = readPlainMethod(statement.text);
      if (plain !== undefined) {
        add(plain);
        if (plain.name !== '__init__') continue;
        readInstanceFields(statement, names).forEach(add);
        continue;
      }
      add(readMethod(statement, statement, names));
      readInstanceFields(statement, names).forEach(add);
    } else if (statement.type === 'decorated_definition') {
      const plain = readPlainMethod(statement.text);
      if (plain !== undefined) {
        add(plain);
        continue;
      }
      const inner = statement.childForFieldName('definition');
      if (inner !== null) add(readMethod(inner, statement, names));
    } else if (statement.type === 'class_definition') {
      const name = statement.childForFieldName('name');
      if (name !== null) add({ name: name.text, type: bodyHash(statement.text) });
    }
  }
  return members.all();
}

function readAssignment(statement: SyntaxNode, names: PythonNames, allOptional: boolean): DefinitionMember[] {
  const assignment = statement.firstNamedChild;
  if (assignment?.type !== 'assignment') return [];
  const target = assignment.childForFieldName('left');
  const annotation = assignment.childForFieldName('type');
  const value = assignment.childForFieldName('right');
  if (target?.type === 'pattern_list') {
    return target.namedChildren.map((name) => ({ name: name.text, type: null }));
  }
  if (target?.type !== 'identifier') return [];
  if (annotation === null) return [{ name: target.text, type: readValue(value) }];
  const isOptional = isOptionalAnnotation(annotation.text, allOptional);
  const member = { name: target.text, type: readPythonType(annotation.text, names) };
  return [isOptional || hasDefault(value) ? { ...member, optional: true } : member];
}

function readValue(value: SyntaxNode | null): TypeExpression | null {
  if (value === null) return null;
  switch (value.type) {
    case 'string':
      return ['=', value.namedChildren.some((part) => part.type === 'interpolation') ? '~f' : stringWord(value.text)];
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'none':
      return ['=', value.text];
    default:
      return readPythonValue(value.text, '=');
  }
}

function hasDefault(value: SyntaxNode | null): boolean {
  if (value === null || value.type === 'ellipsis') return false;
  if (value.type !== 'call' || !FIELD_CALL.test(value.childForFieldName('function')?.text ?? '')) return true;
  const call = value.childForFieldName('arguments');
  if (call === null) return true;
  return call.namedChildren.some((argument) => {
    if (argument.type === 'keyword_argument') {
      const isEllipsis = argument.childForFieldName('value')?.type === 'ellipsis';
      return isDefaultArgument(argument.childForFieldName('name')?.text ?? '', isEllipsis);
    }
    return argument.type !== 'ellipsis' && argument.type !== 'comment';
  });
}

const METHOD = /^(?:@[^\n]*\n\s*)*(?:async\s+)?def\s+([A-Za-z_]\w*)\s*[([]/;

/** A method in which something happens, by its text alone: it ends like no body without code. */
function readPlainMethod(text: string): DefinitionMember | undefined {
  const name = METHOD.exec(text)?.[1];
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  const mayBeBodiless = /["'.;]\s*$|pass\s*$|#/.test(lastLine) || text.includes('NotImplementedError');
  return name === undefined || mayBeBodiless ? undefined : { name, type: bodyHash(text) };
}

/** `whole` is the definition with its decorators. */
function readMethod(definition: SyntaxNode, whole: SyntaxNode, names: PythonNames): DefinitionMember {
  const name = definition.childForFieldName('name')?.text ?? '';
  const body = definition.childForFieldName('body');
  if (definition.type !== 'function_definition' || body === null || !isBodiless(body)) {
    return { name, type: bodyHash(whole.text) };
  }
  const result = definition.childForFieldName('return_type');
  const parameters = definition.childForFieldName('parameters')?.namedChildren ?? [];
  const signature: TypeExpression = [
    '=>',
    result === null ? '~' : readPythonType(result.text, names),
    ...parameters
      .filter((parameter) => !/^(?:self|cls)$/.test(parameter.text))
      .map((parameter) => readParameter(parameter, names)),
  ];
  return { name, type: signature };
}

/** True if nothing happens in it: a docstring, `...`, `pass`, or `raise NotImplementedError`. */
function isBodiless(body: SyntaxNode): boolean {
  if (body.namedChildCount > 2) return false;
  return body.namedChildren.every((statement) => {
    const inner = statement.firstNamedChild?.type;
    if (statement.type === 'expression_statement') return inner === 'string' || inner === 'ellipsis';
    if (statement.type === 'raise_statement') return statement.text.startsWith('raise NotImplementedError');
    return statement.type === 'pass_statement' || statement.type === 'comment';
  });
}

function readParameter(parameter: SyntaxNode, names: PythonNames): TypeExpression {
  const annotation = parameter.childForFieldName('type');
  const type = annotation === null ? '~' : readPythonType(annotation.text, names);
  switch (parameter.type) {
    case 'default_parameter':
    case 'typed_default_parameter':
      return ['?', type];
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return ['...', type];
    case 'typed_parameter':
      return parameter.text.startsWith('*') ? ['...', type] : type;
    default:
      return type;
  }
}

function readInstanceFields(method: SyntaxNode, names: PythonNames): DefinitionMember[] {
  const body = method.childForFieldName('body');
  if (method.childForFieldName('name')?.text !== '__init__' || body === null) return [];
  return body.namedChildren.flatMap((statement) => {
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    const target = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
    if (assignment === null || target?.type !== 'attribute' || target.childForFieldName('object')?.text !== 'self') {
      return [];
    }
    const annotation = assignment.childForFieldName('type');
    const type = annotation === null ? null : readPythonType(annotation.text, names);
    return [{ name: target.childForFieldName('attribute')?.text ?? '', type }];
  });
}

/** The fields of `TypedDict('Name', {…})`, `NamedTuple('Name', […])` and `namedtuple('Name', …)`. */
export function readCallMembers(call: SyntaxNode, names: PythonNames, allOptional: boolean): DefinitionMember[] {
  const fields = call.childForFieldName('arguments')?.namedChildren.filter((child) => child.type !== 'comment')[1];
  switch (fields?.type) {
    case 'dictionary':
      return fields.namedChildren.flatMap((pair) =>
        readPair(pair.childForFieldName('key'), pair.childForFieldName('value'), names).map((member) =>
          allOptional ? { ...member, optional: true as const } : member,
        ),
      );
    case 'string':
      return stringContent(fields.text)
        .split(/[\s,]+/)
        .filter((name) => name !== '')
        .map((name) => ({ name, type: null }));
    case 'list':
    case 'tuple':
      return fields.namedChildren.flatMap((field) => {
        if (field.type === 'string') return [{ name: stringContent(field.text), type: null }];
        return readPair(field.namedChild(0), field.namedChild(1), names);
      });
    default:
      return [];
  }
}

function readPair(key: SyntaxNode | null, value: SyntaxNode | null, names: PythonNames): DefinitionMember[] {
  if (key?.type !== 'string' || value === null) return [];
  return [{ name: stringContent(key.text), type: readPythonType(value.text, names) }];
}
