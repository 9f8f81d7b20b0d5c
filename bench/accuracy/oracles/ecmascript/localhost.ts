import ts from 'typescript';
import type { Found } from '../../units.js';
import { stringText, type EcmascriptModule } from './ecmascript-module.js';
import { exemptionOf, guardOf } from './fallback-guards.js';
import { fallbacksOf } from './fallback-positions.js';

type LocalhostFound = Found<'localhost'>;

const HOST = String.raw`(?:localhost|127\.0\.0\.1|\[::1\]|::1|0\.0\.0\.0)`;
const LOCAL = new RegExp(
  String.raw`^(?:[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@\s]*@)?)?${HOST}(?::[^/?#\s]*)?(?:[/?#]\S*)?$`,
  'i',
);

/** A unit for each literal of a local host and each fallback that it reaches, directly or by a name. */
export function* findLocalhost(module: EcmascriptModule): Iterable<LocalhostFound> {
  if (!new RegExp(HOST, 'i').test(module.text)) return;
  for (const node of module.nodes) {
    const value = ts.isExpression(node) ? stringText(node) : undefined;
    if (value === undefined || !LOCAL.test(value)) continue;
    for (const fallback of fallbacksOf(module, node)) {
      const lines = [module.line(node), module.line(fallback.node)];
      yield {
        kind: 'localhost',
        ...module.lines(node),
        lines: [...new Set(lines)].sort((a, b) => a - b),
        form: fallback.form,
        name: fallback.name,
        value: value.replaceAll('\0', '{}'),
        guard: guardOf(module, fallback.node),
        exempt: exemptionOf(fallback.node, fallback.name, value),
      };
    }
  }
}
