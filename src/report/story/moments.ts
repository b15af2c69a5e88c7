import type { Observation } from '../../evidence/observation.ts';
import { say } from './say.ts';
import type { Moment, MomentKind } from './story.ts';

/** What an observation of a process is in its life; null where it is told otherwise, or not at all. */
export function momentOf(observation: Observation): Moment | null {
  const kind = kindOf(observation);
  return kind && { atMs: observation.atMs, seq: observation.seq, kind, says: say(observation) };
}

/** What the grader did in a scenario; null for what it saw. */
export function stepOf(observation: Observation): Moment | null {
  const kind = observation.process === null ? kindOfStep(observation) : null;
  return kind && { atMs: observation.atMs, seq: observation.seq, kind, says: say(observation) };
}

function kindOf(observation: Observation): MomentKind | null {
  switch (observation.type) {
    case 'started':
    case 'positioned':
    case 'left':
    case 'signalled':
    case 'exited':
      return observation.type;
    case 'join-asked':
    case 'epoch-raised':
    case 'heartbeat-refused':
      return 'joining';
    case 'assigned':
      return observation.error === null ? 'assigned' : 'trouble';
    case 'committed':
      return observation.error === null ? 'committed' : 'trouble';
    case 'produced':
      return observation.error === null ? 'produced' : 'trouble';
    case 'flooded':
    case 'limit-hit':
    case 'left-behind':
    case 'violation':
    case 'limited':
    case 'connection-lost':
    case 'connected-elsewhere':
    case 'held-back':
      return 'trouble';
    default:
      return null;
  }
}

function kindOfStep({ type }: Observation): MomentKind | null {
  switch (type) {
    case 'marked':
      return 'marked';
    case 'offsets-set':
    case 'evicted':
    case 'topic-created':
    case 'orders-given':
      return 'step';
    case 'gave-up':
      return 'trouble';
    default:
      return null;
  }
}
