import type ts from 'typescript';

type TypeScript = typeof ts;

/** The innermost node that holds a range of offsets, the ends exclusive. */
export function nodeAt(compiler: TypeScript, file: ts.SourceFile, range: { start: number; end: number }): ts.Node {
  let node: ts.Node = file;
  for (;;) {
    const inner: ts.Node | undefined = compiler.forEachChild(node, (child) =>
      child.getStart(file) <= range.start && range.end <= child.end ? child : undefined,
    );
    if (inner === undefined) return node;
    node = inner;
  }
}
