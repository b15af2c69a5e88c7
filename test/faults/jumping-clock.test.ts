/** A wall clock that jumps by hours in the middle of scenarios: nothing but the time in a grade's head comes of it. */
import { test } from 'vitest';
import { fixture, nothing, setScene, statusesOf } from './scene.ts';

const limitMs = 240_000;

const jumping = { NODE_OPTIONS: `--import=${new URL('./jumping-clock.mjs', import.meta.url).href}` };

test.concurrent.for([
  ['reference', 0],
  ['skips-last-order', 1],
] as const)(
  '%s is graded as by a clock that goes evenly',
  { timeout: limitMs },
  async ([name, exitCode], { expect }) => {
    await using scene = await setScene();
    const grade = (out: string, env: Record<string, string>) =>
      scene.run(['grade', fixture(name), '--only', 'consume,produce,offsets', '--broker', 'jvm', '--out', out], {
        env,
      });
    const jumped = await grade('jumped', jumping);
    expect(jumped.exitCode, jumped.stderr).toBe(exitCode);
    const even = await grade('even', {});
    expect(even.exitCode).toBe(exitCode);

    const [one, other] = [await scene.grade('jumped'), await scene.grade('even')];
    expect(statusesOf(one)).toEqual(statusesOf(other));
    expect(one.durationMs).toBeLessThan(600_000);
    const times = (await scene.observed('jumped')).map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(await scene.left()).toEqual(nothing);
  },
);
