/** A place in a text: line and column are 1-based, the column counts UTF-16 units (a leading BOM is not counted). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * A place in a fact, complete enough to show and to fingerprint without reading the file again.
 * `lineText` is the first line of the range, secrets masked, at most 200 UTF-16 units.
 * `lineHash` is code scanning's `primaryLocationLineHash` of that line (`<hex>:<n>`).
 */
export interface Site {
  readonly range: Range;
  readonly lineText: string;
  readonly lineHash: string;
}

/** A part of a text, in UTF-16 offsets, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
