import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { wordsOf } from './environments.js';
import { calleeOf } from './python-nodes.js';
import { bareOperand, definitionOf } from './python-operands.js';

/** Longer paths and chains of names are not followed. */
const MAX_STEPS = 10;
const PARSER = /^(?:urlparse|urlsplit|furl|URL|Url|(?:parse|make|split)_\w{0,30}(?:url|uri|dsn)|conninfo_to_dict)$/;
const PART = /^(?:hostname|host|netloc|authority|hosts)$/;

/**
 * True for a part of a URL that has been taken apart: `urlparse(url).hostname`, `make_url(url).host`,
 * `parse_url(url)["host"]`, `parsed.hostname`. What a URL leaves out, its syntax supplies; nobody configures it.
 */
export function isPartOfUrl(file: ParsedFile, operand: SyntaxNode): boolean {
  return isUrlBehind(file, operand, 0);
}

/** True if an expression is, or reads from, what a parser of URLs yields. */
function isUrlBehind(file: ParsedFile, node: SyntaxNode, steps: number): boolean {
  const bare = bareOperand(node);
  if (steps > MAX_STEPS) return false;
  switch (bare.type) {
    case 'call': {
      const callee = calleeOf(bare);
      if (callee === undefined) return false;
      return PARSER.test(callee.name) || isWithin(file, callee.object, steps);
    }
    case 'attribute':
      return isNamedParsed(bare) || isWithin(file, bare.childForFieldName('object'), steps);
    case 'subscript':
      return isWithin(file, bare.childForFieldName('value'), steps);
    case 'identifier':
      return isWithin(file, definitionOf(file, bare), steps);
    default:
      return false;
  }
}

function isWithin(file: ParsedFile, node: SyntaxNode | null | undefined, steps: number): boolean {
  return node !== null && node !== undefined && isUrlBehind(file, node, steps + 1);
}

/** `parsed.hostname`, `self.parsed_url.host`, wherever it was parsed. */
function isNamedParsed(attribute: SyntaxNode): boolean {
  const object = attribute.childForFieldName('object');
  const holder = object?.type === 'attribute' ? object.childForFieldName('attribute') : object;
  const isParsed = holder?.type === 'identifier' && wordsOf(holder.text).includes('parsed');
  return isParsed && PART.test(attribute.childForFieldName('attribute')?.text ?? '');
}
