import type { SyntaxNode } from 'compliance-linter';
import { at, ending, type Climb, type Position, type Step } from './ecmascript-climb.js';
import { type Missing } from './ecmascript-classify.js';
import { destructured, missingOf } from './ecmascript-missing.js';
import { isUpperCase, keyOf, pathOf } from './ecmascript-paths.js';

/** `const { host = '…' } = options`, `function connect({ host = '…' })`, `const [host = '…'] = address`. */
export function patternStep(state: Climb, { parent }: Step): Iterable<Position> {
  const keys: string[] = [];
  const left = parent.childForFieldName('left');
  if (left !== null && /^(?:identifier|shorthand_property_identifier_pattern)$/.test(left.type)) keys.push(left.text);
  let isRenamed = false;
  let child = parent;
  for (const above of state.file.ancestors(parent)) {
    switch (above.type) {
      case 'pair_pattern':
        if (!isRenamed && keys.length === 1) keys.length = 0;
        isRenamed = true;
        keys.unshift(keyOf(above) ?? '');
        break;
      case 'object_pattern':
      case 'array_pattern':
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        break;
      case 'variable_declarator':
      case 'assignment_expression': {
        const source = above.childForFieldName('value') ?? above.childForFieldName('right');
        if (source === null || source.id === child.id) return [];
        const isElement = parent.parent?.type === 'array_pattern';
        return at(
          state,
          parent,
          isElement ? missingOf(state.file, source) : destructured(state.file, { source, keys }),
        );
      }
      case 'required_parameter':
      case 'optional_parameter':
        return at(state, parent, parameterOf(above, [...keys, ...state.keys]));
      default:
        return [];
    }
    child = above;
  }
  return [];
}

/** `function connect(host = '…')` */
export function parameterStep(state: Climb, parent: SyntaxNode): Iterable<Position> {
  const name = pathOf(parent.childForFieldName('pattern'))?.join('.');
  return at(state, parent, parameterOf(parent, [...(name === undefined ? [] : [name]), ...state.keys]));
}

/** What a caller may leave out; of an object whose type says that it is the configuration, a part of that. */
function parameterOf(parameter: SyntaxNode, keys: readonly string[]): Missing | undefined {
  const isForeign = keys.some((key) => /^(?:req|request|headers|location|event)$/.test(key));
  const name = keys.at(-1);
  if (name === undefined || isForeign) return undefined;
  const missing = { name, isVariable: false, kind: 'parameter', paths: [keys.join('.')] } as const;
  const isPattern = parameter.childForFieldName('pattern')?.type === 'object_pattern';
  const type = parameter.childForFieldName('type')?.text.slice(0, 100) ?? '';
  const isConfiguration = isPattern && /(?:Env|Environment|Config|Configuration|Settings)\b/.test(type);
  return isConfiguration ? missing : { ...missing, isParameter: true };
}

/** A field that callers may set: of a class of settings, or decorated as an input. A constant is none. */
export function fieldStep(state: Climb, field: SyntaxNode): Iterable<Position> {
  const name = keyOf(field) ?? '';
  const isConstant = field.children.some(({ type }) => type === 'readonly');
  const isInput = field.children.some(({ type }) => type === 'decorator');
  const owner = field.parent?.parent?.childForFieldName('name')?.text ?? '';
  const isSettings = /(?:Config|Configuration|Settings|Environment|EnvironmentVariables|Env|Options)$/.test(owner);
  if (isConstant || !(isInput || isSettings)) return ending(state);
  return at(state, field, { name, isVariable: isUpperCase(name), kind: 'configuration', paths: [`this.${name}`] });
}
