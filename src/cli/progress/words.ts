import type { BrokerStep } from '../../broker/broker-step.ts';
import type { Observed } from '../../evidence/history.ts';
import type { IsolationLevel } from '../../isolation/level.ts';
import { plain } from '../../report/plain.ts';

/** A step in the life of the broker, to follow "Kafka: ". */
export function wordsOf(step: BrokerStep): string {
  switch (step.type) {
    case 'chosen':
      return `${step.kind}, because ${step.why}`;
    case 'downloading':
      return `downloading ${step.what}, about ${step.sizeMb} MB, into ${step.into}`;
    case 'preparing':
      return prepared(step.what, step.into);
    case 'starting':
      return 'starting';
    case 'start-failed':
      return `did not start (attempt ${step.attempt}): ${step.why}`;
    case 'ready':
      return `ready after ${step.afterMs} ms`;
    case 'stopped':
      return `stopped after ${step.afterMs} ms`;
    case 'left-behind':
      return `${step.what} is left behind: ${step.why}; the next start with Docker removes it`;
  }
}

/** Told once, before anything else. */
export function wordsOfIsolation(level: IsolationLevel, why: string): string {
  return `Isolation: ${level}, because ${plain(why)}\n`;
}

/** Something that is made once and kept. */
export function prepared(what: string, into: string): string {
  return `preparing ${what}, once, into ${into}`;
}

/** A wait that ended without what it waited for; a program's last words may be in it. */
export function givenUp({ waitingFor, waitedMs, seen }: Observed<'gave-up'>): string {
  return `gave up waiting until ${waitingFor}, after ${seconds(waitedMs)}: ${plain(seen)}`;
}

/** `12.3 s` */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
