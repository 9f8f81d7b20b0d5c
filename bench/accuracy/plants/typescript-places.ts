import ts from 'typescript';
import type { FilePlaces, Place, Symbols } from './places.js';

/** The places of a TypeScript file that parses; undefined where its lines are not those of an editor. */
export function typescriptPlaces(path: string, text: string): FilePlaces | undefined {
  const file = parse(path, text);
  if (/\r(?!\n)|[\u2028\u2029]/.test(text)) return undefined;
  const first = file.statements.find((statement) => !isDirective(statement));
  const imports = file.statements.filter((node) => ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node));
  const lastImport = Math.max(0, ...imports.map((node) => lineAt(file, node.end)));
  const endLine = lineAt(file, text.length) + (text === '' || text.endsWith('\n') ? 0 : 1);
  const importLine = first === undefined ? endLine : startsLine(file, first) ? startLine(file, first) : 0;
  const places = [...placesIn(file, file.statements, context('module'))];
  return {
    importLine,
    endLine,
    lastImport,
    places: places.filter(({ kind, line, depth }) => kind !== 'module' || (line > lastImport && depth === 0)),
    symbols: symbolsOf(file),
  };
}

/** What the compiler's parser says against each file (absolute paths), with the line; '' where it says nothing. */
export function typescriptErrors(paths: readonly string[]): readonly string[] {
  const options: ts.CompilerOptions = { noResolve: true, noLib: true, jsx: ts.JsxEmit.Preserve, allowJs: true };
  const program = ts.createProgram(paths, options);
  return paths.map((path) => {
    const file = program.getSourceFile(path);
    if (file === undefined) return 'not read';
    const errors = program.getSyntacticDiagnostics(file).map(({ start, messageText }) => {
      return `line ${lineAt(file, start)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    return errors.join('; ');
  });
}

function parse(path: string, text: string): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

interface Context {
  readonly kind: Place['kind'];
  readonly depth: number;
  readonly outer: readonly [number, number] | undefined;
  readonly names: readonly string[];
}

function context(kind: Place['kind']): Context {
  return { kind, depth: 0, outer: undefined, names: [] };
}

function* placesIn(file: ts.SourceFile, nodes: readonly ts.Node[], around: Context): Generator<Place> {
  for (const node of nodes) {
    const line = startLine(file, node);
    const outer = around.outer ?? [line, lineAt(file, node.end)];
    if (startsLine(file, node) && !isDirective(node)) yield placeAt(file, line, around);
    yield* placesWithin(file, node, contextOf(node, { ...around, outer }));
  }
}

function placeAt(file: ts.SourceFile, line: number, { kind, depth, outer, names }: Context): Place {
  return { line, indentation: indentationOf(file, line), kind, depth, outer: outer ?? [line, line], names };
}

/** Statement lists anywhere below `node`. */
function* placesWithin(file: ts.SourceFile, node: ts.Node, around: Context): Generator<Place> {
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) {
    if (ts.isModuleBlock(child)) continue;
    const inner = contextOf(child, around);
    if (ts.isBlock(child)) yield* placesIn(file, child.statements, blockContext(child, inner));
    else yield* placesWithin(file, child, inner);
  }
  if (ts.isClassLike(node)) yield* memberPlaces(file, node, around);
}

function* memberPlaces(file: ts.SourceFile, node: ts.ClassLikeDeclaration, around: Context): Generator<Place> {
  const inner: Context = { ...around, kind: 'class', depth: 0 };
  for (const member of node.members) {
    if (startsLine(file, member)) yield placeAt(file, startLine(file, member), inner);
  }
}

function contextOf(node: ts.Node, around: Context): Context {
  if (ts.isCallExpression(node)) return { ...around, names: [...around.names, node.expression.getText()] };
  if (ts.isClassLike(node)) return { ...around, names: [...around.names, node.name?.text ?? ''] };
  if (!ts.isFunctionLike(node)) return around;
  const isAsync = ts.canHaveModifiers(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0;
  const name = ts.isConstructorDeclaration(node) ? 'constructor' : (node.name?.getText() ?? nameOfVariable(node));
  return { ...around, kind: isAsync ? 'async' : 'function', depth: 0, names: [...around.names, name] };
}

function blockContext(block: ts.Block, around: Context): Context {
  if (ts.isFunctionLike(block.parent)) return around;
  const isFinally = ts.isTryStatement(block.parent) && block.parent.finallyBlock === block;
  return { ...around, depth: around.depth + 1, names: isFinally ? [...around.names, 'finally'] : around.names };
}

function nameOfVariable(node: ts.Node): string {
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : '';
}

function isDirective(node: ts.Node): boolean {
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
}

function startLine(file: ts.SourceFile, node: ts.Node): number {
  return lineAt(file, node.getStart(file));
}

function lineAt(file: ts.SourceFile, offset: number): number {
  return file.getLineAndCharacterOfPosition(offset).line + 1;
}

function startsLine(file: ts.SourceFile, node: ts.Node): boolean {
  const start = node.getStart(file);
  const { line } = file.getLineAndCharacterOfPosition(start);
  return file.text.slice(file.getPositionOfLineAndCharacter(line, 0), start).trim() === '';
}

function indentationOf(file: ts.SourceFile, line: number): string {
  const start = file.getPositionOfLineAndCharacter(line - 1, 0);
  return /^[ \t]*/.exec(file.text.slice(start, start + 200))?.[0] ?? '';
}

/** What the module exports by name: functions (also arrow functions), classes with their methods, constants. */
function symbolsOf(file: ts.SourceFile): Symbols {
  const functions: string[] = [];
  const constants: string[] = [];
  const classes: Record<string, readonly string[]> = {};
  for (const node of file.statements) {
    if (!isExported(node)) continue;
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) functions.push(node.name.text);
    if (ts.isClassDeclaration(node) && node.name !== undefined) classes[node.name.text] = methodsOf(node);
    if (!ts.isVariableStatement(node)) continue;
    for (const { name, initializer } of node.declarationList.declarations) {
      if (!ts.isIdentifier(name) || initializer === undefined) continue;
      if (ts.isArrowFunction(initializer)) functions.push(name.text);
      else if (/^[A-Z][A-Z0-9_]+$/.test(name.text)) constants.push(name.text);
    }
  }
  return { functions, classes, imports: [], modules: [], constants, loggers: [] };
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const kinds = modifiers.map(({ kind }) => kind);
  return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword);
}

function methodsOf(node: ts.ClassDeclaration): string[] {
  return node.members.filter(ts.isMethodDeclaration).map(({ name }) => name.getText());
}
