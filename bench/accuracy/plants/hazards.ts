import type { Place } from './places.js';

/** Code around a place that would give a snippet another meaning than its template says. */
export interface Hazards {
  readonly path?: RegExp;
  /** Anywhere in the file. */
  readonly file?: RegExp;
  /** In the outermost statement around the place. */
  readonly outer?: RegExp;
  /** Names of functions and classes around the place. */
  readonly names?: RegExp;
  /** In the twelve lines above the place, or on its line. */
  readonly above?: RegExp;
}

const WORDS = (words: string): RegExp => new RegExp(`(?<![a-z])(?:${words})(?![a-z])`, 'i');

export const HAZARDS: Readonly<Record<string, Hazards>> = {
  // A guard for an environment anywhere above may keep a fallback from production, a command line makes it an option.
  'localhost-fallback': {
    path: WORDS('dev|devel|development|debug|local|tests?|testing|cli|commands?|cors|mail|e?mails|mock|sandbox'),
    file: WORDS('click|typer|argparse|optparse|cyclopts|commander|yargs|uvicorn|gunicorn|bind'),
    outer: /env|debug|dev|prod|staging|test|preview/i,
  },
  // A reason above a mock covers it, and so does one for the consecutive mocks before it.
  'unjustified-mock': {
    above: /#|\/\/|\/\*|^\s*\*|"""|'''/m,
    names: /mock|stub|spy|^(?:vi|jest)\.|\bfn$/i,
    file: /ustif(?:y|ied|ication)/,
  },
  'session-nulling': {
    file: /aiohttp|\brequests\b|httpx|ClientSession|handler|consumer|websocket/i,
    names: /close|exit|clean|disconnect|tear|shutdown|stop|dispose|del|reset|init|constructor|finally|destroy|unmount/i,
    outer: /session|\bdb\b/i,
  },
};

export function isHazardous(hazards: Hazards, path: string, text: string): boolean {
  return hazards.path?.test(path) === true || hazards.file?.test(text) === true;
}

/** `lines` are those of the original file. */
export function isHazardousPlace(hazards: Hazards, { line, outer, names }: Place, lines: readonly string[]): boolean {
  const around = lines.slice(outer[0] - 1, outer[1]).join('\n');
  const above = lines.slice(Math.max(0, line - 13), line).join('\n');
  const isWithin = outer[0] !== line || outer[1] !== line;
  if (isWithin && hazards.outer?.test(around) === true && names.length > 0) return true;
  return hazards.above?.test(above) === true || names.some((name) => hazards.names?.test(name) === true);
}
