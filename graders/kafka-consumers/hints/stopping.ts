/** What consumers do when they are asked to stop. */
import type { Hint, History, ProcessHistory } from 'kafka-grader/check';
import { wordingFor } from '../../orders/hints/wording.ts';
import { nameOf } from '../checks/blockers.ts';
import { type Stop, stopLimitMs, stopOf } from '../checks/stopping.ts';

/** The first consumer of the story with a stop that was stopped in this way. */
function stopped(history: History, kind: Stop['kind']): ProcessHistory | null {
  return (
    history
      .scenario('reading')
      .ofRole('consumer')
      .find((process) => stopOf(process).kind === kind) ?? null
  );
}

function wasMember(process: ProcessHistory): boolean {
  return process.timeline.of('assigned').some(({ error }) => error === null);
}

function hasLeft(process: ProcessHistory): boolean {
  return process.timeline.of('left').some(({ error }) => error === null);
}

const noHandler: Hint = {
  mistake: 'no-sigterm-handler',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'killed-by-sigterm');
    if (process?.exited?.signal !== 'SIGTERM') return null;
    return `${nameOf(process)} has no handler for SIGTERM, so the signal ended it in the middle of its work, and the group goes on counting it as a member for up to 30 s. Catch it and leave: ${wordingFor(history, 'consumer').leaveOnSigterm}.`;
  },
};

const staticMember: Hint = {
  mistake: 'static-membership',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'did-not-leave');
    const instance = process?.timeline
      .of('join-asked')
      .find(({ groupInstanceId }) => groupInstanceId !== null)?.groupInstanceId;
    if (!process || instance === undefined || instance === null) return null;
    return `${nameOf(process)} joined as a static member (group.instance.id "${instance}"). Such a member keeps its partitions when it goes, and nobody reads them meanwhile: leave ${wordingFor(history, 'consumer').instanceId} out, and leave the group before the exit.`;
  },
};

const exitsWithoutLeaving: Hint = {
  mistake: 'exits-without-disconnecting',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'did-not-leave');
    const joins = process?.timeline.of('join-asked') ?? [];
    if (!process || joins.length === 0 || process.timeline.first('left')) return null;
    if (joins.some(({ groupInstanceId }) => groupInstanceId !== null)) return null;
    const { disconnect, exit } = wordingFor(history, 'consumer');
    return `${nameOf(process)} exited without telling its group, so its partitions stay unread until its session ends. Leaving takes a moment: ${disconnect} first, and call ${exit} only after that.`;
  },
};

const closeHangs: Hint = {
  mistake: 'close-waits-for-the-stream',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'ignored');
    const isNewProtocol = process?.timeline.of('join-asked').some(({ protocol }) => protocol === 'consumer');
    if (!process?.signalled || !isNewProtocol || !wasMember(process) || hasLeft(process)) return null;
    const { closeTheStream } = wordingFor(history, 'consumer');
    if (closeTheStream === null) return null;
    return `${nameOf(process)} is a member by the new group protocol (groupProtocol: 'consumer'), and had not left its group ${stopLimitMs / 1000} s after SIGTERM. ${closeTheStream}`;
  },
};

const ignoresSigterm: Hint = {
  mistake: 'sigterm-ignored',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'ignored');
    if (!process?.signalled || !wasMember(process) || hasLeft(process)) return null;
    return `${nameOf(process)} was still a member of its group and still running ${stopLimitMs / 1000} s after SIGTERM. ${wordingFor(history, 'consumer').signalHandler}`;
  },
};

const staysAlive: Hint = {
  mistake: 'stays-alive-after-leaving',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'ignored');
    if (!process?.signalled || !hasLeft(process)) return null;
    const { disconnect, exitOk } = wordingFor(history, 'consumer');
    return `${nameOf(process)} left its group after SIGTERM, but its process did not end within ${stopLimitMs / 1000} s: a timer, a server or another connection keeps it alive. Close that too, or call ${exitOk} after ${disconnect}.`;
  },
};

const wrongCode: Hint = {
  mistake: 'wrong-exit-code',
  checks: ['shutdown.leaves-group'],
  match(history) {
    const process = stopped(history, 'wrong-code');
    if (!process || !hasLeft(process)) return null;
    const { code = null, signal = null } = process.exited ?? {};
    const how = signal === null ? `exited with code ${code}` : `ended as ${signal} would end it`;
    return `${nameOf(process)} left its group in good order, but ${how}. To be stopped is no failure: exit with 0.`;
  },
};

export const stoppingHints: readonly Hint[] = [
  noHandler,
  staticMember,
  exitsWithoutLeaving,
  closeHangs,
  ignoresSigterm,
  staysAlive,
  wrongCode,
];
