import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { FUNCTION } from './ecmascript-bindings.js';
import { conditionOf, equalityOf, isUnrelated, NO_PREMISES } from './ecmascript-conditions.js';
import { elseOf, exitsIn } from './ecmascript-exits.js';
import { branchOf } from './ecmascript-guards.js';
import { type Missing } from './ecmascript-classify.js';
import { missingOf } from './ecmascript-missing.js';
import { isUpperCase, pathOf } from './ecmascript-paths.js';
import { absentWhen, asksForWildcard, mentions } from './ecmascript-presence.js';
import { wordsOf } from './environments.js';
import { localHostOf } from './hosts.js';

/** Why a statement that yields a local host is run. */
export type Branch =
  | { readonly kind: 'missing'; readonly missing: Missing }
  /** The environment decides. */
  | { readonly kind: 'environment' };

/** An assignment or a `return`. */
interface Statement {
  readonly node: SyntaxNode;
  /** The path, joined by dots, that is assigned; undefined for a `return`. */
  readonly target: string | undefined;
}

/** The branch that a statement is in, if it is taken for want of a value, or by the environment. */
export function branchAround(file: ParsedFile, statement: Statement): Branch | undefined {
  let child = statement.node;
  for (const parent of file.ancestors(statement.node)) {
    if (FUNCTION.test(parent.type)) return undefined;
    const found = branchAt(file, { parent, child }, statement);
    if (found !== undefined) return found;
    child = parent;
  }
  return undefined;
}

function branchAt(
  file: ParsedFile,
  { parent, child }: { parent: SyntaxNode; child: SyntaxNode },
  statement: Statement,
): Branch | undefined {
  switch (parent.type) {
    case 'if_statement': {
      const truth = branchOf(parent, child);
      return truth === undefined ? undefined : branchOfIf(file, { conditional: parent, truth }, statement);
    }
    case 'catch_clause':
      return branchOfCatch(parent, statement);
    case 'switch_statement':
      return isEnvironmentSwitch(file, parent) ? { kind: 'environment' } : undefined;
    case 'statement_block':
    case 'program':
      return statement.target === undefined ? afterExits(file, { block: parent, child }) : undefined;
    default:
      return undefined;
  }
}

function branchOfIf(
  file: ParsedFile,
  { conditional, truth }: { conditional: SyntaxNode; truth: boolean },
  { target }: Statement,
): Branch | undefined {
  const condition = conditional.childForFieldName('condition');
  if (asksForWildcard(condition)) return undefined;
  const other = truth ? elseOf(conditional) : conditional.childForFieldName('consequence');
  for (const tested of isLocal(other) ? [] : absentWhen(condition, truth)) {
    const missing = missingOf(file, tested);
    if (missing === undefined) continue;
    const isTarget = target !== undefined && pathOf(tested)?.join('.') === target;
    const isUsedElse = mentions(other, tested);
    const isReturned = target === undefined && truth && isAddress(missing.name);
    const isVariable = missing.kind === 'environment' && truth && isAddress(missing.name);
    if (isTarget || isUsedElse || isReturned || isVariable) return { kind: 'missing', missing };
  }
  const isByEnvironment = !isUnrelated(conditionOf(file, condition, NO_PREMISES)) && !isLocal(other);
  return isByEnvironment ? { kind: 'environment' } : undefined;
}

const ADDRESS =
  /^(?:urls?|uris?|hosts?|hostname|endpoints?|addr|address|dsn|domain|servers?|brokers?|base|connection|backend|gateway|target|redis|mongo|mongodb|database|db|postgres|kafka)$/;

/** True for a name of a place to connect to: what is missing is that, not a key for it. */
function isAddress(name: string): boolean {
  return wordsOf(name).some((word) => ADDRESS.test(word));
}

/** True if what stands in a branch yields a local host as well: the environment decides about nothing but a port. */
export function isLocal(branch: SyntaxNode | null): boolean {
  const literal = /(["'`])((?:(?!\1)[^\\\n]){1,200})\1/g;
  const texts = [...(branch?.text.slice(0, 1_000) ?? '').matchAll(literal)].map(([, , text = '']) => text);
  return texts.some((text) => localHostOf(text.replace(/\$\{[^}]{0,80}\}/g, '\u0000')) !== undefined);
}

function isEnvironmentSwitch(file: ParsedFile, statement: SyntaxNode): boolean {
  const left = statement.childForFieldName('value');
  const cases = statement.childForFieldName('body')?.namedChildren ?? [];
  return cases.some((one) => {
    const right = one.childForFieldName('value');
    if (right === null) return false;
    const condition =
      left?.text === '(true)' ? conditionOf(file, right, NO_PREMISES) : equalityOf({ left, right }, NO_PREMISES);
    return !isUnrelated(condition);
  });
}

/** `if (process.env.URL) return process.env.URL; return 'http://localhost';` */
function afterExits(file: ParsedFile, { block, child }: { block: SyntaxNode; child: SyntaxNode }): Branch | undefined {
  for (const { statement, condition, when, returned } of exitsIn(file, block)) {
    if (returned === null || statement.endIndex > child.startIndex || isLocal(returned)) continue;
    const tested = absentWhen(condition, !when).find(
      (one) => mentions(returned, one) && missingOf(file, one) !== undefined,
    );
    const missing = tested === undefined ? undefined : missingOf(file, tested);
    if (missing !== undefined) return { kind: 'missing', missing };
    if (!isUnrelated(conditionOf(file, condition, NO_PREMISES))) return { kind: 'environment' };
  }
  return undefined;
}

/** A variable of the environment, also by a function told nothing but its name; else a part of the configuration. */
const CONFIGURATION_READ =
  /\b(?:(?:process|import\.meta|Deno|Bun)\.env\b(?:\.get\(["']|\[["']|\.)|env(?:\.get\(["']|\[["']|\.)(?=[A-Z])|(?:\w{0,30}[eE]nv\w{0,30}|require\w{0,30}|must\w{0,30})\(["'](?=[A-Z\d_]{1,80}["'])|\b\w{1,30}\(["'](?=[A-Z][A-Z\d]{0,30}_[A-Z\d_]{1,60}["']\)))(\w{1,80})|\b(?:\w{0,30}[cC]onfig\w{0,30}|settings|getEnv\w{0,30})(?:\.\w{1,30}|\(["']?(\w{0,80}))/;

/** What is tried reads the configuration for the same value. */
function branchOfCatch(handler: SyntaxNode, { target }: Statement): Branch | undefined {
  const tried = handler.parent?.childForFieldName('body')?.text.slice(0, 2_000) ?? '';
  const isSame = target === undefined ? /\breturn\b/.test(tried) : tried.includes(`${target} = `);
  const read = CONFIGURATION_READ.exec(tried);
  if (!isSame || read === null) return undefined;
  const [, variable, setting = ''] = read;
  if (variable !== undefined)
    return { kind: 'missing', missing: { name: variable, isVariable: true, kind: 'environment', paths: [] } };
  const name = setting === '' ? (target?.split('.').at(-1) ?? '') : setting;
  return { kind: 'missing', missing: { name, isVariable: isUpperCase(setting), kind: 'configuration', paths: [] } };
}
