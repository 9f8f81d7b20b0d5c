import { openText } from '../fixes/editable-text.js';
import { suppressionPlaces, type Insertion, type SuppressionText } from '../fixes/suppression-places.js';
import { loadFormats } from '../formats/formats.js';
import { isInsideInterpolation, isSameCode, parseText, startsAround } from '../formats/inserted-comment.js';
import { UserError } from '../model/errors.js';
import type { SuppressionFact } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import type { Format } from '../model/format.js';
import type { ParsedFile } from '../model/syntax.js';

export interface PlacedSuppression {
  readonly bytes: Buffer;
  /** What was put in, without the white space around it. */
  readonly comment: string;
}

export interface PlacingInput extends Omit<SuppressionText, 'ruleId'> {
  /** A suppression that names another rule counts for nothing, so no list of one is extended. */
  readonly isKnownRule: (ruleId: string) => boolean;
}

/** The content of a file with a suppression of one of its findings. Throws a UserError where there is no place for it. */
export async function placeSuppression(
  bytes: Buffer,
  { path, ruleId, range }: Pick<Finding, 'path' | 'ruleId' | 'range'>,
  { reason, until, isKnownRule }: PlacingInput,
): Promise<PlacedSuppression> {
  const line = range.start.line;
  const format = (await loadFormats()).find((candidate) => candidate.dialect(path) !== undefined);
  const dialect = format?.dialect(path);
  const opened = openText(bytes);
  if (format === undefined || dialect === undefined || opened === undefined)
    throw noPlace(path, line, 'its content cannot be edited without loss');
  const before = await parseText(format, dialect, opened.text);
  const suppression = { ruleId, reason, until };
  const places = suppressionPlaces({
    text: opened.text,
    line,
    starts: startsAround(before, line),
    suppression,
    forms: format.comments,
    present: presentIn(before).filter(({ rules }) => rules.every(isKnownRule)),
  });
  for (const place of places) {
    const text = `${opened.text.slice(0, place.at)}${place.text}${opened.text.slice(place.at)}`;
    if (!(await counts({ format, dialect, before, text }, place, suppression))) continue;
    const encoded = opened.encode(text, place.text);
    if (encoded === undefined)
      throw noPlace(path, line, 'its encoding may not have all characters of the reason; write that in ASCII');
    return { bytes: encoded, comment: place.text.trim() };
  }
  throw noPlace(path, line, 'a comment can stand neither above it nor behind it, or would not count there');
}

/** Suppressions of lines that are well-formed. */
function presentIn(file: ParsedFile): readonly SuppressionFact[] {
  return file.facts<SuppressionFact>('suppressions').filter(({ scope, fault }) => scope === 'line' && fault === null);
}

/** True if the text has the same code as before, and a suppression that says this of the finding's line. */
async function counts(
  { format, dialect, before, text }: { format: Format; dialect: string; before: ParsedFile; text: string },
  { at, text: inserted, findingLine }: Insertion,
  { ruleId, reason, until }: SuppressionText,
): Promise<boolean> {
  const after = await parseText(format, dialect, text);
  const isCovered = presentIn(after).some(
    ({ rules, lines, ...fact }) =>
      rules.includes(ruleId) &&
      fact.reason === reason &&
      fact.until === until &&
      lines !== null &&
      lines.first <= findingLine &&
      findingLine <= lines.last,
  );
  const offset = at + inserted.length - inserted.trimStart().length;
  const change = { at, length: inserted.length };
  const isFit = isCovered && !isInsideInterpolation(after, offset) && isSameCode(before, after, change);
  after.dispose();
  return isFit;
}

function noPlace(path: string, line: number, why: string): UserError {
  return new UserError(
    `${path}:${String(line)}: ${why}. Nothing was written.`,
    'Set the rule for this file in the configuration (`overrides`), or change the code so that a comment fits.',
  );
}
