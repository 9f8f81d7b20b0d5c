import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FilePlaces, Place, Symbols } from './places.js';

const PROGRAM = fileURLToPath(new URL('../../../../bench/accuracy/plants/python_places.py', import.meta.url));
const COMPILE = `import json, sys
for path in sys.stdin.read().splitlines():
    try:
        compile(open(path, 'rb').read(), path, 'exec', dont_inherit=True)
        print('""')
    except Exception as error:
        print(json.dumps(f'{type(error).__name__}: {error}'))
`;

type RawPlace = readonly [number, string, Place['kind'], number, number, number, readonly string[]];
type RawPlaces = Omit<FilePlaces, 'places'> & { readonly places: readonly RawPlace[] };

/** The places of Python files (absolute paths), by one process of `python3`; undefined where a file does not parse. */
export function pythonPlaces(paths: readonly string[]): readonly (FilePlaces | undefined)[] {
  return answers([PROGRAM], paths).map((line) => placesOf(JSON.parse(line) as RawPlaces | null));
}

/** What `python3` says against each file (absolute paths); '' where it compiles. */
export function pythonErrors(paths: readonly string[]): readonly string[] {
  return answers(['-W', 'ignore', '-c', COMPILE], paths).map((line) => JSON.parse(line) as string);
}

function answers(command: readonly string[], paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  const output = execFileSync('python3', command, { input: paths.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28 });
  const lines = output.trimEnd().split('\n');
  if (lines.length !== paths.length) throw new Error(`python3 answered ${lines.length} of ${paths.length} files`);
  return lines;
}

function placesOf(raw: RawPlaces | null): FilePlaces | undefined {
  if (raw === null) return undefined;
  const { importLine, endLine, lastImport } = raw;
  const symbols: Symbols = raw.symbols;
  const places = raw.places.map(([line, indentation, kind, depth, first, last, names]): Place => ({
    line,
    indentation,
    kind,
    depth,
    outer: [first, last],
    names,
  }));
  return { importLine, endLine, lastImport, places, symbols };
}
