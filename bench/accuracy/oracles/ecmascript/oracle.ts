/**
 * Finds in TypeScript and JavaScript files, with the TypeScript compiler's parser, what rules should see.
 *
 *     node dist/bench/accuracy/oracles/ecmascript/oracle.js ROOT [--kinds import,mock] < list-of-paths > units.jsonl
 *
 * Reads paths relative to ROOT from standard input, one a line, and prints one JSON object a line: the units of each file
 * in turn, or a unit of the kind `failure` for a file that cannot be read or parsed. Shares no code with the rules.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Found, UnitKind } from '../../units.js';
import { findDefinitions } from './definitions.js';
import { EcmascriptModule } from './ecmascript-module.js';
import { findImports } from './imports.js';
import { findLocalhost } from './localhost.js';
import { findMocks } from './mocks.js';
import { findSessions } from './sessions.js';

type AnyFound = { [Kind in UnitKind]: Found<Kind> }[UnitKind];

const FINDERS: Readonly<Record<string, (module: EcmascriptModule) => Iterable<AnyFound>>> = {
  import: findImports,
  definition: findDefinitions,
  mock: findMocks,
  localhost: findLocalhost,
  session: findSessions,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kinds: { type: 'string', default: Object.keys(FINDERS).join(',') } },
});
const root = positionals[0] ?? '.';
const finders = values.kinds.split(',').map((kind) => {
  const finder = FINDERS[kind];
  if (finder === undefined) throw new Error(`no units of the kind ${kind}`);
  return finder;
});

for (const path of readFileSync(0, 'utf8').split(/\r?\n/)) {
  if (path === '') continue;
  for (const found of unitsOf(path)) process.stdout.write(`${JSON.stringify({ path, ...found })}\n`);
}

/** All units of one file, or the reason why there are none. */
function unitsOf(path: string): AnyFound[] {
  const module = readModule(path);
  if (typeof module === 'string') return [{ kind: 'failure', line: 1, endLine: 1, reason: module }];
  return finders.flatMap((find) => [...find(module)]);
}

function readModule(path: string): EcmascriptModule | string {
  try {
    return new EcmascriptModule(path, readFileSync(join(root, path), 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
