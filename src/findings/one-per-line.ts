import { SEVERITIES, type Finding, type Fix } from '../model/finding.js';

/**
 * One finding for each rule and line: the most severe, else the first; the others of that line become its related
 * places, and their fixes part of its own. Whoever reads or suppresses a line meets a rule there once.
 */
export function onePerLine(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.ruleId}\n${finding.range.start.line}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(united);
}

function united(group: readonly Finding[]): Finding {
  const [head, ...rest] = [...group].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  if (head === undefined) throw new Error('a group without findings');
  if (rest.length === 0) return head;
  return {
    ...head,
    related: [
      ...head.related,
      ...rest.flatMap(({ path, range, message, related }) => [{ path, range, message }, ...related]),
    ],
    fixes: unitedFixes([head, ...rest].flatMap(({ fixes }) => fixes.slice(0, 1))),
    removesLines: Math.max(...group.map(({ removesLines }) => removesLines)),
  };
}

/** All in one, since one finding goes away as a whole. */
function unitedFixes(fixes: readonly Fix[]): Fix[] {
  const [first, ...rest] = fixes;
  if (first === undefined) return [];
  const titles = [...new Set(fixes.map(({ title }) => title))];
  const edits = new Map(fixes.flatMap((fix) => fix.edits).map((edit) => [JSON.stringify(edit), edit]));
  return [
    {
      title: titles.join('; '),
      safety: rest.every(({ safety }) => safety === 'safe') ? first.safety : 'unsafe',
      edits: [...edits.values()],
    },
  ];
}
