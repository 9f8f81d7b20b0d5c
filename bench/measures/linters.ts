import { check, CODE_RULES, emptyCache } from '../product.js';
import type { PeerName } from '../peers/peers.js';
import type { Outcome, Result, Runs } from '../result.js';
import type { CorpusName, Entry, Workshop } from '../workshop.js';

/** Which linters go over which corpus. They check other things; the table shows what a run of each costs. */
const WORK: readonly { readonly corpus: CorpusName; readonly work: string; readonly peers: readonly PeerName[] }[] = [
  { corpus: 'typescript', work: 'TypeScript', peers: ['oxlint', 'Biome', 'ESLint'] },
  { corpus: 'a-little-python', work: 'Python', peers: ['flake8', 'pylint'] },
];

/** The linters of one language, once each, beside the product on the same files. Nothing is demanded of this. */
export async function measureLinters(workshop: Workshop): Promise<Outcome> {
  const results: Result[] = [];
  const entries: Entry[] = [];
  for (const { corpus, work, peers } of WORK) {
    const { folder, bytes } = workshop.corpus(corpus);
    const cache = workshop.path('cache-of-linters');
    const report = workshop.path('linters.json');
    const before = (): void => {
      emptyCache(cache);
    };
    entries.push({
      ...{ who: 'compliance, cold', work: `${work}, all code rules, strict`, bytes, before },
      command: check({ root: folder, rules: [...CODE_RULES, 'syntax-error'], report, cache }),
    });
    for (const name of peers) {
      const peer = workshop.peers[name];
      if ('missing' in peer)
        results.push({ kind: 'not measured', measure: `${name} on ${work}`, reason: peer.missing });
      else entries.push({ who: peer.title, work, bytes, command: peer.command(folder, workshop.path(`${name}.out`)) });
    }
  }
  const runs: Runs[] = [];
  for (const entry of entries) {
    try {
      runs.push(...(await workshop.runInTurn([entry], 1)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      results.push({ kind: 'not measured', measure: `${entry.who} on ${entry.work}`, reason });
    }
  }
  return { results, runs };
}
