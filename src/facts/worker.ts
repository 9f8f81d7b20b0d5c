import { parentPort, workerData } from 'node:worker_threads';
import { loadRulesByModule } from '../plugins/rules.js';
import type { Batch } from './collect.js';
import { createExtraction } from './extraction.js';
import { READY, type WorkerSetup } from './worker-pool.js';

/** A thread that answers each batch with its facts, in order. */
const setup = workerData as WorkerSetup;
const extraction = loadRulesByModule(setup.rules).then((rules) => createExtraction(rules, setup.maxFileSize));

// A thread that cannot load what it needs ends here, before it is ready.
await extraction;
parentPort?.postMessage(READY);

parentPort?.on('message', (batch: Batch) => {
  void answer(batch);
});

let turn = Promise.resolve();

function answer({ jobs, contents }: Batch): Promise<void> {
  turn = turn.then(async () => {
    const extract = await extraction;
    const facts = [];
    for (const [index, job] of jobs.entries()) {
      const { buffer, byteOffset, byteLength } = contents[index] ?? Buffer.alloc(0);
      facts.push(await extract(job, Buffer.from(buffer, byteOffset, byteLength)));
    }
    parentPort?.postMessage(facts);
  });
  return turn;
}
