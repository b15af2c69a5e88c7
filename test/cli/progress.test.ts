import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { lineProgress } from '../../src/cli/progress/lines.ts';

test('a program’s last words can’t steer the terminal that they are shown in', async () => {
  const stream = new PassThrough();
  const progress = lineProgress(stream);
  progress.observed({
    seq: 1,
    atMs: 0,
    scenario: 'bad-records',
    process: null,
    source: 'harness',
    type: 'gave-up',
    waitingFor: 'consumer-1 printed 26 orders',
    seen: 'it ended by itself: \u001b[2J\u0007\n::error::forged',
    because: 'impossible',
    waitedMs: 1500,
    brokerHealthy: true,
    starved: false,
  });
  stream.end();
  const shown = await text(stream);
  expect(shown).toContain(
    'gave up waiting until consumer-1 printed 26 orders, after 1.5 s: it ended by itself: \\u{1b}[2J',
  );
  expect(shown.match(/\p{C}/gu)).toEqual(['\n']);
});
