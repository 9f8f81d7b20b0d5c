import type { Mock, Target } from './facts.js';

const LETTERS = /\p{L}[\p{L}\p{N}'’]*/gu;
/** Scripts without spaces between words count by character. */
const WORDS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|\p{L}[\p{L}\p{N}'’]*/gu;
/** Longest comment that is read, in UTF-16 units. */
const MAX_TEXT = 1_000;

/** How many words a text has. */
export function wordCount(text: string): number {
  return text.slice(0, MAX_TEXT).match(WORDS)?.length ?? 0;
}

/** Code that is commented out. */
const CODE =
  /^(?:@?[\w.]+\(|[\w.[\]'"]+\s*=[^=>]|from\s+\S+\s+import\b|import\s+[\w.{*]|(?:assert|await|return|yield|const|let|var|export|async|def|class)\s|(?:if|for|while|with|elif|else)\b.*:$)|[;{}]$/;

/** True if a comment is code rather than words. */
export function isCode(text: string): boolean {
  return CODE.test(text.slice(0, MAX_TEXT));
}

const MOCKING = 'mock|patch|stub|fake|spy|spies|replac|overrid|monkeypatch|simulat|dumm';
const STARTS_WITH_MOCKING = new RegExp(
  `^(?:(?:we|now|first|then|also|just|next|here|lastly|finally|and|let's|lets|the|an?)\\s+){0,4}(?:${MOCKING})`,
  'i',
);
const SETS_UP = new RegExp(
  `^(?:set ?up|create|configure|prepare|add|define|build|make|install|get|return|use|inject|apply)\\b.*\\b(?:${MOCKING})\\w*(?:\\s+\\w+){0,2}[\\s.:!]*$`,
  'i',
);
/** What follows them is more than what is mocked. */
const CONNECTIVE =
  /\b(?:because|since|so|otherwise|instead|rather|avoid\w*|prevent\w*|without|no|not|never|cannot|\w+n['’]t|only|until|unless|due|ensure|keep|allow|need\w*|requir\w*|should|would|must|expensive|slow|flaky|real|actual\w*)\b|\bto\s+(?!(?:return|raise|throw|succeed|fail|be|yield|resolve|reject|give|have|provide|use)\b)\w/i;

/** True if a comment says that something is mocked, and nothing else: "Mock the gateway". */
export function isMockingAlone(text: string): boolean {
  const start = text.slice(0, MAX_TEXT).replace(/^[^\p{L}]+/u, '');
  return (STARTS_WITH_MOCKING.test(start) || SETS_UP.test(start)) && !CONNECTIVE.test(start);
}

/** Words that say nothing about why. */
const EMPTY = new Set(
  (
    'a an the this that these it its is are be was were of in on to from and or by as at for with here there we i our ' +
    'mock mocks mocked mocking mocker patch patches patched patching stub stubs stubbed stubbing fake fakes faked faking spy ' +
    'spies spied replace replaces replaced replacing dummy test tests tested testing unit reason reasons justification ' +
    'justified need needs needed require requires required necessary use uses used using call calls called function ' +
    'method class module object instance return returns returned value values because so since purpose purposes only ' +
    'dependency dependencies todo fixme tbd xxx none na n ok yes see above below must should'
  ).split(' '),
);

/** True if a reason holds no word beyond those of what is mocked, and of mocking itself. */
export function isRestating(text: string, mock: Mock): boolean {
  const known = new Set(wordsOf([mock.creator, ...mock.targets.map(nameOf)].join(' ')));
  return wordsOf(text.slice(0, MAX_TEXT)).every((word) => EMPTY.has(word) || known.has(word));
}

function nameOf(target: Target): string {
  switch (target.kind) {
    case 'path':
      return target.path;
    case 'imported':
      return [target.from.specifier, target.from.imported, ...target.names].join(' ');
    case 'unknown':
      return target.text;
  }
}

/** The words of a text in lower case, those within identifiers too: `OrderService.save_all` has four. */
function wordsOf(text: string): readonly string[] {
  const separated = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/_/g, ' ');
  return (separated.match(LETTERS) ?? []).map((word) => word.toLowerCase());
}
