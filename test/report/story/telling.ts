import { orderIdsIn } from '../../../graders/orders/checks/orders.ts';
import { historyOf } from '../../../src/evidence/history.ts';
import { parseJournal } from '../../../src/evidence/journal.ts';
import type { Observation } from '../../../src/evidence/observation.ts';
import { storiesOf } from '../../../src/report/story/stories.ts';
import type { Life, Story } from '../../../src/report/story/story.ts';
import { recordedJournal } from '../../support/recorded-journal.ts';

/** What was written by hand, as the reports tell it. */
export function toldFrom({ observations }: { observations: readonly Observation[] }): Story {
  const [story] = storiesFrom(observations);
  if (!story) throw new Error('no scenario began');
  return story;
}

export function storiesFrom(observations: readonly Observation[]): Story[] {
  return storiesOf(historyOf(observations), orderIdsIn);
}

export function lifeIn(story: Story, process = 'consumer-1'): Life {
  const life = story.lives.find((each) => each.process === process);
  if (!life) throw new Error(`${process} was not started`);
  return life;
}

/** The observations of a real grading. */
export function recorded(name: 'reference' | 'static-member'): readonly Observation[] {
  const journal = parseJournal(recordedJournal(name));
  if ('problem' in journal) throw new Error(`line ${journal.line}: ${journal.problem}`);
  return journal.observations;
}
