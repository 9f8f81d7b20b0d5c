import type ts from 'typescript';
import { modifiersOf } from './plain-functions.js';
import { rulesOf, type Place } from './plain-rules.js';

type TypeScript = typeof ts;

/**
 * A question that is answered yes only where neither binder nor checker can find a grammar error in a file that parses: it
 * consists of nothing but everyday syntax, each kind with the rules that the checker has for it. What is not listed is not
 * plain. It saves the checker, which costs several times as much as parsing.
 */
export function plainness(compiler: TypeScript): (file: ts.SourceFile) => boolean {
  const rules = rulesOf(compiler);
  const isPlain = (node: ts.Node, parent: ts.Node, place: Place): boolean => {
    const rule = rules.get(node.kind);
    if (rule === undefined || !rule(node, parent, place)) return false;
    const inner = placeInside(compiler, node, place);
    const broken = compiler.forEachChild(node, (child) => {
      const isBody = inner !== place && 'body' in node && node.body === child;
      return !isPlain(child, node, isBody ? bodyPlace(compiler, node, inner) : inner) || undefined;
    });
    return broken === undefined;
  };
  return (file) => {
    if (file.isDeclarationFile) return false;
    const place = { file, hasAwait: true, isInFunction: false, isInLoop: false, isInSwitch: false };
    try {
      return file.statements.every((statement) => isPlain(statement, file, place));
    } catch (error) {
      // The checker climbs some chains without recursion.
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
}

/** The same object, unless the node opens a new place. */
function placeInside(compiler: TypeScript, node: ts.Node, place: Place): Place {
  if (compiler.isFunctionLike(node)) {
    return { file: place.file, hasAwait: false, isInFunction: true, isInLoop: false, isInSwitch: false };
  }
  if (compiler.isIterationStatement(node, false)) return { ...place, isInLoop: true };
  return compiler.isSwitchStatement(node) ? { ...place, isInSwitch: true } : place;
}

function bodyPlace(compiler: TypeScript, node: ts.Node, inner: Place): Place {
  if (!compiler.isFunctionLike(node)) return inner;
  return { ...inner, hasAwait: /\basync\b/.test(modifiersOf(compiler, node)) };
}
