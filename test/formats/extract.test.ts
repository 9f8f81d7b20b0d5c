import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { extractFacts } from '../../src/formats/extract.js';
import { loadFormats } from '../../src/formats/formats.js';
import type { Format } from '../../src/model/format.js';
import type { Extractor } from '../../src/model/syntax.js';

const format = (await loadFormats()).find(({ name }) => name === 'python');
const suppressions = format?.extractors['suppressions'];
if (format === undefined || suppressions === undefined) throw new Error('Python has no suppressions');
const withoutGrammar: Format = {
  ...format,
  grammar: () => {
    throw new Error('nothing to parse with');
  },
};

/** The facts of a content, in a format whose grammar cannot be had. */
async function factsWithoutGrammar(
  text: string,
  extractors: Readonly<Record<string, Extractor>>,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const { facts } = await extractFacts({
    bytes: Buffer.from(text),
    format: withoutGrammar,
    dialect: 'py',
    maxFileSize: 1e6,
    extractorsFor: () => new Map(Object.entries(extractors)),
    judgeFor: () => undefined,
  });
  return facts.facts;
}

test('a text without the sign of any extractor has no facts, and no parser is loaded for it', async () => {
  const none = { version: 1, sign: /never/, extract: () => ['found'] };
  assert.equal(await factsWithoutGrammar('total = 1\n', { suppressions, none }), { suppressions: [], none: [] });
});

test('where one extractor has no sign, or the text holds it, a parser is loaded', async () => {
  const failed = async (text: string, extractors: Readonly<Record<string, Extractor>>): Promise<string> =>
    factsWithoutGrammar(text, extractors).then(
      () => '',
      (error: unknown) => String(error),
    );
  const any: Extractor = { version: 1, extract: () => [] };
  const directive = 'total = 1  # compliance: ignore[print] -- a script\n';
  assert.match(await failed('total = 1\n', { suppressions, any }), 'nothing to parse with');
  assert.match(await failed(directive, { suppressions }), 'nothing to parse with');
});

test.run();
