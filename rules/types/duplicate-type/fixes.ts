import type { DefinitionFact, Fix, ImportFact, Project } from 'compliance-linter';
import { type Candidate, isErased } from './definition.js';
import type { ImportReach } from './import-reach.js';
import type { Duplicate } from './keeping.js';

/**
 * Replaces the definition by an import of the kept one, and exports it again where it was exported; only where it is
 * clear which one to keep, and no cycle of imports is closed. Safe for what exists at compile time only: a class or a
 * Python type is an object.
 */
export function replaceByImport(duplicate: Duplicate, project: Project, reach: ImportReach): Fix | undefined {
  const { definition, kept, isNominal, isClear } = duplicate;
  const { fact, path, format } = definition;
  const isTypeOnly = format === 'typescript' && isErased(definition);
  if (!isClear || !isReplaceable(duplicate) || reach.leadsTo(path, kept.path)) return undefined;
  const text =
    format === 'python' ? pythonImport(definition, kept, project) : typescriptImport(definition, kept, project);
  if (text === undefined) return undefined;
  return {
    title: `Import \`${fact.name}\` from ${kept.path}`,
    safety: isTypeOnly && !isNominal && isErased(kept) ? 'safe' : 'unsafe',
    edits: [{ path, range: fact.range, text }],
  };
}

/** True if an import of the kept definition can stand where the definition stands. */
function isReplaceable({ definition, kept }: Duplicate): boolean {
  const { fact, path, format } = definition;
  if (fact.exportedAs.includes('default') || fact.isConditional === true) return false;
  if (kept.path === path || !kept.fact.exportedAs.includes(fact.name)) return false;
  // What may be used as a value is no type.
  return format === 'python' || isErased(definition) || !isErased(kept);
}

function pythonImport({ path, fact }: Candidate, kept: Candidate, project: Project): string | undefined {
  const module = project.importNames(path, kept.path)[0]?.name;
  if (module === undefined) return undefined;
  // The form `X as X` tells linters that the name is exported again.
  return `from ${module} import ${fact.name}${fact.isMentioned === true ? '' : ` as ${fact.name}`}`;
}

function typescriptImport(definition: Candidate, kept: Candidate, project: Project): string | undefined {
  const { path, fact } = definition;
  const specifier = specifierOf(path, kept.path, project);
  if (specifier === undefined) return undefined;
  const type = isErased(definition) ? ' type' : '';
  const quote = quoteOf(path, project);
  const source = `${quote}${specifier}${quote}`;
  const isInline = /^\s*export\b/.test(fact.site.lineText);
  if (isInline && fact.isMentioned !== true) return `export${type} { ${fact.name} } from ${source};`;
  const imported = `import${type} { ${fact.name} } from ${source};`;
  return isInline ? `${imported}\nexport${type} { ${fact.name} };` : imported;
}

/** The quotes of the first definition of the file that shows some, else single ones. */
function quoteOf(path: string, project: Project): string {
  for (const { site } of project.facts<DefinitionFact>(path, 'definitions')) {
    const [quote] = /["']/.exec(site.lineText) ?? [];
    if (quote !== undefined) return quote;
  }
  return "'";
}

/** An absolute name, else a relative one in the style of the file's other imports; it must lead to the target. */
function specifierOf(path: string, target: string, project: Project): string | undefined {
  const absolute = project.importNames(path, target)[0]?.name;
  if (absolute !== undefined) return absolute;
  const extension = /\.(?:d\.)?[cm]?[jt]sx?$/.exec(target)?.[0] ?? '';
  const stem = relativePath(path, target.slice(0, target.length - extension.length));
  const written = project.facts<ImportFact>(path, 'imports').map(({ specifier }) => specifier);
  const suffix = writtenExtension(extension, written);
  const choices = suffix === '' ? [stem.replace(/\/index$/, ''), stem] : [stem + suffix];
  return choices.find((specifier) => leadsTo(target, path, specifier, project));
}

/** How imports like those written spell the extension of a source: not at all, as it is, or as it will be compiled. */
function writtenExtension(extension: string, written: readonly string[]): string {
  const style = written.find((specifier) => /^\..*\.[cm]?[jt]sx?$/.test(specifier));
  if (style === undefined) return '';
  return /\.[cm]?tsx?$/.test(style) ? extension : extension.replace(/(?:\.d)?\.([cm]?)tsx?$/, '.$1js');
}

function leadsTo(target: string, from: string, specifier: string, project: Project): boolean {
  const resolution = project.resolve(from, specifier);
  return resolution.kind === 'file' && resolution.path === target;
}

function relativePath(from: string, target: string): string {
  const folders = from.split('/').slice(0, -1);
  const segments = target.split('/');
  let common = 0;
  while (common < folders.length && common < segments.length - 1 && folders[common] === segments[common]) common += 1;
  const up = folders.length - common;
  return (up === 0 ? './' : '../'.repeat(up)) + segments.slice(common).join('/');
}
