import * as assert from 'uvu/assert';

/**
 * Fails where `work` takes more than `seconds` of processor time: far above what a linear amount of work takes on a slow
 * machine, far below what a quadratic one does. Processor time, because other processes may hold the clock up.
 */
export async function withinSeconds<T>(seconds: number, work: () => Promise<T> | T): Promise<T> {
  const start = process.cpuUsage();
  const result = await work();
  const { user } = process.cpuUsage(start);
  assert.ok(user < seconds * 1e6, `took ${(user / 1e6).toFixed(1)} s of processor time, allowed are ${seconds} s`);
  return result;
}
