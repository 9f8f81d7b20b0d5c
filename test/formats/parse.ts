import { ParsedContent } from '../../src/formats/parsed-content.js';
import { loadFormats } from '../../src/formats/formats.js';
import { loadParser, type Binding } from '../../src/formats/parser.js';

/** The content of one file, as extractors get it. */
export async function parseContent(path: string, text: string, binding?: Binding): Promise<ParsedContent> {
  const format = (await loadFormats()).find((candidate) => candidate.dialect(path) !== undefined);
  const dialect = format?.dialect(path);
  if (format === undefined || dialect === undefined) throw new Error(`no format claims ${path}`);
  const parse = await loadParser(format.grammar(dialect), binding);
  const hasBom = text.startsWith('\ufeff');
  return new ParsedContent(hasBom ? text.slice(1) : text, dialect, { format, parse, hasBom });
}
