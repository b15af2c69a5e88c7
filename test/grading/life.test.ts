import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { GraderError } from '../../src/grader-error.ts';
import { beginLife, beginLifeWithin, endOf } from '../../src/grading/life.ts';

const fault = new GraderError('BROKER_DIED', 'Kafka ended.');
const later = new GraderError('DISK_FULL', 'The disk is full.');
const never = new AbortController().signal;

describe('a life', () => {
  it('ends with the first fault', () => {
    const life = beginLife();
    const listener = vi.fn();
    life.onEnd(listener);
    life.end(fault);
    life.end(later);
    expect(life.fault).toBe(fault);
    expect(listener.mock.calls).toEqual([[fault]]);
  });

  it('tells whoever comes after its end at once', () => {
    const life = beginLife();
    life.end(fault);
    const listener = vi.fn();
    life.onEnd(listener);
    expect(listener.mock.calls).toEqual([[fault]]);
  });

  it('ends with the one around it, and not the other way round', () => {
    const world = beginLife();
    using one = beginLifeWithin(world);
    using other = beginLifeWithin(world);
    one.end(later);
    expect([world.fault, other.fault]).toEqual([null, null]);
    world.end(fault);
    expect([one.fault, other.fault]).toEqual([later, fault]);
    using late = beginLifeWithin(world);
    expect(late.fault).toBe(fault);
  });

  it('has nothing to do with the one around it any more once it is disposed of', () => {
    const world = beginLife();
    const life = beginLifeWithin(world);
    life[Symbol.dispose]();
    world.end(fault);
    expect(life.fault).toBeNull();
  });
});

describe('the end of a life', () => {
  it('is its fault', async () => {
    const life = beginLife();
    using end = endOf(life, never);
    life.end(fault);
    await expect(end.ended).rejects.toBe(fault);
  });

  it.each(['before', 'meanwhile'])('is the reason for which it was stopped %s', async (when) => {
    const stop = new AbortController();
    if (when === 'before') stop.abort(later);
    using end = endOf(beginLife(), stop.signal);
    stop.abort(later);
    await expect(end.ended).rejects.toBe(later);
  });

  it('comes to nobody who has disposed of it', async () => {
    const life = beginLife();
    const stop = new AbortController();
    const end = endOf(life, stop.signal);
    const told = vi.fn();
    end.ended.catch(told);
    end[Symbol.dispose]();
    life.end(fault);
    stop.abort(later);
    await eventLoopTurn();
    expect(told).not.toHaveBeenCalled();
  });
});
