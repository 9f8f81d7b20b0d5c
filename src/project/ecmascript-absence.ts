import type { Resolution } from '../model/rule.js';
import { builtFolderOf } from './built-folders.js';
import { extensionOf } from './ecmascript-probing.js';
import { submoduleOf } from './submodules.js';
import type { Tree } from './tree.js';
import type { TypeScriptConfig } from './tsconfig.js';
import { nameOf, parentOf, within } from './tree-paths.js';

/** Extensions that only a loader, a compiler or a schema tool can serve: what they stand for may be made by it. */
const LOADED = new Set(
  ['.graphql', '.gql', '.wasm', '.node', '.proto', '.sql', '.yaml', '.yml', '.toml', '.csv', '.glsl', '.vert'].concat([
    '.frag',
    '.wgsl',
    '.peggy',
    '.pegjs',
    '.ne',
    '.g4',
    '.po',
    '.ftl',
    '.hbs',
    '.ejs',
    '.pug',
    '.md',
    '.mdx',
  ]),
);
const GENERATED_NAME = /^\$types(?:\.|$)|(?:^|[._-])(?:gen|generated)(?:\.[cm]?[jt]sx?)?$/;
/** Stands for any sibling, to tell a pattern that names the module from one that names all of its kind. */
const ANY_SIBLING = 'some-other-module';

/** What it means that no file is at `path`, where a module was expected. */
export function absenceOf(tree: Tree, path: string, config: TypeScriptConfig | undefined): Resolution {
  const unknown = (reason: string): Resolution => ({ kind: 'unknown', reason });
  const submodule = submoduleOf(tree, path);
  if (submodule !== undefined) return unknown(`${submodule} is a submodule`);
  const folder = builtFolderOf(tree, path);
  if (folder !== undefined) return unknown(`${folder} is written by a build`);
  if (GENERATED_NAME.test(nameOf(path))) return unknown(`${path} is named as a generated file`);
  if (LOADED.has(extensionOf(path))) return unknown(`${path} may be provided by a loader`);
  const ignored = ignoredFormOf(tree, path);
  if (ignored !== undefined) return unknown(`git ignores ${ignored}`);
  const [unreadable] = config?.unreadable ?? [];
  if (unreadable !== undefined) return unknown(`${unreadable}, which ${config?.path ?? ''} extends, is not installed`);
  return { kind: 'missing', expected: path };
}

/** The form of the module that git ignores. A pattern such as `*.js`, for compiled output at large, proves nothing. */
function ignoredFormOf(tree: Tree, path: string): string | undefined {
  if (path === '') return undefined;
  const named = [path, `${path}.ts`, `${path}.tsx`, `${path}.json`, `${path}/index.ts`, ...sourceForms(path)];
  const compiled = [`${path}.js`, `${path}.d.ts`, `${path}.mjs`];
  const isBlanket = (form: string): boolean =>
    tree.isIgnored(within(parentOf(form), ANY_SIBLING + form.slice(path.length))) && !tree.isIgnored(path);
  return (
    named.find((form) => tree.isIgnored(form)) ?? compiled.find((form) => tree.isIgnored(form) && !isBlanket(form))
  );
}

/** For a name with an output's extension, the source that would be compiled to it. */
function sourceForms(path: string): readonly string[] {
  const extension = extensionOf(path);
  return /^\.[cm]?jsx?$/.test(extension) ? [`${path.slice(0, -extension.length)}${extension.replace('j', 't')}`] : [];
}
