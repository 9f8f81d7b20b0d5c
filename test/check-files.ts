import type { Cache } from '../src/cache/cache.js';
import { check, type CheckRequest } from '../src/check.js';
import { createConfiguration, type Configuration } from '../src/config/configuration.js';
import { loadAllRules } from '../src/commands/project.js';
import type { Report } from '../src/model/report.js';
import type { Preset, Rule } from '../src/model/rule.js';
import type { Source } from '../src/model/source.js';
import { memorySource } from './memory-source.js';

export interface CheckFilesOptions {
  readonly preset?: Preset;
  /** Only this rule, with these options. */
  readonly rule?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly rules?: readonly Rule[];
  readonly source?: Source;
  readonly isSelected?: (path: string) => boolean;
  readonly today?: string;
  readonly cache?: Cache;
}

/** The report of a check of files in memory, through the whole pipeline. */
export async function checkFiles(
  files: Readonly<Record<string, string | Buffer>>,
  options: CheckFilesOptions = {},
): Promise<Report> {
  return check(await requestFor(files, options));
}

/** What a check of files in memory is asked. */
export async function requestFor(
  files: Readonly<Record<string, string | Buffer>>,
  options: CheckFilesOptions,
): Promise<CheckRequest> {
  const source = options.source ?? memorySource(files);
  const rules = options.rules ?? (await loadAllRules());
  const listing = await source.list();
  const found = {
    root: '/project',
    cwd: '/project',
    file: null,
    isNamed: false,
    isTrusted: true,
    layers: [],
    plugins: [],
    problems: [],
    warnings: [],
  };
  const configuration = await createConfiguration({
    found,
    rules,
    source,
    listing,
    ...(options.preset === undefined ? {} : { preset: options.preset }),
    ...(options.rule === undefined ? {} : { rule: [options.rule] }),
  });
  return {
    source,
    root: '/project',
    listing,
    configuration: withOptions(configuration, options),
    rules,
    isSelected: options.isSelected ?? (() => true),
    cache: options.cache ?? null,
    today: options.today ?? '2026-01-01',
    tool: { name: 'compliance-linter', version: '0.0.0' },
    gate: { failOn: [{ scope: 'new', severity: 'medium' }], minScore: null },
  };
}

/** The configuration with the given options of the one rule, over its preset's defaults. */
function withOptions(configuration: Configuration, { rule, options }: CheckFilesOptions): Configuration {
  if (rule === undefined || options === undefined) return configuration;
  const settings = new Map([...configuration.forFile('').rules]);
  const setting = settings.get(rule);
  if (setting !== undefined) settings.set(rule, { ...setting, options: { ...setting.options, ...options } });
  return { ...configuration, forFile: () => ({ rules: settings }) };
}
