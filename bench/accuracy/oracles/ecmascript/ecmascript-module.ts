import ts from 'typescript';

/** One parsed file. Lines are 1-based. */
export class EcmascriptModule {
  readonly file: ts.SourceFile;
  readonly #nodes: ts.Node[] = [];
  #checker: ts.TypeChecker | undefined;

  /** Throws an Error with the first message of the parser, if there is one. */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    this.file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    throwSyntaxError(this.file);
  }

  /** All nodes in document order. */
  get nodes(): readonly ts.Node[] {
    if (this.#nodes.length === 0) this.#collect();
    return this.#nodes;
  }

  line(node: ts.Node): number {
    return this.#lineAt(node.getStart(this.file));
  }

  endLine(node: ts.Node): number {
    return this.#lineAt(node.getEnd());
  }

  lines(node: ts.Node): { readonly line: number; readonly endLine: number } {
    return { line: this.line(node), endLine: this.endLine(node) };
  }

  /** The source of a node without comments, white space folded between tokens. */
  source(node: ts.Node): string {
    const tokens: string[] = [];
    const visit = (part: ts.Node): void => {
      const children = part.getChildren(this.file);
      if (children.length === 0) tokens.push(part.getText(this.file));
      else children.forEach(visit);
    };
    visit(node);
    return tokens.filter((token) => token !== '').join(' ');
  }

  /** What an identifier is declared as in this file; empty for globals. */
  declarations(name: ts.Identifier): readonly ts.Declaration[] {
    this.#checker ??= createChecker(this.file);
    const symbol = ts.isShorthandPropertyAssignment(name.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(name.parent)
      : this.#checker.getSymbolAtLocation(name);
    return symbol?.declarations ?? [];
  }

  #lineAt(offset: number): number {
    return this.file.getLineAndCharacterOfPosition(offset).line + 1;
  }

  #collect(): void {
    const waiting: ts.Node[] = [this.file];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      this.#nodes.push(node);
      const children: ts.Node[] = [];
      ts.forEachChild(node, (child) => void children.push(child));
      waiting.push(...children.reverse());
    }
  }
}

/** The parser repairs what it cannot read, and notes it in a property that its types do not show. */
function throwSyntaxError(file: ts.SourceFile): void {
  const diagnostics: unknown = Reflect.get(file, 'parseDiagnostics');
  const first: unknown = Array.isArray(diagnostics) ? diagnostics[0] : undefined;
  if (typeof first !== 'object' || first === null || !('messageText' in first)) return;
  throw new Error(String(first.messageText));
}

/** A checker that knows one file and nothing that it imports. */
function createChecker(file: ts.SourceFile): ts.TypeChecker {
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
    writeFile: () => undefined,
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
  const options = { noResolve: true, noLib: true, allowJs: true, types: [] };
  return ts.createProgram({ rootNames: [file.fileName], options, host }).getTypeChecker();
}

/** The nodes above a node, the nearest first. */
export function* ancestors(node: ts.Node): Iterable<ts.Node> {
  // The root's parent is undefined, whatever its type says.
  let above = node.parent as ts.Node | undefined;
  for (; above !== undefined; above = above.parent as ts.Node | undefined) yield above;
}

/** The text of a string or of a template, with one NUL for what it computes. */
export function stringText(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('\0');
}
