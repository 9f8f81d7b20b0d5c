import type { Example } from 'compliance-linter';

/** Where the code of an example stands unless it says otherwise. */
export const MODULE = 'shop/settings.py';

/** An example of one Python module: a problem is expected on each line that ends in `# !`. */
export function python(title: string, lines: readonly string[], path = MODULE): Example {
  const problems = lines.flatMap((line, index) => (line.endsWith('# !') ? [{ path, line: index + 1 }] : []));
  const content = `${lines.map((line) => line.replace(/ {2}# !$/, '')).join('\n')}\n`;
  return { title: `Python: ${title}`, files: { [path]: content }, ...(problems.length > 0 ? { problems } : {}) };
}
