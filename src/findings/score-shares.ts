/** Shares are whole millionths of a point of the score. */
const UNIT = 1_000_000;

/**
 * Divides the missing points of a score, 100 − value, among names in proportion to their points.
 *
 * Shares are whole millionths, given by largest remainder (Hamilton's method; ties go to the first name in code-unit
 * order): as whole numbers, `Math.round(lost * 1e6)`, they add up to exactly `Math.round((100 - value) * 1e6)`.
 * Without a score nothing is lost.
 *
 * @param pointsByName multiples of a half, above 0
 */
export function shareLoss(value: number | null, pointsByName: ReadonlyMap<string, number>): Map<string, number> {
  if (value === null) return new Map([...pointsByName.keys()].map((name) => [name, 0]));
  const missing = Math.round((100 - value) * UNIT);
  const shares = divide(missing, pointsByName);
  return new Map(shares.map(({ name, units }) => [name, units / UNIT]));
}

interface Share {
  readonly name: string;
  units: number;
  readonly remainder: bigint;
}

/** In `bigint`, because millionths times points can exceed what a double holds exactly. */
function divide(missing: number, pointsByName: ReadonlyMap<string, number>): Share[] {
  const halves = [...pointsByName].map(([name, points]) => ({ name, halfPoints: BigInt(2 * points) }));
  const total = halves.reduce((sum, { halfPoints }) => sum + halfPoints, 0n);
  const shares = halves.map(({ name, halfPoints }): Share => {
    const quota = BigInt(missing) * halfPoints;
    return { name, units: Number(quota / total), remainder: quota % total };
  });
  let rest = missing - shares.reduce((sum, share) => sum + share.units, 0);
  for (const share of [...shares].sort(byRemainder)) {
    if (rest === 0) break;
    share.units += 1;
    rest -= 1;
  }
  return shares;
}

function byRemainder(a: Share, b: Share): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
