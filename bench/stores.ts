/**
 * The store of facts beside an embedded key-value library (lmdb): whole processes that write, read a few, and read all of
 * as many entries as a large repository has. `docs/architecture.md` gives the figures as the reason for the choice.
 *
 *     node dist/bench/stores.js
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, measureCommand } from './measure.js';
import { installPackages } from './peers/install.js';

const ENTRIES = 9_000;
const ROUNDS = 7;
const LMDB = { lmdb: '3.5.6' };
const KINDS = ['write all', 'add one', 'read three', 'read all'] as const;

/** Of about the size that facts of a file have; incompressible enough to be honest. */
const SHARED = `
const text = (index) => JSON.stringify(Array.from({ length: 24 }, (_, at) => ({ name: 'name' + index * at, range: [index, at], lineText: 'value_' + (index ^ at) + ' = load()' })));
const key = (index) => require('node:crypto').createHash('sha1').update(String(index)).digest('hex') + ' python.py';
const entries = ${ENTRIES};
const [, , kind, folder] = process.argv;
const wanted = kind === 'read all' ? Array.from({ length: entries }, (_, index) => index) : kind === 'read three' ? [5, 4000, 8000] : [];
const written = kind === 'write all' ? Array.from({ length: entries }, (_, index) => index) : kind === 'add one' ? [entries + 1] : [];
let bytes = 0;
`;

function packScript(): string {
  const module = fileURLToPath(new URL('../src/cache/fact-store.js', import.meta.url));
  return `${SHARED}
import(${JSON.stringify(module)}).then(({ PackStore }) => {
  const store = new PackStore({ folder, namespace: '1' });
  for (const index of wanted) bytes += store.find(key(index)).length;
  for (const index of written) store.add(key(index), Buffer.from(text(index)));
  if (written.length > 0) store.save({ isWhole: false });
});`;
}

function lmdbScript(nodeModules: string): string {
  return `${SHARED}
const { open } = require(${JSON.stringify(join(nodeModules, 'lmdb'))});
const store = open({ path: folder + '/data.mdb', encoding: 'binary' });
for (const index of wanted) bytes += store.getBinary(key(index)).length;
const done = written.map((index) => store.put(key(index), Buffer.from(text(index))));
Promise.all(done).then(() => store.close());`;
}

const work = mkdtempSync(join(tmpdir(), 'compliance-stores-'));
try {
  const installed = installPackages(join(work, 'lmdb'), LMDB, ['--ignore-scripts']);
  const scripts = new Map([['packs', packScript()]]);
  if (installed.ok) scripts.set('lmdb', lmdbScript(installed.nodeModules));
  else console.log(`lmdb is left out: ${installed.reason}`);
  const nothing = await times(() => measureCommand({ program: process.execPath, args: ['-e', '0'], cwd: work }));
  console.log(`${ENTRIES} entries; medians of ${ROUNDS} processes, wall ms (node -e 0: ${nothing.toFixed(0)})`);
  for (const [name, script] of scripts) {
    const file = join(work, `${name}.cjs`);
    writeFileSync(file, script);
    const figures: string[] = [];
    for (const kind of KINDS) {
      const wall = await times((round) => {
        const folder = join(work, kind === 'write all' ? `${name}-${round}` : `${name}-0`);
        return measureCommand({ program: process.execPath, args: [file, kind, folder], cwd: work });
      });
      figures.push(`${kind} ${wall.toFixed(0)}`);
    }
    const size = readdirSync(join(work, `${name}-0`)).reduce(
      (sum, entry) => sum + statSync(join(work, `${name}-0`, entry)).size,
      0,
    );
    console.log(`${name.padEnd(6)} ${figures.join(', ')}; ${(size / 1_000_000).toFixed(1)} MB on disk`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function times(run: (round: number) => Promise<{ readonly wall: number }>): Promise<number> {
  const walls: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) walls.push((await run(round)).wall);
  return median(walls);
}
