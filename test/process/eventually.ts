import { setTimeout as pause } from 'node:timers/promises';

const deadlineMs = 20_000;

/** Waits until a predicate holds; `wanted` says what was waited for, and what was seen instead. */
export async function eventually(holds: () => boolean, wanted: () => string): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain for ${wanted()}`);
    await pause(5);
  }
}
