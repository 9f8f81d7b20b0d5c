import { createConfiguration, type Configuration } from '../../../src/config/configuration.js';
import { collect } from '../../../src/facts/collect.js';
import { loadFormats } from '../../../src/formats/formats.js';
import type { DefinitionFact, ImportFact } from '../../../src/model/facts.js';
import { ROLES, type FileInfo } from '../../../src/model/file.js';
import type { Rule } from '../../../src/model/rule.js';
import type { Listing, Source } from '../../../src/model/source.js';
import { planJobs } from '../../../src/plan.js';
import { createProjectIndex } from '../../../src/project/project-index.js';
import { workTreeSource } from '../../../src/sources/work-tree.js';

/** What the product's own pipeline knows of a file before any rule judges it. */
export interface ProductFile extends FileInfo {
  readonly imports: readonly ImportFact[];
  readonly definitions: readonly DefinitionFact[];
  /** Why there are no facts; null if nothing went wrong. */
  readonly fault: string | null;
}

/** Asks for the shared extractors on files of every role, and judges nothing. */
const ASKING: Rule = {
  id: 'facts',
  category: 'bench',
  module: '',
  revision: '',
  summary: '',
  why: '',
  repair: '',
  severity: { recommended: 'low', strict: 'low' },
  tags: [],
  since: '0.0.0',
  roles: ROLES,
  needs: ['imports', 'definitions'],
  examples: { valid: [], invalid: [] },
  judge: () => [],
};

/** The files below an absolute folder that a format claims, nothing configured, with the facts of the shared extractors. */
export async function productFacts(root: string): Promise<readonly ProductFile[]> {
  const source = workTreeSource(root);
  const listing = await source.list();
  const configuration = await defaultConfiguration(root, source, listing);
  const formats = await loadFormats();
  const { jobs, describe } = planJobs({
    source,
    root,
    listing,
    configuration,
    rules: [ASKING],
    formats,
    isSelected: () => true,
  });
  const { maxFileSize } = configuration.run;
  const files = await collect({ jobs, rules: [ASKING], maxFileSize, read: (path) => source.read(path), workers: 0 });
  const project = createProjectIndex({
    source,
    configuredComponent: () => undefined,
    facts: () => [],
    role: (path) => describe(path)?.role,
    format: (path) => describe(path)?.format,
  }).view();
  return files.map(({ path, format, role, facts, skip, failures }) => ({
    path,
    format,
    role,
    component: project.component(path),
    imports: facts('imports') as readonly ImportFact[],
    definitions: facts('definitions') as readonly DefinitionFact[],
    fault: skip ?? failures[0]?.reason ?? null,
  }));
}

/** Whatever configuration the repository has, what the oracles see must not depend on it. */
function defaultConfiguration(root: string, source: Source, listing: Listing): Promise<Configuration> {
  const found = { root, cwd: root, file: null, isNamed: false, isTrusted: false };
  return createConfiguration({
    found: { ...found, layers: [], plugins: [], problems: [], warnings: [] },
    rules: [ASKING],
    source,
    listing,
  });
}
