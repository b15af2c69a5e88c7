/** What reasons say of a program that ended with an exception: the student's own file and line, and no path of the grader's. */
import { expect, test } from 'vitest';
import { storyFolder } from '../../../support/story.ts';
import { verdictsOn } from '../losses.ts';
import { type Act, badRecords, producing, reading } from '../stories.ts';

const trace = [
  'SyntaxError: Unexpected end of JSON input',
  '    at JSON.parse (<anonymous>)',
  `    at show (${storyFolder}/src/consumer.ts:8:29)`,
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  '',
  'Node.js v20.20.2',
];

const says =
  (process: string, ...lines: string[]): Act =>
  (told) => {
    for (const line of lines) told.line(process, line, 'stderr');
  };

const ends =
  (...lines: string[]): Act =>
  (told) =>
    told.tell(says('consumer-1', ...lines)).exited('consumer-1', { code: 1 });

test('the place is where the exception came from', () => {
  const verdict = verdictsOn(badRecords({ meet: ends(...trace) })).get('consume.survives-bad-records');
  expect(verdict).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('code 1: SyntaxError: Unexpected end of JSON input (src/consumer.ts:8:29).'),
    location: { file: 'src/consumer.ts', line: 8, column: 29 },
  });
});

test('no place where it went on after the exception', () => {
  const verdict = verdictsOn(badRecords({ meet: ends(...trace, 'next message') })).get('consume.survives-bad-records');
  expect(verdict).toMatchObject({ status: 'failed', location: null });
});

test('a consumer that stays up, and stopped at the exception, has a place too', () => {
  const meet: Act = (told) =>
    told
      .tell(says('consumer-1', ...trace))
      .prints('consumer-1', 'P2:1', 'P3:1')
      .gaveUp();
  const verdict = verdictsOn(badRecords({ meet })).get('consume.survives-bad-records');
  expect(verdict).toMatchObject({ status: 'failed', location: { file: 'src/consumer.ts', line: 8 } });
});

test('an exception on the way out has a place too, one from before it was asked to go has none', () => {
  const stop = (before: readonly string[], after: readonly string[]): Act => {
    return (told) =>
      told
        .tell(says('consumer-1', ...before))
        .signalled('consumer-1')
        .tell(says('consumer-1', ...after))
        .exited('consumer-1', { code: 1, asked: true });
  };
  const locationOf = (act: Act) => verdictsOn(reading({ stop: act })).get('shutdown.leaves-group');
  expect(locationOf(stop([], trace))).toMatchObject({ location: { file: 'src/consumer.ts', line: 8 } });
  expect(locationOf(stop(trace, []))).toMatchObject({ status: 'failed', location: null });
});

test('files are named as the student knows them', () => {
  const words = `Error: ENOENT: no such file or directory, open '${storyFolder}/orders.jsonl'`;
  const verdict = verdictsOn(
    producing({
      exit: (told) => told.line('producer-1', words, 'stderr').exited('producer-1', { code: 1 }),
      arrive: () => {},
    }),
  ).get('produce.sends-every-order');
  expect(verdict?.reason).toContain("code 1: Error: ENOENT: no such file or directory, open 'orders.jsonl'.");
});

test('who hangs is quoted', () => {
  const begin = says('consumer-1', 'could not start: no such topic');
  const stop: Act = (told) =>
    told.signalled('consumer-1', 'SIGKILL').exited('consumer-1', { signal: 'SIGKILL', asked: true });
  const start: Act = (told) => told.started('consumer-1', { reset: null }).connected('consumer-1');
  const verdict = verdictsOn(reading({ start, begin, print: () => {}, stop })).get('consume.prints-every-value');
  expect(verdict?.reason).toBe(
    'The consumer connected, but never began to fetch: it was still running, and its last words on standard error were: could not start: no such topic.',
  );
});

test('a client’s log says what its message says', () => {
  const log = '{"level":"ERROR","logger":"kafkajs","message":"[Connection] Connection error: connect ECONNREFUSED"}';
  const verdict = verdictsOn(reading({ begin: ends(log), print: () => {}, stop: () => {} })).get(
    'consume.prints-every-value',
  );
  expect(verdict?.reason).toContain('with code 1: [Connection] Connection error: connect ECONNREFUSED.');
});
