/**
 * Imports a module by its URL. It stands alone because the bundle, which V8 may run from compiled code, cannot import
 * what was not known when it was made; beside the bundle this file is loaded like any other.
 */
export function importModule(url: string): Promise<unknown> {
  return import(url);
}
