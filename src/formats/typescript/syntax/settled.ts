import type ts from 'typescript';
import { nodeAt } from './node-at.js';

type TypeScript = typeof ts;

/**
 * Errors of TS1000–TS1999 that say nothing about the grammar of the file: another configuration, other types or another
 * file would change the verdict.
 */
const UNSETTLED: ReadonlySet<number> = new Set([
  // The module system, which `module`, `type` in package.json and the extension decide: `import =`, `export =`, `import.meta`,
  // dynamic imports, `__esModule`, import attributes and modes of resolution.
  ...[1148, 1202, 1203, 1216, 1218, 1259, 1319, 1323, 1324, 1343, 1470, 1471, 1479],
  ...[1453, 1454, 1455, 1456, 1463, 1464, 1541, 1542, 1543, 1544],
  // Whether a file without imports and exports is a module: `await` and `for await` at its top level.
  ...[1309, 1375, 1378, 1431, 1432],
  // `target`: functions in blocks in ES5, private names, flags and named groups of regular expressions.
  ...[1250, 1251, 1252, 1501, 1503],
  // `isolatedModules`, `verbatimModuleSyntax`, `erasableSyntaxOnly`, `emitDecoratorMetadata`.
  ...[1205, 1269, 1272, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293, 1294, 1295],
  ...[1448, 1484, 1485],
  // Names of files on disk.
  ...[1149, 1261],
  // Types: promises, awaited and yielded values, predicates, decorators' signatures, `void` in a condition, `satisfies`.
  ...[1055, 1058, 1059, 1060, 1062, 1064, 1065, 1320, 1321, 1322, 1224, 1226, 1227, 1238, 1239, 1240, 1241, 1270, 1271],
  ...[1278, 1279, 1329, 1345, 1360],
  // What another file exports, or exports as a type only.
  ...[1192, 1195, 1339, 1340, 1361, 1362, 1379, 1380],
]);

type Question = (compiler: TypeScript, node: ts.Node) => boolean;

/** Errors that are settled unless they are about such a node. */
const UNSETTLED_NODES: ReadonlyMap<number, Question> = new Map<number, Question>([
  // An enum's member may be marked `as const` or initialise a constant in an ambient context; the enum may be imported.
  [1254, isMemberAccess],
  [1355, isMemberAccess],
  // A constant may be imported, and so may the type of an index.
  [1061, (compiler, { parent }) => refersToNames(compiler, valueBefore(compiler, parent))],
  [1066, refersToNames],
  [1268, (compiler, { parent }) => refersToNames(compiler, typeOf(compiler, parent))],
  [1337, (compiler, { parent }) => refersToNames(compiler, typeOf(compiler, parent))],
  // Standard decorators stand on class expressions, legacy ones do not.
  [1206, (compiler, node) => isPartOfClassExpression(compiler, node)],
]);

/** Whether a diagnostic of binder or checker is a grammar error of the content under every configuration. */
export function isSettled(compiler: TypeScript, diagnostic: ts.DiagnosticWithLocation): boolean {
  const { category, code, file, start, length } = diagnostic;
  if (category !== compiler.DiagnosticCategory.Error || code < 1000 || code > 1999) return false;
  if (UNSETTLED.has(code)) return false;
  const isUnsettled = UNSETTLED_NODES.get(code);
  return isUnsettled === undefined || !isUnsettled(compiler, nodeAt(compiler, file, { start, end: start + length }));
}

function isMemberAccess(compiler: TypeScript, node: ts.Node): boolean {
  let inner = node;
  while (compiler.isParenthesizedExpression(inner)) inner = inner.expression;
  return compiler.isPropertyAccessExpression(inner) || compiler.isElementAccessExpression(inner);
}

function refersToNames(compiler: TypeScript, node: ts.Node | undefined): boolean {
  if (node === undefined) return false;
  return (
    compiler.isIdentifier(node) ||
    (compiler.forEachChild(node, (child) => refersToNames(compiler, child) || undefined) ?? false)
  );
}

/** The initialiser of the member of an enum before `member`. */
function valueBefore(compiler: TypeScript, member: ts.Node): ts.Node | undefined {
  if (!compiler.isEnumMember(member)) return undefined;
  const { members } = member.parent;
  return members[members.indexOf(member) - 1]?.initializer;
}

function typeOf(compiler: TypeScript, parameter: ts.Node): ts.Node | undefined {
  return compiler.isParameter(parameter) ? parameter.type : undefined;
}

function isPartOfClassExpression(compiler: TypeScript, node: ts.Node): boolean {
  for (let above = node; !compiler.isSourceFile(above); above = above.parent) {
    if (compiler.isClassLike(above)) return compiler.isClassExpression(above);
  }
  return false;
}
