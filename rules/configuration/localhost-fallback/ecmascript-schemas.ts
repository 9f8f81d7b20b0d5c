import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { keyOf } from './ecmascript-paths.js';

/** A file that validates the environment: by a library made for it, or by a schema that is given the environment. */
const VALIDATES =
  /\b(?:createEnv|cleanEnv|envsafe|validateSync)\s{0,9}\(|(?:[pP]arse|validate)\w{0,20}\s{0,9}\(\s{0,40}(?:process|import\.meta|Bun|Deno)\.env\b|[eE]nv(?:ironment)?(?:Variables)?_?Schema\b/;
/** A field of such a schema, called like a variable. */
const FIELD = /(?<![\w$.])[A-Z][A-Z\d]{0,30}_[A-Z\d_]{1,60}(?=["']?[!?]?\s{0,9}:)/g;
/** What makes a field do without a value. */
const OPTIONAL =
  /\.(?:optional|nullish|nullable|default|prefault|catch|allow)\(|(?:^|[^\w.])(?:\w{1,9}\.)?(?:optional|nullish|fallback)\(|\b(?:default|devDefault)\s{0,9}:|\b(?:undefined|null)\b/;
/** Validators without which nothing is checked (`z.string()`, `str()`); those of Joi and Yup must say `.required()`. */
const VALIDATOR = /\b(?:z|zod|v|t|S|Schema|Type)\.|\b(?:str|url|host|email|port|num)\(/;
const SAYS_REQUIRED = /\b(?:Joi|joi|yup)\.[^\n]{0,300}\.required\(/;

/** The variables that a schema in the file requires wherever it is deployed. */
export function requiredVariables(file: ParsedFile): readonly string[] {
  if (!VALIDATES.test(file.text)) return [];
  const found = new Set<string>();
  for (const { node } of file.nodesAt(FIELD)) {
    const field = node.parent;
    if (field?.type === 'pair' && isRequired(field.childForFieldName('value'))) found.add(keyOf(field) ?? '');
    if (field?.type === 'public_field_definition' && isRequiredMember(field)) found.add(keyOf(field) ?? '');
  }
  found.delete('');
  return [...found].sort();
}

/** Of a longer schema the beginning is read, UTF-16 units. */
const LONGEST = 1000;

function isRequired(value: SyntaxNode | null): boolean {
  const text = (value?.text ?? '').slice(0, LONGEST);
  // `isProduction ? z.string() : z.string().optional()`
  const inProduction = /(?:production["'`]?|isProd\w{0,10})\s{0,9}\)?\s{0,9}\?\s{0,9}([^?:]{1,300}):/.exec(text)?.[1];
  const schema = inProduction ?? text;
  return SAYS_REQUIRED.test(schema) || (VALIDATOR.test(schema) && !OPTIONAL.test(schema));
}

/** A member that class-validator checks, and neither may be missing nor has a value of its own. */
function isRequiredMember(member: SyntaxNode): boolean {
  if (member.childForFieldName('value') !== null || /^[^:]{0,200}\?\s{0,9}:/.test(member.text)) return false;
  const decorators = decoratorsOf(member);
  return (
    decorators.some((text) => /^@(?:Is|Matches|MinLength|Length|ValidateIf)/.test(text)) &&
    !decorators.some((text) => /^@IsOptional\b/.test(text))
  );
}

/** The decorators inside a member, or before it. */
function decoratorsOf(member: SyntaxNode): readonly string[] {
  const found = member.children.filter(({ type }) => type === 'decorator').map(({ text }) => text);
  for (let above = member.previousNamedSibling; above?.type === 'decorator'; above = above.previousNamedSibling)
    found.push(above.text);
  return found;
}
