import { DEVELOPMENT, environmentOf, wordsOf } from './environments.js';

const SETTINGS = /^(?:settings?|config|configuration|conf|env|environment|compose|docker|server|run|start)$/;
/** Harnesses that developers run to evaluate models; inside of the product's source such a folder is a feature of it. */
const EVALUATION = /^(?:(?!(?:src|features|lib|server)\/)[^/]+\/){0,3}evals\//;
/** Code that a person runs at a terminal. */
const COMMANDS = /(?:^|\/)(?:cli|_cli)(?:\/|\.\w+$)/i;

/**
 * True for a file that only development or testing reads: in a folder for it (`dev/`, `local/`), of its name
 * (`settings/local.py`, `testing.py`), or settings that name it (`config.dev.py`, `test_settings.py`).
 */
export function isForDevelopment(path: string): boolean {
  if (EVALUATION.test(path)) return true;
  const folders = path.replace(/(?:^|\/)usr\/local\//g, '/').split('/');
  const name = folders.pop() ?? '';
  if (folders.some((folder) => /^(?:dev|devel|development|local|testing|devtools|dev-tools)$/i.test(folder)))
    return true;
  const words = wordsOf(name.replace(/\.\w+$/, ''));
  if (/^run_?tests$/i.test(words.join('_'))) return true;
  if (words.length === 0 || environmentOf(words.join(' ')) !== DEVELOPMENT) return false;
  return words.length === 1 || words.some((word) => SETTINGS.test(word));
}

/** True for the code of a command line: what is not said there is meant for the machine it runs on. */
export function isCommandLine(path: string): boolean {
  return COMMANDS.test(path);
}
