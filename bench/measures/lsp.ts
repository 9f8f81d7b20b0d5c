import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LspClient } from '../lsp-client.js';
import { median } from '../measure.js';
import { languageServer } from '../product.js';
import type { Outcome, Result } from '../result.js';
import type { Workshop } from '../workshop.js';

const ROUNDS = 21;
/** Milliseconds after which the server has nothing left to do. */
const QUIET = 2000;
const EDITS = 10_000;
/** Edits that come before the server has answered the first of them. */
const BURST = 5;
/** Edits after which all that is made once has been made. */
const WARM = 1_000;
const MEGABYTE = 1_000_000;

/** What an editor feels: how soon a change in a workspace of 7,000 files is judged, and what a day of typing leaves behind. */
export async function measureLsp(workshop: Workshop): Promise<Outcome> {
  const { folder, python } = workshop.corpus('many-files');
  const file = join(folder, python[python.length >> 1] ?? '');
  const text = readFileSync(file, 'utf8');
  const command = languageServer(folder, workshop.path('cache-of-many-files'));
  const { client, first, ready } = await LspClient.open(command, { file, text });
  try {
    await ready;
    workshop.say(`first words after ${first.toFixed(0)} ms`);
    await wait(QUIET);
    return { results: [await timeChanges(client, text), await growth(workshop, client, text)], runs: [] };
  } finally {
    await client.close();
  }
}

async function timeChanges(client: LspClient, text: string): Promise<Result> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await client.edit([`${text}\nfrom .missing_module import name_${round}\n`]);
    times.push(performance.now() - start);
    await wait(50);
  }
  const target = { measured: median(times), must: 100, aim: 50, unit: ' ms' };
  const worst = Math.max(...times).toFixed(0);
  const value = `${ROUNDS} changes, the slowest ${worst} ms`;
  return { kind: 'measured', measure: 'lsp: from a change to its diagnostics, 7,000 files', value, target };
}

/** Every edit brings another type and another import, so that what is kept of any of them would be seen. */
async function growth(workshop: Workshop, client: LspClient, text: string): Promise<Result> {
  const measure = 'lsp: memory that 10,000 edits leave behind';
  const edits = Math.round(EDITS * workshop.scale);
  let before: number | undefined;
  for (let done = 0; done < edits; done += BURST) {
    if (done === Math.round(WARM * workshop.scale)) before = residentBytes(client.pid);
    await client.edit(Array.from({ length: BURST }, (_, index) => textWith(text, done + index)));
  }
  const after = residentBytes(client.pid);
  if (before === undefined || after === undefined)
    return { kind: 'not measured', measure, reason: 'there is no /proc that tells' };
  const value = `${megabytes(after)} MB, ${megabytes(before)} MB after the first ${String(WARM)}`;
  const measured = Math.max(0, after - before) / MEGABYTE;
  return { kind: 'measured', measure, value, target: { measured, must: 40, aim: 20, unit: ' MB' } };
}

function textWith(text: string, index: number): string {
  return `${text}\nfrom .missing import name_${index}\n\nclass Part${index}:\n    id: int\n    name_${index}: str\n`;
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(0);
}

function residentBytes(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
