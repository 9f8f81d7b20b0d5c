import type { Hit, ImportFact, ParsedFile, Span, SyntaxNode } from 'compliance-linter';
import type { BareImports, ModuleImport } from './facts.js';
import { isModuleAbsenceHandled, isModuleImportIgnored } from './handled-absence.js';
import { parentsOf } from './specifiers.js';

/** Relative imports of ECMAScript in all forms, paths of mocks too, and then the style of a file that has parents. */
export function* extractModules(file: ParsedFile): Iterable<ModuleImport | BareImports> {
  let hasParents = false;
  const read = (statement: Span, hits: readonly number[]): readonly [ModuleImport] | undefined =>
    plainImport(file, statement, hits);
  for (const hit of file.toldAt(/(["'`])\.\.?[/"'`]/g, { extent: 'statement' }, read)) {
    const found = 'node' in hit ? moduleImportAt(file, hit) : hit;
    if (found === undefined) continue;
    hasParents ||= parentsOf(found.specifier) > 0;
    yield found;
  }
  const specifiers = hasParents ? bareSpecifiers(file.facts<ImportFact>('imports')) : [];
  if (specifiers.length > 0) yield { kind: 'bare', specifiers };
}

/** An import or re-export without comments and attributes, up to its module. */
const PLAIN =
  /(?:import|(export))\s+(?:type\s+)?(?:(?:[\w$]+(?:\s*,\s*)?)?(?:\{[\w$\s,]*\}|\*(?:\s*as\s+[\w$]+)?)?\s*\bfrom\b\s*)?(["'])([^"'\\\n]*)\2[ \t]*(?:;|\r?\n|$)/y;

/** The import that the statement is, without its nodes; undefined where it is written otherwise. */
function plainImport(file: ParsedFile, { start }: Span, hits: readonly number[]): readonly [ModuleImport] | undefined {
  PLAIN.lastIndex = start;
  const [whole, exported, , specifier] = PLAIN.exec(file.text) ?? [];
  const [hit, ...more] = hits;
  if (whole === undefined || specifier === undefined || hit === undefined || more.length > 0) return undefined;
  const end = hit + specifier.length + 2;
  if (!file.text.startsWith(specifier, hit + 1) || whole.trimEnd().replace(/;$/, '').trimEnd().length !== end - start)
    return undefined;
  return [
    {
      kind: 'module',
      specifier,
      isReexport: exported !== undefined,
      isAbsenceHandled: isModuleImportIgnored(file.text, hit),
      site: file.site(hit, end),
    },
  ];
}

function bareSpecifiers(imports: readonly ImportFact[]): readonly string[] {
  return [...new Set(imports.map(({ specifier }) => specifier))].filter((name) => /^[\w$]/.test(name));
}

function moduleImportAt(file: ParsedFile, { node, match }: Hit): ModuleImport | undefined {
  return node.startIndex === match.index ? moduleImport(file, node) : undefined;
}

function moduleImport(file: ParsedFile, node: SyntaxNode): ModuleImport | undefined {
  if (node.type !== 'string' && node.type !== 'template_string') return undefined;
  const specifier = file.text.slice(node.startIndex + 1, node.endIndex - 1);
  if (/[\\\n]|\$\{/.test(specifier)) return undefined;
  const use = useOf(file.text, node);
  if (use === undefined) return undefined;
  return {
    kind: 'module',
    specifier,
    isReexport: use === 're-export',
    isAbsenceHandled: isModuleAbsenceHandled(file, node),
    site: file.site(node.startIndex, node.endIndex),
  };
}

/** What a string is there for; undefined if it names no module. */
function useOf(text: string, node: SyntaxNode): 'import' | 're-export' | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'import_statement':
    case 'import_require_clause':
      return 'import';
    case 'export_statement':
      return 're-export';
    case 'arguments':
      return isLoaderCall(parent.parent) && isFirst(node, parent) ? 'import' : undefined;
    case 'parenthesized_expression':
      return isMisreadLoaderCall(text, parent) ? 'import' : undefined;
    default:
      return undefined;
  }
}

const MOCKS =
  '(?:jest|vi|vitest)\\s*\\.\\s*(?:mock|doMock|unmock|dontMock|doUnmock|requireActual|requireMock|setMock|' +
  'importActual|importMock)';
const LOADER = new RegExp(`^(?:import|require|${MOCKS})$`);

function isLoaderCall(call: SyntaxNode | null): boolean {
  const callee = call?.childForFieldName('function') ?? null;
  // The text of a long callee, a chain of calls, is not asked for: each link would copy all before it.
  return callee !== null && callee.endIndex - callee.startIndex < 100 && LOADER.test(callee.text);
}

function isFirst(node: SyntaxNode, { firstNamedChild }: SyntaxNode): boolean {
  let first = firstNamedChild;
  while (first?.type === 'comment') first = first.nextNamedSibling;
  return first?.id === node.id;
}

/** Up to the parenthesis of a call with type arguments, or of `import a = require`. */
const MISREAD_LOADER = new RegExp(
  `(?<![\\w$.])(?:(?:require|${MOCKS})\\s*<[^;]*>|import\\s+[\\w$]+\\s*=\\s*require)\\s*$`,
);
/** How far before its parenthesis such a call can begin, in UTF-16 units. */
const MAX_CALLEE = 300;

/** What the grammar takes for comparisons (`vi.importActual<typeof import('./x')>('./x')`) or for two statements. */
function isMisreadLoaderCall(text: string, { startIndex }: SyntaxNode): boolean {
  return MISREAD_LOADER.test(text.slice(Math.max(0, startIndex - MAX_CALLEE), startIndex));
}
