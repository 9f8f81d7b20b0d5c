import { createConfiguration, type Configuration } from '../../src/config/configuration.js';
import { findConfiguration } from '../../src/config/find-configuration.js';
import { UserError } from '../../src/model/errors.js';
import type { Preset, Rule } from '../../src/model/rule.js';
import { memorySource } from '../memory-source.js';
import { RULES } from './fake-rules.js';
import { withFolder } from '../temporary-folder.js';

export interface Setting {
  /** On disk, and listed by the source unless `listed` says otherwise. */
  readonly files: Readonly<Record<string, string>>;
  /** What the source holds instead. */
  readonly listed?: Readonly<Record<string, string>>;
  /** Relative to the folder; it is the root when absent. */
  readonly root?: string;
  /** Relative to the folder; the root when absent. */
  readonly cwd?: string;
  readonly configPath?: string;
  readonly preset?: Preset;
  readonly rule?: readonly string[];
  readonly rules?: readonly Rule[];
}

/** Writes the files to a temporary folder and hands over the configuration that is found there. */
export async function withConfiguration(
  setting: Setting,
  body: (configuration: Configuration) => void | Promise<void>,
): Promise<void> {
  await withFolder(setting.files, async (folder) => {
    await body(await configurationIn(folder, setting));
  });
}

/** The message and hint of the UserError that the configuration leads to. */
export async function complaintOf(setting: Setting): Promise<{ message: string; hint: string | undefined }> {
  let complaint: { message: string; hint: string | undefined } | undefined;
  await withFolder(setting.files, async (folder) => {
    try {
      await configurationIn(folder, setting);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      complaint = { message: error.message, hint: error.hint };
    }
  });
  if (complaint === undefined) throw new Error('No UserError was thrown.');
  return complaint;
}

async function configurationIn(folder: string, setting: Setting): Promise<Configuration> {
  const { configPath, preset, rule } = setting;
  const root = setting.root === undefined ? folder : `${folder}/${setting.root}`;
  const cwd = setting.cwd === undefined ? root : `${folder}/${setting.cwd}`;
  const found = await findConfiguration({ root, cwd, ...(configPath === undefined ? {} : { configPath }) });
  const source = memorySource(setting.listed ?? setting.files);
  return createConfiguration({
    found,
    rules: setting.rules ?? RULES,
    source,
    listing: await source.list(),
    ...(preset === undefined ? {} : { preset }),
    ...(rule === undefined ? {} : { rule }),
  });
}

/** The levels and options of a rule for a file, as plain data. */
export function settingOf(configuration: Configuration, path: string, ruleId: string): unknown {
  const setting = configuration.forFile(path).rules.get(ruleId);
  const rule = RULES.find(({ id }) => id === ruleId);
  if (setting === undefined || rule === undefined) throw new Error(`There is no rule ${ruleId}.`);
  const kinds = ['default', ...Object.keys(rule.kinds ?? {})];
  return {
    isOn: setting.isOn,
    levels: kinds.map((kind) => setting.severity(kind)).join(' '),
    options: setting.options,
  };
}
