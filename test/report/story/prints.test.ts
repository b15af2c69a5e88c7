import { describe, expect, test } from 'vitest';
import { orderAt, type Story, story } from '../../support/story.ts';
import { lifeIn, toldFrom } from './telling.ts';

/** `P0:3 #9`: the place in the log, and the line of the journal. */
function printsOf(told: Story, process = 'consumer-1'): string[] {
  return lifeIn(toldFrom(told), process).prints.map(({ partition, offset, seq }) => `P${partition}:${offset} #${seq}`);
}

/** Ten observations: the scenario, the topic, five records, the process, its position, and what it was sent. */
function reading(): Story {
  return story('reading')
    .topic()
    .records('P0:0-2', 'P1:0-1')
    .started('consumer-1')
    .positioned('consumer-1', 'P0:0')
    .fetched('consumer-1', 'P0:0-2');
}

const idAt = (place: string) => orderAt(place).orderId;

describe('a print', () => {
  test('is located in the log by the id that it names, with the line of the journal', () => {
    const told = reading().prints('consumer-1', 'P0:1', 'P1:0');
    expect(printsOf(told)).toEqual(['P0:1 #11', 'P1:0 #12']);
    expect(lifeIn(toldFrom(told)).prints[0]).toEqual({
      atMs: 110,
      seq: 11,
      topic: told.topicName,
      partition: 0,
      offset: 1,
    });
  });

  test('is one for each record that a line names', () => {
    const told = reading().line('consumer-1', `got ${idAt('P0:2')}, ${idAt('P1:1')} and ${idAt('P0:2')} again`);
    expect(printsOf(told)).toEqual(['P0:2 #11', 'P1:1 #11']);
  });

  test('is one each time where a record is printed twice', () => {
    expect(printsOf(reading().prints('consumer-1', 'P0:0', 'P0:0'))).toEqual(['P0:0 #11', 'P0:0 #12']);
  });

  test('is not a line that names no known record', () => {
    const told = reading().line('consumer-1', 'ready').prints('consumer-1', 'P3:7');
    expect(printsOf(told)).toEqual([]);
  });

  test('is not what stands on standard error', () => {
    expect(printsOf(reading().line('consumer-1', idAt('P0:0'), 'stderr'))).toEqual([]);
  });

  test('is not what a producer says of the orders that it sends', () => {
    const told = reading()
      .started('producer-1', { role: 'producer', group: null })
      .line('producer-1', `sent ${idAt('P0:0')}`)
      .produced('producer-1', 'P0:0');
    expect(printsOf(told, 'producer-1')).toEqual([]);
  });

  test('may be of a record that was read from the log only later', () => {
    const told = story('live').topic().started('consumer-1').positioned('consumer-1', 'P2:0');
    told.prints('consumer-1', 'P2:0').records('P2:0');
    expect(printsOf(told)).toEqual(['P2:0 #5']);
  });

  test('is of the first record where several have the id', () => {
    const told = reading().record({ partition: 3, offset: 0 }, { value: JSON.stringify(orderAt('P0:1')) });
    expect(printsOf(told.prints('consumer-1', 'P0:1'))).toEqual(['P0:1 #12']);
  });
});
