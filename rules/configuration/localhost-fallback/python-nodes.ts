import { pythonArguments, pythonDottedName, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';

/** A node and those above it, the nearest first. */
export type Chain = readonly SyntaxNode[];

export function chainOf(file: ParsedFile, node: SyntaxNode): Chain {
  return [node, ...file.ancestors(node)];
}

export function isAt(parent: SyntaxNode | undefined, field: string, child: SyntaxNode | undefined): boolean {
  return child !== undefined && parent?.childForFieldName(field)?.id === child.id;
}

/** The text without white space, to compare expressions by. */
export function plainText(node: SyntaxNode): string {
  return node.text.replace(/\s+/g, '');
}

/** Named children without comments. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter(({ type }) => type !== 'comment');
}

/** Consequence, condition and alternative of a conditional expression. */
export interface Conditional {
  readonly consequence: SyntaxNode;
  readonly condition: SyntaxNode;
  readonly alternative: SyntaxNode;
}

export function conditionalOf(node: SyntaxNode | undefined): Conditional | undefined {
  if (node?.type !== 'conditional_expression') return undefined;
  const [consequence, condition, alternative] = partsOf(node);
  if (consequence === undefined || condition === undefined || alternative === undefined) return undefined;
  return { consequence, condition, alternative };
}

/** What a call calls: the last name (`get`), and what it is looked up in, if anything (`os.environ`). */
export interface Callee {
  readonly name: string;
  readonly object: SyntaxNode | null;
  /** As messages and purposes see it: `os.environ.get`; at most 200 units. */
  readonly text: string;
}

export function calleeOf(call: SyntaxNode): Callee | undefined {
  const called = call.childForFieldName('function');
  if (called?.type === 'identifier') return { name: called.text, object: null, text: called.text };
  if (called?.type !== 'attribute') return undefined;
  const name = called.childForFieldName('attribute')?.text ?? '';
  const object = called.childForFieldName('object');
  const isLookedUp = /^(?:identifier|attribute|subscript|call)$/.test(object?.type ?? '');
  return { name, object, text: isLookedUp ? plainText(called).slice(-200) : name };
}

/** A value looked up by a key: a variable of the environment, an entry, an attribute. */
export interface Lookup {
  readonly key: string;
  readonly isVariable: boolean;
}

const ENVIRONMENT = /^(?:os\.)?environ$/;
const ENVIRONMENT_READER = /(?:^|[._])(?:env|environ|getenv)(?:$|[._])/i;

/** True for what reads the environment by its name: `os.environ.get`, `os.getenv`, `env.str`, `get_env`. */
export function readsEnvironment(callee: string): boolean {
  return ENVIRONMENT_READER.test(callee);
}

/** `os.environ["X"]`, `config["host"]`, `os.getenv("X")`, `settings.get("host")`, `getattr(settings, "HOST")`, `env("X")`. */
export function lookupOf(node: SyntaxNode): Lookup | undefined {
  if (node.type === 'subscript') {
    const key = pythonString(node.childForFieldName('subscript'));
    const object = pythonDottedName(node.childForFieldName('value'));
    return key === undefined ? undefined : { key, isVariable: object !== undefined && ENVIRONMENT.test(object) };
  }
  const callee = node.type === 'call' ? calleeOf(node) : undefined;
  if (callee === undefined) return undefined;
  const key = pythonString(pythonArguments(node).get(callee.name === 'getattr' ? 1 : 0));
  const isLookup = /^_?(?:get\w*|pop|setdefault)$/.test(callee.name) || isSettingsReader(callee.text);
  if (key === undefined || !isLookup || !isKey(key)) return undefined;
  return { key, isVariable: readsEnvironment(callee.text) || isDecouple(callee, key) };
}

/** True for functions that read a setting by its name: `config("X")`, `env.db("X")`, `get_setting("X")`. */
export function isSettingsReader(callee: string): boolean {
  return /(?:^|[._])(?:env|environ|environment|getenv|envvar|config|conf|cfg|configuration|decouple|settings?)(?:$|[._])/i.test(
    callee,
  );
}

/** `config("REDIS_URL")` of python-decouple and starlette reads the environment. */
function isDecouple({ object, name }: Callee, key: string): boolean {
  return object === null && /^_?config$/.test(name) && /^[A-Z][A-Z\d_]*$/.test(key);
}

/** True for what names a setting, not a path or a sentence. */
export function isKey(text: string): boolean {
  return /^[\w.:-]{1,80}$/.test(text);
}

/** What a statement assigns, without white space; undefined for any other statement. */
export function targetOf(statement: SyntaxNode): string | undefined {
  const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
  return left === null ? undefined : plainText(left);
}
