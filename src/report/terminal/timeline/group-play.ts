import type { Life, Story } from '../../story/story.ts';

/** The members of one group in one scenario, together. */
export interface GroupPlay {
  scenario: string;
  aborted: string | null;
  lives: readonly Life[];
  /** The marks that the scenario reached. */
  marks: readonly { atMs: number; says: string }[];
  fromMs: number;
  untilMs: number;
}

/** Where the most members of one group lived at once; null where there were never two. */
export function largestGroupPlay(stories: readonly Story[]): GroupPlay | null {
  let largest: { members: number; story: Story; lives: readonly Life[] } | null = null;
  for (const story of stories) {
    for (const lives of groupsOf(story)) {
      const members = mostAtOnce(lives, story.untilMs);
      if (members >= 2 && members > (largest?.members ?? 0)) largest = { members, story, lives };
    }
  }
  return largest && playOf(largest.story, largest.lives);
}

function groupsOf({ lives }: Story): Life[][] {
  const groups = new Map<string, Life[]>();
  for (const life of lives) {
    if (life.group !== null) groups.set(life.group, [...(groups.get(life.group) ?? []), life]);
  }
  return [...groups.values()];
}

function mostAtOnce(lives: readonly Life[], endMs: number): number {
  const living = (atMs: number) =>
    lives.filter(({ startedMs, exit }) => startedMs <= atMs && atMs < (exit?.atMs ?? endMs)).length;
  return Math.max(0, ...lives.map(({ startedMs }) => living(startedMs)));
}

function playOf({ scenario, aborted, steps, untilMs: endMs }: Story, lives: readonly Life[]): GroupPlay {
  const fromMs = Math.min(...lives.map(({ startedMs }) => startedMs));
  const untilMs = Math.max(...lives.map(({ exit }) => exit?.atMs ?? endMs));
  const marks = steps.filter(({ kind, atMs }) => kind === 'marked' && fromMs <= atMs && atMs <= untilMs);
  return {
    scenario,
    aborted,
    lives,
    marks: marks.map(({ atMs, says }) => ({ atMs, says })),
    fromMs,
    untilMs,
  };
}
