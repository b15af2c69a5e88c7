/** How consumers join, and stay. */
import { everywhere } from '../../../support/story.ts';
import { type Act, reading } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const nothing: Act = () => {};

/** The consumer joins with these topics, and reads nothing. */
const joinsWith = (subscribed: string[], protocol: 'classic' | 'consumer' = 'classic') =>
  reading({
    start: (told) =>
      told
        .started('consumer-1', { reset: null })
        .connected('consumer-1')
        .saw('consumer-1', {
          source: 'wire',
          type: 'join-asked',
          group: told.group,
          protocol,
          memberId: '',
          groupInstanceId: null,
          subscribed,
          assignors: ['RoundRobinAssigner'],
          sessionTimeoutMs: 30_000,
        }),
    begin: nothing,
    print: nothing,
  });

const printsSome: Act = (told) =>
  told.fetched('consumer-1', ...everywhere('0-2')).prints('consumer-1', ...everywhere('0'));

export const joining: HintCase[] = [
  {
    mistake: 'subscribes-after-run',
    on: 'consume.prints-every-value',
    says: 'joined its group without a topic',
    proves: [joinsWith([])],
    nearly: [[joinsWith(['orders'])], [joinsWith([], 'consumer')]],
  },
  {
    mistake: 'slower-than-the-session',
    on: 'consume.prints-every-value',
    says: 'its session timeout is 30 s',
    proves: [reading({ print: (told) => told.tell(printsSome).heartbeatRefused('consumer-1', 25) })],
    nearly: [
      [reading({ print: (told) => told.tell(printsSome).heartbeatRefused('consumer-1', 27) })],
      [reading({ print: (told) => told.tell(printsSome).left('consumer-1').heartbeatRefused('consumer-1', 25) })],
      [
        reading({
          print: printsSome,
          stop: (told) => told.signalled('consumer-1').heartbeatRefused('consumer-1', 25).exited('consumer-1'),
        }),
      ],
    ],
  },
  {
    mistake: 'slower-than-the-session',
    on: 'offsets.commits-progress',
    says: 'threw consumer 1 out',
    proves: [
      reading({
        print: (told) => told.prints('consumer-1', ...everywhere('0-2')).commitRefused('consumer-1', 'P0:3', 25),
        offsets: [null, null, null, null],
      }),
    ],
    nearly: [[reading({ print: (told) => told.tell(printsSome).commitRefused('consumer-1', 'P0:3', 22) })]],
  },
];
