/** How specifiers end: without extension, with that of the compiled output, or with that of the source. */
export type SpellingStyle = 'bundler' | 'output' | 'source';

const OUTPUT: Readonly<Record<string, string>> = {
  ts: 'js',
  tsx: 'js',
  mts: 'mjs',
  cts: 'cjs',
  js: 'js',
  jsx: 'js',
  mjs: 'mjs',
  cjs: 'cjs',
};

/** The ways to write the path of a module in a specifier, the usual one first. Files that are not code have one: all of it. */
export function spellingsOf(path: string, style: SpellingStyle): readonly string[] {
  const declaration = /^(.*)\.d\.([cm]?)ts$/.exec(path);
  if (declaration !== null) {
    const [, stem = '', kind = ''] = declaration;
    return style === 'bundler' ? [stem] : [`${stem}.${kind}js`];
  }
  const code = /^(.*)\.([cm]?[jt]sx?)$/.exec(path);
  const [, stem = '', extension = ''] = code ?? [];
  const output = OUTPUT[extension];
  if (output === undefined) return [path];
  if (style === 'output') return [`${stem}.${extension.endsWith('jsx') ? 'jsx' : output}`];
  if (style === 'source') return [path];
  if (/^[mc]/.test(extension)) return [`${stem}.${output}`, path];
  return stem.endsWith('/index') ? [stem.slice(0, -'/index'.length), stem] : [stem];
}
