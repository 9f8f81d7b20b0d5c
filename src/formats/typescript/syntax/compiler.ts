import { createRequire } from 'node:module';
import type ts from 'typescript';
import { plainness } from './plain.js';
import { isSettled } from './settled.js';

type TypeScript = typeof ts;

/** An error of the content alone, whatever the configuration. */
export interface GrammarError {
  readonly code: number;
  readonly message: string;
  /** Offset in UTF-16 units. */
  readonly start: number;
}

export interface Compiler {
  /** The first error by position. Throws what the compiler throws: RangeError for contents nested too deep. */
  firstError(text: string, dialect: string): GrammarError | undefined;
}

const require = createRequire(import.meta.url);

/** Loads the compiler: about 200 ms. */
export function openCompiler(): Compiler {
  const compiler = require('typescript') as TypeScript;
  const options = lenientOptions(compiler);
  const isPlain = plainness(compiler);
  return {
    firstError(text, dialect) {
      const file = parse(compiler, text, dialect);
      if (hasParsed(file, dialect) && isPlain(file)) return undefined;
      const program = compiler.createProgram({ rootNames: [file.fileName], options, host: hostOf(file) });
      const [first] = compiler.sortAndDeduplicateDiagnostics(errorsOf(compiler, program, { file, isPlain }));
      if (first === undefined) return undefined;
      const message = compiler.flattenDiagnosticMessageText(first.messageText, ' ');
      return { code: first.code, message, start: first.start };
    },
  };
}

/**
 * Whatever some configuration accepts. `preserve` has both module systems, top-level `await` and `import.meta`; legacy
 * decorators stand on parameters too. Neither the library nor other files are read: no grammar error needs them.
 */
function lenientOptions({ JsxEmit, ModuleKind, ScriptTarget }: TypeScript): ts.CompilerOptions {
  return {
    allowJs: true,
    experimentalDecorators: true,
    jsx: JsxEmit.Preserve,
    module: ModuleKind.Preserve,
    noLib: true,
    noResolve: true,
    target: ScriptTarget.ESNext,
    types: [],
  };
}

function parse(compiler: TypeScript, text: string, dialect: string): ts.SourceFile {
  const jsDocParsingMode = compiler.JSDocParsingMode.ParseNone;
  const languageVersion = compiler.ScriptTarget.ESNext;
  return compiler.createSourceFile(`/content.${dialect}`, text, { languageVersion, jsDocParsingMode });
}

/** A disk that holds nothing but the content. */
function hostOf(file: ts.SourceFile): ts.CompilerHost {
  return {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
    directoryExists: () => false,
    getDirectories: () => [],
    writeFile: () => undefined,
    getDefaultLibFileName: () => '/lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
}

/**
 * Whether the parser found nothing, known without a program: what it found stands in a property that the types leave out.
 * In JavaScript types are found by a step of their own.
 */
function hasParsed(file: ts.SourceFile, dialect: string): boolean {
  if (dialect !== 'ts' && dialect !== 'tsx') return false;
  return 'parseDiagnostics' in file && Array.isArray(file.parseDiagnostics) && file.parseDiagnostics.length === 0;
}

/** As in `tsc`, binder and checker are only asked about a file that parses. */
function errorsOf(
  compiler: TypeScript,
  program: ts.Program,
  { file, isPlain }: { file: ts.SourceFile; isPlain: (file: ts.SourceFile) => boolean },
): ts.DiagnosticWithLocation[] {
  const syntactic = program.getSyntacticDiagnostics(file);
  if (syntactic.length > 0) return [...syntactic];
  if (isPlain(file)) return [];
  return program
    .getSemanticDiagnostics(file)
    .filter((diagnostic) => hasLocation(diagnostic))
    .filter((diagnostic) => isSettled(compiler, diagnostic));
}

function hasLocation(diagnostic: ts.Diagnostic): diagnostic is ts.DiagnosticWithLocation {
  return diagnostic.file !== undefined && diagnostic.start !== undefined && diagnostic.length !== undefined;
}
