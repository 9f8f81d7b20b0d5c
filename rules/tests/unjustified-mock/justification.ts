import type { Comment, Mock } from './facts.js';
import { isCode, isMockingAlone, isRestating, wordCount } from './reason-text.js';

/** What counts as a reason. */
export interface ReasonPolicy {
  /** The words before a reason in a comment. */
  readonly justification: readonly string[];
  readonly anyComment: boolean;
  /** Names of decorators that give a reason. */
  readonly marker: readonly string[];
}

export type Refusal =
  /** One text for many things. */
  | { readonly kind: 'repeated'; readonly text: string; readonly count: number }
  /** It says what is mocked. */
  | { readonly kind: 'restates'; readonly text: string };

export interface Refused {
  readonly isJustified: false;
  /** The reason that was given, if one was. */
  readonly refused?: Refusal;
}

export type Verdict = { readonly isJustified: true } | Refused;

/** A text that may say why there is a mock. */
interface Reason {
  readonly text: string;
  /** Where it stands, the same for one text over several mocks. */
  readonly place: string;
  /** It is marked as a reason, rather than a comment like any other. */
  readonly isExplicit: boolean;
  /** It stands above the statement: it may speak of the next ones, too. */
  readonly isAbove: boolean;
}

/** The fewest different mocks that one text over each of them says nothing about. */
const MANY = 3;

/** For each of a file's mocks, in the order of their lines, whether something says why it is there. */
export function justify(mocks: readonly Mock[], policy: ReasonPolicy): ReadonlyMap<Mock, Verdict> {
  const reasons = new Map(mocks.map((mock) => [mock, reasonsFor(mock, policy)]));
  const counts = countMocks(reasons);
  const verdicts = new Map<Mock, Verdict>();
  let above: { readonly mock: Mock; readonly isCovered: boolean } | undefined;
  for (const mock of mocks) {
    const given = reasons.get(mock) ?? [];
    const good = given.filter((reason) => refusalOf(reason, mock, counts) === undefined);
    const isNext = above !== undefined && above.isCovered && mock.lines.first <= above.mock.lines.last + 1;
    verdicts.set(mock, good.length > 0 || isNext ? { isJustified: true } : refusedFor(given, mock, counts));
    above = { mock, isCovered: isNext || good.some(({ isAbove }) => isAbove) };
  }
  return verdicts;
}

function reasonsFor({ comments, marks }: Mock, policy: ReasonPolicy): readonly Reason[] {
  const marked = marks.filter(({ name }) =>
    policy.marker.some((marker) => name === marker || name.endsWith(`.${marker}`)),
  );
  return [
    ...marked.map(({ text, line }) => ({
      text,
      place: `@${line?.toString() ?? text}`,
      isExplicit: true,
      isAbove: false,
    })),
    ...comments.flatMap((comment) => reasonIn(comment, policy)),
  ];
}

function reasonIn({ text, place, line }: Comment, { justification, anyComment }: ReasonPolicy): readonly Reason[] {
  const common = { place: line.toString(), isAbove: place === 'above' || place === 'near' };
  const explicit = explicitReason(text, justification);
  if (explicit !== undefined) return [{ ...common, text: explicit, isExplicit: true }];
  const isReason = anyComment && place !== 'docstring' && wordCount(text) >= 3 && !isCode(text);
  return isReason ? [{ ...common, text, isExplicit: false }] : [];
}

/** What follows the words that introduce a reason. */
function explicitReason(text: string, phrases: readonly string[]): string | undefined {
  const folded = foldText(text);
  for (const phrase of phrases) {
    const literal = foldText(phrase).replace(/[^\w\s]/g, '\\$&');
    const found = new RegExp(`(?<!\\w)${literal}`, 'i').exec(folded);
    if (found !== null) return folded.slice(found.index + found[0].length).trim();
  }
  return undefined;
}

function foldText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** By text: where it stands, and what it is said of. */
type Counts = ReadonlyMap<string, { readonly places: Set<string>; readonly mocks: Set<string> }>;

function countMocks(reasons: ReadonlyMap<Mock, readonly Reason[]>): Counts {
  const counts = new Map<string, { places: Set<string>; mocks: Set<string> }>();
  for (const [mock, given] of reasons) {
    for (const { text, place } of given) {
      const key = foldText(text).toLowerCase();
      const count = counts.get(key) ?? { places: new Set(), mocks: new Set() };
      count.places.add(place);
      count.mocks.add(mock.targets.length === 0 ? foldText(mock.site.lineText) : JSON.stringify(mock.targets));
      counts.set(key, count);
    }
  }
  return counts;
}

function refusalOf({ text, isExplicit }: Reason, mock: Mock, counts: Counts): Refusal | undefined {
  if (isExplicit ? isRestating(text, mock) : isMockingAlone(text)) return { kind: 'restates', text };
  const count = counts.get(foldText(text).toLowerCase());
  if (count === undefined || count.places.size < MANY || count.mocks.size < MANY) return undefined;
  return { kind: 'repeated', text, count: count.mocks.size };
}

/** The refusal that tells most: other comments that are repeated were hardly meant as reasons. */
function refusedFor(given: readonly Reason[], mock: Mock, counts: Counts): Verdict {
  const refusals = given.map((reason) => ({ reason, refusal: refusalOf(reason, mock, counts) }));
  const told = refusals.find(({ reason, refusal }) => reason.isExplicit || refusal?.kind === 'restates')?.refusal;
  return told === undefined ? { isJustified: false } : { isJustified: false, refused: told };
}
