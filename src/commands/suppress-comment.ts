import { openText, type EditableText } from '../fixes/editable-text.js';
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

/** Where a suppression goes, and what it covers there. */
export interface SuppressionPlace extends Insertion {
  /** 1-based lines of the text afterwards. */
  readonly covered: NonNullable<SuppressionFact['lines']>;
}

/** The content of a file with a suppression of one of its findings. Throws a UserError where there is no place for it. */
export async function placeSuppression(
  bytes: Buffer,
  finding: Pick<Finding, 'path' | 'ruleId' | 'range'>,
  input: PlacingInput,
): Promise<PlacedSuppression> {
  const { place, opened } = await findPlace(bytes, finding, input);
  const text = `${opened.text.slice(0, place.at)}${place.text}${opened.text.slice(place.at)}`;
  const encoded = opened.encode(text, place.text);
  if (encoded !== undefined) return { bytes: encoded, comment: place.text.trim() };
  const why = 'its encoding may not have all characters of the reason; write that in ASCII';
  throw noPlace(finding.path, finding.range.start.line, why);
}

/**
 * The place at which a suppression of the finding counts, in the text without its BOM. Throws a UserError where there is
 * none.
 */
export async function findPlace(
  bytes: Buffer,
  { path, ruleId, range }: Pick<Finding, 'path' | 'ruleId' | 'range'>,
  { reason, until, isKnownRule }: PlacingInput,
): Promise<{ readonly place: SuppressionPlace; readonly opened: EditableText }> {
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
  try {
    for (const place of places) {
      const text = `${opened.text.slice(0, place.at)}${place.text}${opened.text.slice(place.at)}`;
      const covered = await covering({ format, dialect, before, text }, place, suppression);
      if (covered !== undefined) return { place: { ...place, covered }, opened };
    }
  } finally {
    before.dispose();
  }
  throw noPlace(path, line, 'a comment can stand neither above it nor behind it, or would not count there');
}

/** Suppressions of lines that are well-formed. */
function presentIn(file: ParsedFile): readonly SuppressionFact[] {
  return file.facts<SuppressionFact>('suppressions').filter(({ scope, fault }) => scope === 'line' && fault === null);
}

/** The lines that the suppression covers, if it covers the finding's, and the text has the same code as before. */
async function covering(
  { format, dialect, before, text }: { format: Format; dialect: string; before: ParsedFile; text: string },
  { at, text: inserted, findingLine }: Insertion,
  { ruleId, reason, until }: SuppressionText,
): Promise<SuppressionPlace['covered'] | undefined> {
  const after = await parseText(format, dialect, text);
  const covered = presentIn(after).flatMap(({ rules, lines, ...fact }) => {
    const isSame = rules.includes(ruleId) && fact.reason === reason && fact.until === until;
    return isSame && lines !== null && lines.first <= findingLine && findingLine <= lines.last ? [lines] : [];
  });
  const offset = at + inserted.length - inserted.trimStart().length;
  const change = { at, length: inserted.length };
  const isFit = covered.length > 0 && !isInsideInterpolation(after, offset) && isSameCode(before, after, change);
  after.dispose();
  return isFit ? covered[0] : undefined;
}

function noPlace(path: string, line: number, why: string): UserError {
  return new UserError(
    `${path}:${String(line)}: ${why}. Nothing was written.`,
    'Set the rule for this file in the configuration (`overrides`), or change the code so that a comment fits.',
  );
}
