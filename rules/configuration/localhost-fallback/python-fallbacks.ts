import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { DEPLOYED, namesStaging } from './environments.js';
import type { Fallback } from './facts.js';
import { fallbackAt } from './python-fallback.js';
import { chainOf } from './python-nodes.js';
import { valueAt } from './python-values.js';

/** A local host within a string on one line: the nearest quote before it may open the string. */
const CANDIDATE = /["'][^"'\n]{0,300}?(localhost|127\.0\.0\.1|0\.0\.0\.0|::1)/dgi;

/** What every file with a candidate holds; far cheaper to look for. */
const LOCAL = /localhost|127\.0\.0\.1|0\.0\.0\.0|::1/i;

/**
 * The places of a Python file that connect to a local host when a value is missing: at most one for each line. Only those
 * that staging or production may reach.
 */
export function* extractPython(file: ParsedFile): Iterable<Fallback> {
  if (!LOCAL.test(file.text)) return;
  const stagingIsNamed = namesStaging(file.text);
  const seen = new Set<number>();
  const lines = new Set<number>();
  for (const { node } of file.nodesAt(CANDIDATE, 1)) {
    const literal = stringAround(file, node);
    if (literal === undefined || seen.has(literal.id)) continue;
    seen.add(literal.id);
    const found = fallbackAt(file, valueAt(chainOf(file, literal)));
    if (found === undefined || (found.reach & DEPLOYED) === 0) continue;
    const site = file.site(literal.startIndex, literal.endIndex);
    if (lines.has(site.range.start.line)) continue;
    lines.add(site.range.start.line);
    yield { ...found, namesStaging: stagingIsNamed, site };
  }
}

/** The innermost string that holds the node. */
function stringAround(file: ParsedFile, node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'string') return node;
  for (const above of file.ancestors(node)) {
    if (above.type === 'string') return above;
    if (!/^(?:string_content|escape_sequence|string_start|string_end)$/.test(node.type)) return undefined;
  }
  return undefined;
}
