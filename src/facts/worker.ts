import { parentPort, workerData } from 'node:worker_threads';
import { loadRulesByModule } from '../plugins/rules.js';
import type { Batch } from './collect.js';
import { createExtraction, type FileFacts } from './extraction.js';
import { READY, type WorkerSetup } from './worker-pool.js';

/** A thread that answers each batch with its facts, in order. */
const setup = workerData as WorkerSetup;
const extraction = loadRulesByModule(setup.rules).then((rules) => createExtraction(rules, setup.maxFileSize));

// A thread that cannot load what it needs ends here, before it is ready.
await extraction;
parentPort?.postMessage(READY);

parentPort?.on('message', (batch: Batch) => {
  answer(batch);
});

/** Until the last batch has been read; until the last answer has been given. */
let [reading, answering] = [Promise.resolve(), Promise.resolve()];

/** While a judge is at work on one batch, the next is read. */
function answer({ jobs, contents }: Batch): void {
  const begun = reading.then(async () => {
    const extract = await extraction;
    const facts: Promise<FileFacts>[] = [];
    for (const [index, job] of jobs.entries()) {
      const { buffer, byteOffset, byteLength } = contents[index] ?? Buffer.alloc(0);
      facts.push((await extract.begin(job, Buffer.from(buffer, byteOffset, byteLength))).facts);
    }
    return facts;
  });
  reading = begun.then(() => undefined);
  answering = answering.then(async () => {
    parentPort?.postMessage(await Promise.all(await begun));
  });
}
