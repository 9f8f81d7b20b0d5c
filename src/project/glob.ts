/**
 * True if `glob` matches the whole of `path`: `*` and `?` within a part, `**` across any number of parts. Runs in
 * time proportional to the product of the lengths, whatever the glob: globs come from analysed repositories.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const names = path.split('/');
  // reachable[n]: the globs' parts so far can match the first n names.
  let reachable = new Set([0]);
  for (const part of glob.split('/')) {
    const next = new Set<number>();
    for (const count of reachable) {
      if (part === '**') for (let further = count; further <= names.length; further += 1) next.add(further);
      else if (count < names.length && matchesPart(part, names[count] ?? '')) next.add(count + 1);
    }
    reachable = next;
  }
  return reachable.has(names.length);
}

/** Greedy with one point to return to: the last `*` seen. */
function matchesPart(glob: string, name: string): boolean {
  let atGlob = 0;
  let atName = 0;
  let star = -1;
  let starName = 0;
  while (atName < name.length) {
    if (glob[atGlob] === '*') {
      star = atGlob;
      starName = atName;
      atGlob += 1;
    } else if (atGlob < glob.length && (glob[atGlob] === '?' || glob[atGlob] === name[atName])) {
      atGlob += 1;
      atName += 1;
    } else if (star >= 0) {
      starName += 1;
      atGlob = star + 1;
      atName = starName;
    } else return false;
  }
  while (glob[atGlob] === '*') atGlob += 1;
  return atGlob === glob.length;
}
