import type { JudgedContent, SyntaxJudge, SyntaxVerdict } from '../../../model/syntax-verdict.js';

/** Bytes that one judge has in hand before another is asked: starting one takes as long as judging these. */
const IN_HAND = 60_000;

interface Member {
  readonly judge: SyntaxJudge;
  /** Bytes of the contents that it has not answered yet. */
  inHand: number;
}

/**
 * One judge in the place of several of the same kind: a content goes to the first that has little to do, else to the one
 * that has least.
 *
 * @param most How many there are at most, one or more; each is created when those before it are at work.
 */
export function createSharedJudge(most: number, create: () => SyntaxJudge): SyntaxJudge {
  const first: Member = { judge: create(), inHand: 0 };
  const members = [first];

  function choose(): Member {
    const free = members.find(({ inHand }) => inHand < IN_HAND);
    if (free !== undefined) return free;
    if (members.length >= most) return members.reduce((least, one) => (one.inHand < least.inHand ? one : least), first);
    const another = { judge: create(), inHand: 0 };
    members.push(another);
    return another;
  }

  async function judge(content: JudgedContent): Promise<SyntaxVerdict> {
    const member = choose();
    member.inHand += content.bytes.length;
    const verdict = await member.judge.judge(content);
    member.inHand -= content.bytes.length;
    return verdict;
  }

  return {
    by: first.judge.by,
    judge,
    close() {
      for (const member of members) member.judge.close();
    },
  };
}
