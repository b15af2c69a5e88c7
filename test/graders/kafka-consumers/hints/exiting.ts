/** How producers end. */
import { orderAt } from '../../../support/story.ts';
import { type Act, acknowledged, arrives, producing, sendsWith } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const endless =
  (process: string): Act =>
  (told) =>
    told.after(61_000).signalled(process, 'SIGKILL').exited(process, { signal: 'SIGKILL', asked: true });

export const exiting: HintCase[] = [
  {
    mistake: 'no-acknowledgement',
    on: 'produce.exits-cleanly',
    says: '6 requests with acks: 0',
    proves: [producing({ exit: sendsWith({ acks: 0 }) })],
    nearly: [[producing({ exit: sendsWith({ acks: 1 }) })]],
  },
  {
    mistake: 'connection-left-open',
    on: 'produce.exits-cleanly',
    says: 'All 6 orders had been acknowledged',
    proves: [
      producing({
        exit: (told) =>
          told.connected('producer-1').tell(acknowledged).tell(endless('producer-1')).disconnected('producer-1'),
      }),
    ],
    nearly: [
      [
        producing({
          exit: (told) =>
            told.connected('producer-1').tell(acknowledged).disconnected('producer-1').tell(endless('producer-1')),
        }),
      ],
      [
        producing({
          exit: (told) => told.connected('producer-1').tell(endless('producer-1')),
          arrive: (told) => arrives(told, 'P0:0', orderAt('P0:0')),
        }),
      ],
    ],
  },
  {
    mistake: 'exit-code-zero-without-broker',
    on: 'produce.exits-cleanly',
    says: 'process.exitCode = 1',
    proves: [producing({ exitWithoutBroker: (told) => told.exited('producer-without-broker') })],
    nearly: [
      [producing({ exitWithoutBroker: (told) => told.exited('producer-without-broker', { code: 2 }) })],
      [producing({ exitWithoutBroker: endless('producer-without-broker') })],
    ],
  },
  {
    mistake: 'retries-for-ever',
    on: 'produce.exits-cleanly',
    says: 'after 60 s',
    proves: [producing({ exitWithoutBroker: endless('producer-without-broker') })],
    nearly: [[producing({ exitWithoutBroker: (told) => told.exited('producer-without-broker') })]],
  },
];
