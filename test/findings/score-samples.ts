import * as fc from 'fast-check';
import type { Finding } from '../../src/model/finding.js';
import { SEVERITIES } from '../../src/model/finding.js';

/** A finding of which only what the score and the gate read matters. */
export function findingWith(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'relative-import',
    kind: 'default',
    severity: 'medium',
    path: 'app/orders/service.py',
    component: 'app',
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
    lineText: 'from ..models import Order',
    lineHash: '1f0e2d3c4b5a6978:1',
    subject: '..models',
    message: 'Order is imported through a parent package.',
    fingerprint: '0123456789abcdef',
    status: 'open',
    isNew: true,
    reason: null,
    cause: null,
    related: [],
    fixes: [],
    data: {},
    removesLines: 0,
    ...changes,
  };
}

/** As many equal findings as `count` says. */
export function findingsWith(count: number, changes: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, () => findingWith(changes));
}

const NAMES = ['app', 'web', 'worker', 'billing'] as const;

export const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    ruleId: fc.constantFrom('relative-import', 'syntax-error', 'unjustified-mock', 'env-secret'),
    severity: fc.constantFrom(...SEVERITIES),
    component: fc.constantFrom(...NAMES),
    path: fc.constantFrom('main.py', 'app/main.py', 'app/orders/service.py', 'web/cart.ts', 'web/lib/price.ts'),
    status: fc.constantFrom('open', 'baselined', 'suppressed'),
    isNew: fc.boolean(),
    removesLines: fc.nat(200),
  })
  .map(findingWith);

/** Up to ten million lines in each of up to four components, some of them without any. */
export const anyLines: fc.Arbitrary<ReadonlyMap<string, number>> = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000_000 }))), {
    maxLength: 4,
  })
  .map((entries) => new Map(entries));
