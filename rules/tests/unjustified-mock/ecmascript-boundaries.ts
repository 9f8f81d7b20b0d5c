import type { Project } from 'compliance-linter';

/** A module that stands in for another by its place, for all tests. */
export function isManualMock(path: string): boolean {
  return /(?:^|\/)__mocks__\//.test(path);
}

const CODE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
/** What comes from elsewhere, or is written by a machine. */
const FOREIGN: ReadonlySet<string | undefined> = new Set(['vendored', 'generated', 'declaration']);

const SETTINGS_FOLDER = /^(?:configs?|configuration|env|environments?)$/i;
/** What a module does that tells of the program's work, and takes no part in it: as a logger does. */
const TELLING = /(?:^|[._-])(?:analytics|instrumentation|telemetry|tracing)$/i;

/** True for modules that a test may replace without a word: what is no code of ours, settings, loggers and telemetry. */
export function isExcusedModule(path: string, project: Project): boolean {
  if (!CODE.test(path) || isManualMock(path) || FOREIGN.has(project.role(path))) return true;
  const [file = '', folder = '', ...folders] = path.split('/').reverse();
  const name = file.replace(/\.\w+$/, '');
  if ([folder, ...folders].some((part) => SETTINGS_FOLDER.test(part))) return true;
  return TELLING.test(name) || TELLING.test(folder) || isExcusedWord(name === 'index' ? folder : name);
}

/** True for `settings`, `app.config`, `requestLogger`; not for `loggerFactory`. */
function isExcusedWord(name: string): boolean {
  return (
    /(?:^|[._-])(?:config(?:uration)?|settings?|env(?:ironment)?|constants?|log(?:ger|gers|ging|s)?)$/i.test(name) ||
    /[a-z](?:Config|Configuration|Settings|Env|Environment|Constants|Logger|Logging)$/.test(name)
  );
}

/** True for exports and members that hold settings or constants, or log. */
export function isExcusedName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(name) || isExcusedWord(name);
}
