/** The dots that a Python specifier starts with. */
export function levelOf(specifier: string): number {
  return /^\.*/.exec(specifier)?.[0].length ?? 0;
}

/** The folders that an ECMAScript specifier climbs before it descends. */
export function parentsOf(specifier: string): number {
  if (!specifier.includes('..')) return 0;
  const [, climb = ''] = /^(?:\.\/)*((?:\.\.(?:\/|$))*)/.exec(specifier) ?? [];
  return climb.split('..').length - 1;
}

/** True for the file that makes a folder a Python package. */
export function isInitFile(path: string): boolean {
  return /(?:^|\/)__init__\.pyi?$/.test(path);
}

/** True for the file that an ECMAScript folder is imported by. */
export function isIndexFile(path: string): boolean {
  return /(?:^|\/)index\.[cm]?[jt]sx?$/.test(path);
}
