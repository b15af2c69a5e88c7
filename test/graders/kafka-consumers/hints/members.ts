/** How members stop, and share. */
import type { Story } from '../../../support/story.ts';
import { type Act, reading, scaling } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const never: Act = () => {};

export const stopping: HintCase[] = [
  {
    mistake: 'no-sigterm-handler',
    on: 'shutdown.leaves-group',
    says: 'no handler for SIGTERM',
    proves: [stops((told) => told.exited('consumer-1', { signal: 'SIGTERM', asked: true }))],
    nearly: [
      [stops((told) => told.exited('consumer-1', { signal: 'SIGSEGV', asked: true }))],
      [stops((told) => told.exited('consumer-1', { code: 143, asked: true }))],
    ],
  },
  {
    mistake: 'static-membership',
    on: 'shutdown.leaves-group',
    says: '"orders-1"',
    proves: [
      stops((told) => told.left('consumer-1', { epoch: -2 }).exited('consumer-1', { asked: true }), {
        groupInstanceId: 'orders-1',
      }),
    ],
    nearly: [
      [stops((told) => told.exited('consumer-1', { asked: true }))],
      [stops((told) => told.left('consumer-1').exited('consumer-1', { asked: true }), { groupInstanceId: 'orders-1' })],
    ],
  },
  {
    mistake: 'exits-without-disconnecting',
    on: 'shutdown.leaves-group',
    says: 'await consumer.disconnect() first',
    proves: [stops((told) => told.exited('consumer-1', { asked: true }))],
    nearly: [
      [stops((told) => told.left('consumer-1', { error: 25 }).exited('consumer-1', { asked: true }))],
      [stops((told) => told.exited('consumer-1', { asked: true }), { groupInstanceId: 'orders-1' })],
    ],
  },
  {
    mistake: 'sigterm-ignored',
    on: 'shutdown.leaves-group',
    says: 'still a member of its group and still running 15 s after SIGTERM',
    proves: [stops(killed)],
    nearly: [
      [stops((told) => told.left('consumer-1').tell(killed))],
      [
        reading({
          start: (told) => told.started('consumer-1'),
          begin: never,
          print: never,
          stop: (told) => told.signalled('consumer-1').tell(killed),
        }),
      ],
    ],
  },
  {
    mistake: 'close-waits-for-the-stream',
    on: 'shutdown.leaves-group',
    says: 'first await stream.close()',
    proves: [stops(killed, { protocol: 'consumer' })],
    nearly: [
      [stops(killed)],
      [stops((told) => told.left('consumer-1', { epoch: -1 }).tell(killed), { protocol: 'consumer' })],
    ],
  },
  {
    mistake: 'stays-alive-after-leaving',
    on: 'shutdown.leaves-group',
    says: 'its process did not end',
    proves: [stops((told) => told.left('consumer-1').tell(killed))],
    nearly: [[stops(killed)], [stops((told) => told.left('consumer-1').exited('consumer-1', { asked: true }))]],
  },
  {
    mistake: 'wrong-exit-code',
    on: 'shutdown.leaves-group',
    says: 'exited with code 130',
    proves: [stops((told) => told.left('consumer-1').exited('consumer-1', { code: 130, asked: true }))],
    nearly: [[stops((told) => told.exited('consumer-1', { code: 130, asked: true }))]],
  },
];

function stops(end: Act, asked: Parameters<Story['joinAsked']>[1] = {}): Story {
  const joins: Act = (told) => told.joinAsked('consumer-1', asked);
  return reading({
    start: (told) =>
      told.started('consumer-1').connected('consumer-1').tell(joins).assigned('consumer-1', [0, 1, 2, 3]),
    stop: (told) => told.signalled('consumer-1').tell(end),
  });
}

function killed(told: Story): void {
  told.after(16_000).signalled('consumer-1', 'SIGKILL').exited('consumer-1', { signal: 'SIGKILL', asked: true });
}

export const group: HintCase[] = [
  {
    mistake: 'home-made-assigner',
    on: 'group.no-double-processing',
    says: '"everybody" gave partition 2 to consumer 1 and consumer 2',
    proves: [
      scaling({
        assignor: 'everybody',
        shareInTwo: [
          [0, 1, 2],
          [2, 3],
        ],
      }),
    ],
    nearly: [
      [
        scaling({
          assignor: 'range',
          shareInTwo: [
            [0, 1, 2],
            [2, 3],
          ],
        }),
      ],
      [scaling({ assignor: 'everybody' })],
    ],
  },
];
