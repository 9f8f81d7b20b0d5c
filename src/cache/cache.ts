import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { encodeMemory, readMemory, writeMemory, type Memory } from './memory-file.js';
import { PackStore, type FactStore } from './fact-store.js';
import { MEMORY, projectFolder, removeOldMemories, removeOldProjects } from './folders.js';

/** What runs over one project remember for the next ones. */
export interface Cache {
  readonly facts: FactStore;
  /** What a run remembered under that name, by the same version of the tool. */
  recall(name: string): Memory | undefined;
  /** To be written by `save`. */
  remember(name: string, memory: Memory): void;
  /** Writes what is new; gives warnings for people: a cache that was damaged, or cannot be written. */
  save(): readonly string[];
}

export interface CacheInput {
  /** Absolute folder of all caches. */
  readonly folder: string;
  /** Absolute folder of the project, links resolved. */
  readonly root: string;
  /** Changes with the code of the tool: what another version remembers is of no use. */
  readonly version: string;
}

export function openCache({ folder, root, version }: CacheInput): Cache {
  const own = projectFolder(folder, root);
  const facts = new PackStore({ folder: own, namespace: version });
  const memories = new Map<string, readonly Buffer[]>();
  let damage = 0;
  const fileOf = (name: string): string => {
    const hash = createHash('sha1').update(`${version}\0${name}`).digest('hex').slice(0, 20);
    return join(own, `${MEMORY}${hash}`);
  };

  function write(): void {
    facts.save();
    for (const [name, pieces] of memories) {
      mkdirSync(own, { recursive: true, mode: 0o700 });
      writeMemory(fileOf(name), pieces);
    }
    if (memories.size === 0) return;
    removeOldMemories(own);
    removeOldProjects(folder, own);
  }

  return {
    facts,
    recall(name) {
      const memory = readMemory(fileOf(name));
      if (memory === 'damaged') damage += 1;
      return memory === 'damaged' ? undefined : memory;
    },
    remember(name, memory) {
      memories.set(name, encodeMemory(memory));
    },
    save() {
      const warnings: string[] = [];
      if (damage + facts.damage > 0)
        warnings.push(`the cache in ${own} was damaged: what it held is found anew, and the cache is written again`);
      try {
        write();
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        const reason = code === undefined ? message : (FAULTS[code] ?? code);
        warnings.push(
          `the cache in ${own} cannot be written (${reason}), so the next run will be no quicker; name another folder in COMPLIANCE_CACHE_DIR, or pass --no-cache`,
        );
      } finally {
        facts.close();
      }
      return warnings;
    },
  };
}

const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a folder above it is a file',
  EROFS: 'the file system is read-only',
  EFBIG: 'the file would grow beyond what the system allows',
};
