import type { ParsedFile, SyntaxNode } from 'compliance-linter';

const CATCHES_IMPORT_ERROR = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b|^except\s*:/;
const TYPE_CHECKER_IGNORES = /#.*\b(?:type|pyright|mypy|ty):\s*ignore(?:\[[^\]]*import[^\]]*\]|(?!\[))/i;
const PYLINT_IGNORES = /#.*\bpylint:\s*disable=.*(?:import-error|E0401|no-name-in-module|E0611)/i;

/**
 * True if the code is prepared for the module not being there: in a `try` or `with` for import errors, or told to
 * type checkers and linters on the line.
 */
export function isPythonAbsenceHandled(file: ParsedFile, importing: SyntaxNode): boolean {
  const { text } = file;
  if (isPythonImportIgnored(text, importing.startIndex)) return true;
  let child = importing;
  for (const node of file.ancestors(importing)) {
    if (node.type === 'function_definition' || node.type === 'lambda') return false;
    if (guardsOf(node, child).some((guard) => CATCHES_IMPORT_ERROR.test(headOf(text, guard)))) return true;
    child = node;
  }
  return false;
}

/** True if type checkers and linters are told on the line. */
export function isPythonImportIgnored(text: string, offset: number): boolean {
  const line = linesAround(text, offset).at(-1) ?? '';
  return TYPE_CHECKER_IGNORES.test(line) || PYLINT_IGNORES.test(line);
}

/** What of the compound statement `node` catches errors in its child. */
function guardsOf(node: SyntaxNode, child: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'with_statement') return [node];
  if (!isTried(node, child)) return [];
  return node.namedChildren.filter(({ type }) => /^except(?:_group)?_clause$/.test(type));
}

/** The text of a compound statement up to its block. */
function headOf(text: string, node: SyntaxNode): string {
  const block = node.namedChildren.find(({ type }) => type === 'block');
  return text.slice(node.startIndex, block?.startIndex ?? node.endIndex);
}

const MODULE_IGNORES_IMPORT = /@ts-(?:ignore|expect-error)|eslint-disable.*(?:no-unresolved|no-missing)/;

/**
 * True if the code is prepared for the module not being there: in a `try`, with a `.catch(…)`, as a virtual mock, or
 * told to type checker and linter on the line or the one above.
 */
export function isModuleAbsenceHandled(file: ParsedFile, specifier: SyntaxNode): boolean {
  if (isModuleImportIgnored(file.text, specifier.startIndex)) return true;
  const call = specifier.parent?.type === 'arguments' ? specifier.parent : null;
  return call !== null && (/\bvirtual\s*:\s*true\b/.test(call.text) || isRejectionHandled(file, call));
}

/** True if type checker and linter are told on the line or the one above. */
export function isModuleImportIgnored(text: string, offset: number): boolean {
  return linesAround(text, offset).some((line) => MODULE_IGNORES_IMPORT.test(line));
}

function isRejectionHandled(file: ParsedFile, call: SyntaxNode): boolean {
  let child = call;
  for (const node of file.ancestors(call)) {
    if (/function|^method_definition$|^class/.test(node.type)) return false;
    if (node.type === 'member_expression' && node.childForFieldName('property')?.text === 'catch') return true;
    if (isTried(node, child) && node.childForFieldName('handler') !== null) return true;
    child = node;
  }
  return false;
}

/** True if `child` is what the `try` statement tries. */
function isTried(node: SyntaxNode, child: SyntaxNode): boolean {
  return node.type === 'try_statement' && node.childForFieldName('body')?.id === child.id;
}

/** How far from an import a comment about it is looked for, in UTF-16 units. Lines of bundles have no end. */
const REACH = 1000;

/** The line at `offset`, last, and the one above it. */
function linesAround(text: string, offset: number): readonly string[] {
  const before = text.slice(Math.max(0, offset - REACH), offset).split('\n');
  const [after = ''] = text.slice(offset, offset + REACH).split('\n', 1);
  return [...before.slice(-2, -1), (before.at(-1) ?? '') + after];
}
