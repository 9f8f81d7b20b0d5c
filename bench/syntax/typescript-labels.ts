import ts from 'typescript';

export interface Label {
  readonly code: number;
  readonly line: number;
  readonly column: number;
}

const SHARED: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  lib: ['lib.es2023.d.ts'],
  types: [],
  allowJs: true,
  jsx: ts.JsxEmit.Preserve,
};

/**
 * Configurations of users, as different as they come. An error counts as one of the grammar where each of them reports it:
 * that takes out what depends on settings, whatever list the judge has.
 */
const CONFIGURATIONS: readonly ts.CompilerOptions[] = [
  { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, strict: true },
  { module: ts.ModuleKind.CommonJS, experimentalDecorators: true, esModuleInterop: true },
  { module: ts.ModuleKind.Preserve, moduleDetection: ts.ModuleDetectionKind.Force },
].map((own) => ({ ...SHARED, ...own }));

/** Errors of TS1000–TS1999 about types: no grammar, though no setting switches them off. */
const ABOUT_TYPES: ReadonlySet<number> = new Set([
  1055, 1058, 1059, 1060, 1062, 1064, 1065, 1192, 1224, 1226, 1227, 1238, 1239, 1240, 1241, 1270, 1271, 1278, 1279,
  1320, 1321, 1322, 1329, 1345, 1360, 1361, 1362,
]);

const libraries = CONFIGURATIONS.map(() => new Map<string, ts.SourceFile | undefined>());
const disk = ts.createCompilerHost({});

/** The first error that `tsc` reports for the one file under every configuration; undefined if there is none. */
export function labelOf(name: string, text: string): Label | undefined {
  const reported = CONFIGURATIONS.map((options, at) => errorsOf(name, text, { options, at }));
  const [first = [], ...others] = reported;
  const shared = first.filter((error) => others.every((errors) => errors.some((other) => isSame(error, other))));
  const [error] = shared.sort((a, b) => a.start - b.start);
  if (error === undefined) return undefined;
  const { line, character } = error.file.getLineAndCharacterOfPosition(error.start);
  return { code: error.code, line: line + 1, column: character + 1 };
}

function errorsOf(
  name: string,
  text: string,
  { options, at }: { options: ts.CompilerOptions; at: number },
): ts.DiagnosticWithLocation[] {
  const path = `/case/${name}`;
  const program = ts.createProgram([path], options, hostOf(path, text, libraries[at]));
  const file = program.getSourceFile(path);
  const syntactic = program.getSyntacticDiagnostics(file);
  if (syntactic.length > 0) return [...syntactic];
  return program.getSemanticDiagnostics(file).filter((error): error is ts.DiagnosticWithLocation => {
    const { category, code, start } = error;
    return (
      category === ts.DiagnosticCategory.Error &&
      code >= 1000 &&
      code < 2000 &&
      !ABOUT_TYPES.has(code) &&
      start !== undefined &&
      !(code === CONST_ASSERTION && isMemberAt(file, start))
    );
  });
}

/** `Enum.Member as const` is an error where the one file does not show that `Enum` is one: it may be imported. */
const CONST_ASSERTION = 1355;

function isMemberAt(file: ts.SourceFile | undefined, start: number): boolean {
  return /^[\w$]+(?:\??\.[\w$]+)+\s*as\s+const\b/.test(file?.text.slice(start, start + 200) ?? '');
}

/** The compiler's own host, on whose disk only the libraries and the one file are. */
function hostOf(path: string, text: string, known = new Map<string, ts.SourceFile | undefined>()): ts.CompilerHost {
  return {
    ...disk,
    fileExists: (name) => name === path,
    readFile: () => undefined,
    directoryExists: () => false,
    getDirectories: () => [],
    getCurrentDirectory: () => '/case',
    writeFile: () => undefined,
    getSourceFile(name, version) {
      // What stands in a comment is no grammar, though `// @ts-check` has the compiler read types there.
      if (name === path) {
        const jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
        return ts.createSourceFile(name, text, {
          ...(typeof version === 'object' ? version : { languageVersion: version }),
          jsDocParsingMode,
        });
      }
      if (!known.has(name)) known.set(name, disk.getSourceFile(name, version));
      return known.get(name);
    },
  };
}

function isSame(error: ts.DiagnosticWithLocation, other: ts.DiagnosticWithLocation): boolean {
  return error.code === other.code && error.start === other.start;
}
