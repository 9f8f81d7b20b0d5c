import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { Analysis } from './analysis.js';
import { normalisedPath } from './paths.js';
import { isOutsideOfUse } from './phases.js';
import { scopesIn } from './scopes.js';
import type { Scope } from './sites.js';
import { isWithin, offsetsWithin, type Span, type TextIndex } from './text-index.js';

const OWN = /^(?:self|this|cls|super(?:\(.*\))?|type\(self\)|self\.__class__|this\.constructor|that|_this)$/;

interface Place {
  readonly scopes: readonly Scope[];
  readonly unit: Span;
}

/** True if the expression means the object, or the class, whose method the place is in. */
export function isOwnObject(object: string, { scopes, unit }: Place, analysis: Analysis): boolean {
  const path = normalisedPath(object.replace(/^\((?:<\w+>)?(\w+)(?: as [^()]*)?\)$/, '$1'));
  if (OWN.test(path)) return true;
  const nearestClass = scopes.findIndex(({ kind }) => kind === 'class');
  const method = scopes[nearestClass - 1];
  if (path !== '' && (path === scopes[nearestClass]?.names[0] || path === method?.receiver)) return true;
  const aliases = (analysis.bindings.get(path) ?? []).filter(
    ({ isMember, start }) => !isMember && isWithin(start, unit),
  );
  return aliases.length > 0 && aliases.every(({ value }) => /^(?:self|this)\s*$/.test(value));
}

/** True if the class of the place gives the attribute a value outside of its constructor, so that it can be had again. */
export function isManagedByClass(
  file: ParsedFile,
  path: string,
  { scopes, given }: { readonly scopes: readonly Scope[]; readonly given: TextIndex },
): boolean {
  const own = scopes.find(({ kind }) => kind === 'class')?.node;
  if (own === undefined) return false;
  return offsetsWithin(given, path, own).some((offset) => isInUse(file, offset, own));
}

function isInUse(file: ParsedFile, offset: number, own: SyntaxNode): boolean {
  const node = file.tree().descendantForIndex(offset, offset + 1);
  const scopes = node === null ? [] : scopesIn([node, ...file.ancestors(node)], file.format);
  const upToClass = scopes.slice(
    0,
    scopes.findIndex((scope) => scope.node.id === own.id),
  );
  return !upToClass.some(({ names }) => names.some(isOutsideOfUse));
}
