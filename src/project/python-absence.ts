import type { Resolution } from '../model/rule.js';
import { builtFolderOf } from './built-folders.js';
import { buildsExtensions, isStrongHome, writesVersion } from './python-manifests.js';
import { submoduleOf } from './submodules.js';
import type { Tree } from './tree.js';
import { nameOf, parentOf, upward, within } from './tree-paths.js';

const GENERATED_NAME = /^_version$|_pb2(?:_grpc)?$/;
const VERSION_NAME = /^_*version_*$/;
/** What an extension module is compiled from. */
const EXTENSION_SOURCE = /^\.(?:c|cc|cpp|cxx|rs|pyx|pxd|f90)$/;

/** What it means that no module is at `path`, a dotted name turned into a path. */
export function pythonAbsenceOf(tree: Tree, path: string): Resolution {
  const unknown = (reason: string): Resolution => ({ kind: 'unknown', reason });
  const name = nameOf(path);
  const submodule = submoduleOf(tree, path);
  if (submodule !== undefined) return unknown(`${submodule} is a submodule`);
  const folder = builtFolderOf(tree, path);
  if (folder !== undefined) return unknown(`${folder} is written by a build`);
  if (GENERATED_NAME.test(name)) return unknown(`${path}.py is named as a generated file`);
  const ignored = [`${path}.py`, `${path}/__init__.py`].find((form) => tree.isIgnored(form));
  if (ignored !== undefined) return unknown(`git ignores ${ignored}`);
  const source = extensionSource(tree, path);
  if (source !== undefined) return unknown(`${source} may be compiled to it`);
  const home = [...upward(parentOf(path))].find((above) => above === '' || isStrongHome(tree, above)) ?? '';
  if (VERSION_NAME.test(name) && writesVersion(tree, home)) return unknown(`the build writes ${path}.py`);
  if (buildsExtensions(tree, home)) return unknown(`${home || 'the root'} builds extension modules`);
  return { kind: 'missing', expected: `${path}.py` };
}

function extensionSource(tree: Tree, path: string): string | undefined {
  const folder = parentOf(path);
  const name = nameOf(path);
  const found = tree
    .entries(folder)
    .find((entry) => entry.startsWith(name) && EXTENSION_SOURCE.test(entry.slice(name.length)));
  return found === undefined ? undefined : within(folder, found);
}
