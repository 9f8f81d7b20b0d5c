import { UserError } from '../model/errors.js';
import { executedDocument, type ConfigurationDocument } from './document.js';
import { isRecord } from '../model/plain-values.js';

/**
 * Executes a JavaScript configuration with cosmiconfig's loader and gives its default export as plain data. The caller
 * has made sure that the user wants it executed. It is always the file on disk, whatever content is checked: what it
 * imports is there. Throws a UserError when it fails or exports no plain object.
 */
export async function loadJavaScript(file: string, shown: string): Promise<ConfigurationDocument> {
  const exported = await execute(file, shown);
  if (!isRecord(exported)) {
    throw new UserError(`${shown} exports no configuration.`, 'Export an object as the default.');
  }
  try {
    return executedDocument(file, shown, JSON.parse(JSON.stringify(exported)));
  } catch (error) {
    throw new UserError(`${shown} exports what is no plain data: ${messageOf(error)}`);
  }
}

async function execute(file: string, shown: string): Promise<unknown> {
  const { defaultLoaders } = await import('cosmiconfig');
  try {
    return await defaultLoaders['.js'](file, '');
  } catch (error) {
    throw new UserError(`${shown} cannot be executed: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
