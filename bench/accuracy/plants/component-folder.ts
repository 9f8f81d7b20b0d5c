/** What makes a folder a package, by the files that belong to it. */
const PYTHON_MANIFESTS = ['pyproject.toml', 'setup.cfg'];
const OTHER_MANIFESTS = ['package.json'];

/** The nearest folder with a manifest, the package that a file belongs to; '' for the root. */
export function componentFolder(paths: ReadonlySet<string>, path: string): string {
  const manifests = path.endsWith('.py') ? PYTHON_MANIFESTS : OTHER_MANIFESTS;
  let folder = path;
  do {
    folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
    const prefix = folder === '' ? '' : `${folder}/`;
    if (manifests.some((name) => paths.has(prefix + name))) return folder;
  } while (folder !== '');
  return '';
}
