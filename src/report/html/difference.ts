/** Two texts as what they have in common around what they don't. */
export interface Difference {
  before: string;
  expectedOnly: string;
  actualOnly: string;
  after: string;
}

/** The longest beginning and end that both have, cut at the edges of words. */
export function differenceOf(expected: string, actual: string): Difference {
  const [some, others] = [wordsOf(expected), wordsOf(actual)];
  const shorter = Math.min(some.length, others.length);
  let same = 0;
  while (same < shorter && some[same] === others[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - same && some.at(-1 - sameAtEnd) === others.at(-1 - sameAtEnd)) sameAtEnd += 1;
  return {
    before: some.slice(0, same).join(''),
    expectedOnly: some.slice(same, some.length - sameAtEnd).join(''),
    actualOnly: others.slice(same, others.length - sameAtEnd).join(''),
    after: some.slice(some.length - sameAtEnd).join(''),
  };
}

/** Words, and what stands between them. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_]/gu) ?? [];
}
