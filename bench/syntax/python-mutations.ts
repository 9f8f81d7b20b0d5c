import type { Random } from '../accuracy/plants/random.js';

/** Places where a character may go or come. */
const MARKS = /[()[\]{}:,"']/g;

const INSERTED = ['(', ')', '[', ']', '{', '}', ':', ',', '"', "'", '    ', ' ', '\t'];

type Mutation = (text: string, random: Random) => string;

/** A text with one small fault of the kind that editing leaves: a mark or an indentation too many or too few. */
export function mutate(text: string, random: Random): string {
  return random.pick(MUTATIONS)(text, random);
}

const MUTATIONS: readonly Mutation[] = [
  deleteMark,
  deleteMark,
  insertMark,
  doubleMark,
  indentLine,
  dedentLine,
  cutLine,
];

function deleteMark(text: string, random: Random): string {
  const at = markIn(text, random);
  return text.slice(0, at) + text.slice(at + 1);
}

function doubleMark(text: string, random: Random): string {
  const at = markIn(text, random);
  return text.slice(0, at) + text.slice(at, at + 1) + text.slice(at);
}

function insertMark(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(INSERTED) + text.slice(at);
}

function indentLine(text: string, random: Random): string {
  return changeLine(text, random, (line) => `${random.pick([' ', '  ', '    ', '\t'])}${line}`);
}

function dedentLine(text: string, random: Random): string {
  return changeLine(text, random, (line) => line.replace(random.pick([/^ {4}/, /^ /, /^\s+/]), ''));
}

function cutLine(text: string, random: Random): string {
  return changeLine(text, random, (line) => line.slice(0, random.below(line.length + 1)));
}

function changeLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n');
  const filled = [...lines.keys()].filter((index) => (lines[index] ?? '').trim() !== '');
  if (filled.length === 0) return text;
  const index = random.pick(filled);
  return [...lines.slice(0, index), change(lines[index] ?? ''), ...lines.slice(index + 1)].join('\n');
}

/** The place of one mark; the end of a text without any. */
function markIn(text: string, random: Random): number {
  const places = [...text.matchAll(MARKS)].map(({ index }) => index);
  return places.length === 0 ? text.length : random.pick(places);
}
