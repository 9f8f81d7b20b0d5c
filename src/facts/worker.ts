import { parentPort, workerData } from 'node:worker_threads';
import { loadRulesByModule } from '../plugins/rules.js';
import { Profile } from '../model/profile.js';
import { contentId } from './content-id.js';
import { createExtraction, type Found } from './extraction.js';
import { READY, type BatchAnswer, type BatchMessage, type WorkerSetup } from './worker-messages.js';

/** A thread that answers each batch with its facts, in order. */
const setup = workerData as WorkerSetup;
const profile = setup.isProfiled ? new Profile() : undefined;
const extraction = loadRulesByModule(setup.rules).then((rules) =>
  createExtraction({ rules, maxFileSize: setup.maxFileSize, profile }),
);

// A thread that cannot load what it needs ends here, before it is ready.
void extraction.then(() => parentPort?.postMessage(READY));

parentPort?.on('message', (batch: BatchMessage) => {
  answer(batch);
});

/** Until the last batch has been read; until the last answer has been given. */
let [reading, answering] = [Promise.resolve(), Promise.resolve()];

/** While a judge is at work on one batch, the next is read. */
function answer({ files, wantsIds }: BatchMessage): void {
  const begun = reading.then(async () => {
    const { begin } = await extraction;
    const found: { readonly found: Promise<Found>; readonly id: string | null }[] = [];
    for (const { job, content, known, hasId } of files) {
      const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
      const begun = await begin(job, bytes, known.length === 0 ? undefined : new Set(known));
      found.push({ found: begun.found, id: wantsIds && !hasId ? contentId(bytes) : null });
    }
    return found;
  });
  reading = begun.then(() => undefined);
  answering = answering.then(async () => {
    const all = await Promise.all((await begun).map(async ({ found, id }) => ({ ...(await found), id })));
    // One piece of memory changes hands; nothing is copied or built anew on the other side.
    const bytes = Uint8Array.from(Buffer.concat(all.map(({ record }) => record.bytes)));
    const message: BatchAnswer = {
      bytes,
      files: all.map(({ record, failures, id }) => ({ length: record.bytes.length, failures, id })),
      profile: profile?.take() ?? [],
    };
    parentPort?.postMessage(message, [bytes.buffer]);
  });
}
