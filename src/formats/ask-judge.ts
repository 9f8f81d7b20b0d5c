import type { SyntaxFact } from '../model/facts.js';
import type { Format } from '../model/format.js';
import type { JudgedContent, SyntaxFault, SyntaxJudge } from '../model/syntax-verdict.js';
import { LineIndex } from './line-index.js';
import { ParsedContent } from './parsed-content.js';

/** A verdict as a fact, or why there is none. */
export type Judged =
  { readonly fact: SyntaxFact; readonly failure: '' } | { readonly fact: null; readonly failure: string };

interface Content extends JudgedContent {
  readonly format: Format;
  readonly hasBom: boolean;
}

/** Hands a content to the judge at once. The promise never rejects. */
export function askJudge(judge: SyntaxJudge, content: Content): Promise<Judged> {
  return judge.judge(content).then((verdict): Judged => {
    switch (verdict.kind) {
      case 'valid':
        return { fact: { by: judge.by, fault: null }, failure: '' };
      case 'invalid':
        return { fact: { by: judge.by, fault: placed(verdict.fault, content) }, failure: '' };
      case 'foreign':
        return { fact: { by: judge.by, foreign: verdict.reason, fault: null }, failure: '' };
      case 'unjudged':
        return { fact: null, failure: verdict.reason };
    }
  });
}

/** The fault with its site: the word that begins there, or the one unit. */
function placed({ line, column, message, validFrom }: SyntaxFault, content: Content): SyntaxFact['fault'] {
  const { text, dialect, format, hasBom } = content;
  const lines = new LineIndex(text);
  const last = lines.start(line) + lines.text(line).length;
  const start = Math.min(lines.start(line) + column - 1, last);
  const word = /^[\w$]{1,100}/.exec(text.slice(start, Math.min(last, start + 100)))?.[0].length ?? 1;
  const file = new ParsedContent(text, dialect, { format, parse: notParsed, hasBom });
  return { message, validFrom, site: file.site(start, Math.min(last, start + word)) };
}

function notParsed(): never {
  throw new Error('A content that breaks the grammar is not parsed for its site.');
}
