/** Commits. */
import { everywhere, type Story } from '../../../support/story.ts';
import { crash, reading } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const killed = (told: Story) =>
  told.signalled('consumer-1', 'SIGKILL').exited('consumer-1', { signal: 'SIGKILL', asked: true });

export const offsets: HintCase[] = [
  {
    mistake: 'commit-before-processing',
    on: 'offsets.nothing-lost-after-crash',
    says: 'offset 9 was committed before ord-0000000006 was printed',
    proves: [
      crash({
        crash: (told) => told.prints('consumer-1', 'P0:1-5').tell(killed).committed('consumer-1', 'P0:9'),
        beginAgain: (told) => told.positioned('consumer-2', 'P0:9', 'P1:0', 'P2:0', 'P3:0'),
        printAgain: (told) => told.prints('consumer-2', 'P1:0-8', 'P2:0-8', 'P3:0-8'),
      }),
    ],
    nearly: [
      [
        crash({
          beginAgain: (told) => told.positioned('consumer-2', 'P0:9', 'P1:9', 'P2:9', 'P3:9'),
          printAgain: () => {},
        }),
      ],
    ],
  },
  {
    mistake: 'never-commits',
    on: 'offsets.commits-progress',
    says: 'printed 12 orders and never committed',
    proves: [
      reading({ print: (told) => told.prints('consumer-1', ...everywhere('0-2')), offsets: [null, null, null, null] }),
    ],
    nearly: [
      [
        reading({
          print: (told) => told.prints('consumer-1', ...everywhere('0-2')).commitRefused('consumer-1', 'P0:3', 22),
          offsets: [null, null, null, null],
        }),
      ],
      [
        reading({
          print: (told) => told.prints('consumer-1', ...everywhere('0-2')),
          stop: (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true }),
          offsets: [null, null, null, null],
        }),
      ],
      [
        reading({
          print: (told) =>
            told
              .prints('consumer-1', ...everywhere('0-2'))
              .saw('consumer-1', { source: 'wire', type: 'opaque', apiKey: 8, apiVersion: 99, reason: 'undescribed' }),
          offsets: [null, null, null, null],
        }),
      ],
    ],
  },
  {
    mistake: 'commits-offset-instead-of-next',
    on: 'offsets.commits-progress',
    says: 'commit offset + 1',
    proves: [reading({ offsets: [2, 2, 2, 2] })],
    nearly: [
      [reading({ offsets: [2, 2, 2, 1] })],
      [reading({ offsets: [2, 2, 2, 3] })],
      [reading({ offsets: [2, 2, 2, null] })],
    ],
  },
  {
    mistake: 'commits-beyond-the-log',
    on: 'offsets.commits-progress',
    says: 'Offset 1795355751304 was committed for partition 1, whose log ends at 3',
    proves: [reading({ offsets: [3, 1795355751304, 3, 3] })],
    nearly: [[reading({ offsets: [3, 2, 3, 3] })], []],
  },
  {
    mistake: 'rewinds-at-every-start',
    on: 'offsets.resumes-after-stop',
    says: 'P0:3, yet the second start began to fetch at P0:0',
    proves: [rewound([3, 3, 3, 3], '0')],
    nearly: [[rewound([null, null, null, null], '0')], [rewound([3, 3, 3, 3], '2')], [rewound([9, 9, 9, 9], '0')]],
  },
];

function rewound(committed: readonly (number | null)[], start: string): Story {
  return reading({
    offsets: committed,
    beginAgain: (told) => told.positioned('consumer-2', ...everywhere(start)),
    printAgain: (told) => told.prints('consumer-2', ...everywhere(`${start}-3`)),
  });
}
