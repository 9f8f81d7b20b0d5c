import type { Random } from './random.js';
import { MARK, type Language } from './template.js';

const LONG_COMMENTS = [
  'TODO: ask the platform team',
  'see the runbook for details',
  'kept for the old clients',
  'changed in the spring release',
];
const SHORT_COMMENTS: Readonly<Record<Language, readonly string[]>> = {
  python: ['noqa: S104', 'type: ignore', 'NOSONAR', 'pragma: no cover', 'fmt: skip'],
  typescript: ['eslint-disable-line', 'NOSONAR', 'prettier-ignore'],
};

/** The same code as another developer would have written it: other quotes, no semicolons, a comment behind a line. */
export function restyle(
  code: string,
  { language, random, comments }: { readonly language: Language; readonly random: Random; readonly comments: boolean },
): string {
  let styled = random.chance(0.4) ? withOtherQuotes(code, language) : code;
  if (language === 'typescript' && random.chance(0.35)) styled = withoutSemicolons(styled);
  const list = [...SHORT_COMMENTS[language], ...(comments ? LONG_COMMENTS : [])];
  return random.chance(0.2)
    ? withComment(styled, `${language === 'python' ? '  #' : ' //'} ${random.pick(list)}`)
    : styled;
}

/** Code that has both kinds of quotes, or quotes within a template, stays as it is. */
function withOtherQuotes(code: string, language: Language): string {
  const [from, to] = language === 'python' ? ['"', "'"] : ["'", '"'];
  return code.includes(to) || code.includes('"""') || code.includes('`') ? code : code.replaceAll(from, to);
}

/** Not where the next line would continue the statement. */
function withoutSemicolons(code: string): string {
  const lines = code.split('\n');
  return lines
    .map((line, index) => {
      const next = (lines[index + 1] ?? '').trimStart();
      return index === lines.length - 1 || /^[([`/+\-*<»]/.test(next) ? line : line.replace(/(?<![;(\s]);$/, '');
    })
    .join('\n');
}

/** Behind the first marked line on which a comment is surely a comment. */
function withComment(code: string, comment: string): string {
  const lines = code.split('\n');
  const index = lines.findIndex((line) => line.trimStart().startsWith(MARK) && /[;,)\]"'{:]$/.test(line));
  const line = lines[index];
  if (line === undefined || /#|\/\/|`|"""/.test(line)) return code;
  lines[index] = line + comment;
  return lines.join('\n');
}
