import { createContext, Script, type Context } from 'node:vm';

const script = new Script('work()');
const context: { work: () => unknown } & Context = createContext({ work: () => undefined }) as {
  work: () => unknown;
} & Context;

/**
 * What `work` returns. Synchronous work that is not done after `milliseconds` is ended where it stands, with an error of the
 * code `ERR_SCRIPT_EXECUTION_TIMEOUT`. Nothing but the limit is asked of `vm`: `work` runs in its own realm.
 */
export function withinTime<Result>(work: () => Result, milliseconds: number): Result {
  let result: { readonly value: Result } | undefined;
  context.work = () => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
  } finally {
    context.work = () => undefined;
  }
  if (result === undefined) throw new Error('the work was not done');
  return result.value;
}

/** Whether an error is the one of a limit. It is made in another realm: no `Error` of this one. */
export function isTimeout(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
