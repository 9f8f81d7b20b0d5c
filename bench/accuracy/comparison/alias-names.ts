import { dirname, join } from 'node:path';
import ts from 'typescript';

/** The compiler's answer to whether an alias of `paths` names what a relative import leads to. */
export interface AliasNames {
  /** A name that resolves to the same file; undefined where there is none, or where the import leads nowhere known. */
  aliasFor(path: string, specifier: string): string | undefined;
}

/** Reads the `tsconfig.json` files below an absolute folder as the compiler does, installed packages or not. */
export function aliasNames(root: string): AliasNames {
  const byFolder = new Map<string, readonly ts.CompilerOptions[]>();
  const optionsFor = (folder: string): readonly ts.CompilerOptions[] => {
    const known = byFolder.get(folder) ?? optionsAt(root, folder);
    byFolder.set(folder, known);
    return known;
  };
  return {
    aliasFor(path, specifier) {
      const file = join(root, path);
      for (const options of optionsFor(dirname(file))) {
        const target = resolve(specifier, file, options);
        const alias = target === undefined ? undefined : aliasOf(target, file, options);
        if (alias !== undefined) return alias;
      }
      return undefined;
    },
  };
}

/** The options of the nearest configuration, and of the projects that it refers to. */
function optionsAt(root: string, folder: string): readonly ts.CompilerOptions[] {
  const file = ts.findConfigFile(folder, ts.sys.fileExists.bind(ts.sys));
  if (file?.startsWith(`${root}/`) !== true) return [];
  const { options, projectReferences } = readConfiguration(file);
  const referred = (projectReferences ?? []).map((each) => ts.resolveProjectReferencePath(each));
  return [options, ...referred.map((each) => readConfiguration(each).options)].filter(
    ({ paths }) => paths !== undefined,
  );
}

function readConfiguration(file: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(file, ts.sys.readFile.bind(ts.sys)) as { config?: unknown };
  // The list of files is not needed, and long to make.
  const host: ts.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(file), undefined, file);
}

function resolve(specifier: string, file: string, options: ts.CompilerOptions): string | undefined {
  const bundler = { ...options, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const { resolvedModule } = ts.resolveModuleName(specifier, file, bundler, ts.sys);
  return resolvedModule?.isExternalLibraryImport === true ? undefined : resolvedModule?.resolvedFileName;
}

function aliasOf(target: string, file: string, options: ts.CompilerOptions): string | undefined {
  // Where there is no `baseUrl`, the compiler keeps the folder of the configuration that has `paths`.
  const { baseUrl, pathsBasePath: folder } = options;
  const base = baseUrl ?? (typeof folder === 'string' ? folder : '');
  const stem = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const names = [stem, stem.replace(/\/index$/, ''), target];
  for (const [pattern, places] of Object.entries(options.paths ?? {})) {
    for (const place of places) {
      const [start = '', end] = join(base, place).split('*');
      const inner = names.map((name) => middle(name, start, end)).find((text) => text !== undefined);
      const alias = inner === undefined ? undefined : pattern.replace('*', inner);
      if (alias !== undefined && resolve(alias, file, options) === target) return alias;
    }
  }
  return undefined;
}

/** What stands for the `*`; empty where there is none and the whole name matches. */
function middle(name: string, start: string, end: string | undefined): string | undefined {
  if (end === undefined) return [start, start.replace(/\.[cm]?[jt]sx?$/, '')].includes(name) ? '' : undefined;
  const fits = name.startsWith(start) && name.endsWith(end) && name.length >= start.length + end.length;
  return fits ? name.slice(start.length, name.length - end.length) : undefined;
}
