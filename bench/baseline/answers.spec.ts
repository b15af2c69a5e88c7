import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { parse } from 'yaml';

test('the predictions are right', async () => {
  const answers = parse(await readFile(join(inject('submission'), 'answers.yaml'), 'utf8'));
  expect(answers).toEqual({
    consumer_groups: {
      partitions_per_consumer: {
        with_1_consumer: [4],
        with_2_consumers: [2, 2],
        with_4_consumers: [1, 1, 1, 1],
        with_5_consumers: [1, 1, 1, 1, 0],
      },
      fifth_consumer_gets_a_partition_when: 'another-leaves',
      two_groups_on_one_topic: 'each-reads-everything',
    },
    auto_offset_reset: {
      applies_when: 'no-committed-offset',
      earliest_starts_at: 'the-oldest-message',
      latest_starts_at: 'the-next-message',
      none_starts_at: 'an-error',
    },
  });
});
