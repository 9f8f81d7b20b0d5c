/** The text of a line (1-based) without what ends it; '' past the end. Lines end as Python ends them: LF, CR, CRLF. */
export function sourceLine(text: string, line: number): string {
  const lineBreak = /\r\n?|\n/g;
  for (let current = 1; current < line; current += 1) {
    if (lineBreak.exec(text) === null) return '';
  }
  const start = lineBreak.lastIndex;
  return text.slice(start, lineBreak.exec(text)?.index);
}

/** The line (1-based) that a number of UTF-16 units lies on. */
export function lineAt(text: string, offset: number): number {
  return (text.slice(0, offset).match(/\r\n?|\n/g)?.length ?? 0) + 1;
}

/** The column (1-based) of a number of UTF-16 units. */
export function columnAt(text: string, offset: number): number {
  return offset - Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1));
}
