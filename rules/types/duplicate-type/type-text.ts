import type { TypeExpression } from 'compliance-linter';

/** Longest type that a message quotes, in UTF-16 units. */
const MAX_SHOWN = 60;

/** A type as the language of the format writes it, cut where it is long. */
export function renderType(type: TypeExpression, format: string): string {
  const text = writeType(type, format);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
}

function writeType(type: TypeExpression, format: string): string {
  if (typeof type === 'string') return writeWord(type);
  const [operator, ...operands] = type;
  if (operator === '{}') return `{ ${operands.map((operand) => writeMember(operand, format)).join('; ')} }`;
  return writeOperation(
    operator,
    operands.map((operand) => writeType(operand, format)),
    format === 'python',
  );
}

/** An operation from its operands as they are written. */
function writeOperation(operator: string, operands: readonly string[], isPython: boolean): string {
  const [first = '', ...others] = operands;
  const rest = others.join(', ');
  switch (operator) {
    case '|':
    case '&':
      return operands.join(` ${operator} `);
    case '<>':
      return isPython ? `${first}[${rest}]` : `${first}<${rest}>`;
    case '[]':
      return /[|&]/.test(first) ? `(${first})[]` : `${first}[]`;
    case 'tuple':
      return `[${operands.join(', ')}]`;
    case 'annotated':
      return `Annotated[${first}, …]`;
    case '=>':
      return isPython ? `(${rest}) -> ${first}` : `(${rest}) => ${first}`;
    case 'new':
      return `new (${rest}) => ${first}`;
    case 'at':
      return `${first}[${others[0] ?? ''}]`;
    case 'import':
      return `import(${first}).${rest}`;
    case 'keyof':
    case 'typeof':
      return `${operator} ${first}`;
    case '=':
    case '?':
    case '...':
      return first;
    default:
      return '…';
  }
}

function writeWord(word: string): string {
  if (word === '~') return 'anything';
  if (word.startsWith('#')) return '…';
  if (word.startsWith('$')) return `T${word.slice(1)}`;
  return word.replace(/^[@~]/, '');
}

function writeMember(member: TypeExpression, format: string): string {
  return typeof member === 'string' ? member : `${member[0]}: ${writeType(member[1] ?? 'any', format)}`;
}
