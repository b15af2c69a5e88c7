import { appendFileSync, closeSync, openSync } from 'node:fs';
import { saySpaceLeft } from '../disk-space.ts';
import { History } from '../evidence/history.ts';
import { type JournalHeader, journalLine } from '../evidence/journal.ts';
import type { Observation, ObservedEvent } from '../evidence/observation.ts';
import { GraderError } from '../grader-error.ts';

/** Where an event was seen: both null for the grading as a whole. */
export interface Place {
  scenario: string | null;
  process: string | null;
}

/** Stamps what is observed, keeps it, and writes it to the journal before anybody is told. */
export interface Recorder extends Disposable {
  readonly history: History;
  readonly observations: readonly Observation[];
  record(event: ObservedEvent, place: Place): Observation;
  /** Takes over what was observed before, its `seq` counted from 1, ahead of all that is recorded; listeners are not told. */
  carryOver(observations: readonly Observation[]): void;
  onObservation(listener: (observation: Observation) => void): Disposable;
  /** Set once the journal could not be written: what was observed since is in memory only. */
  readonly failure: GraderError | null;
}

export function openRecorder(journalFile: string, header: JournalHeader, nowMs: () => number): Recorder {
  const history = new History();
  const observations: Observation[] = [];
  const listeners = new Set<(observation: Observation) => void>();
  let failure: GraderError | null = null;
  let descriptor: number | null = null;
  let isClosed = false;

  const write = (text: string) => {
    if (failure || isClosed) return;
    try {
      descriptor ??= openSync(journalFile, 'w');
      appendFileSync(descriptor, text);
    } catch (cause) {
      failure = new GraderError(
        'OUTPUT_NOT_WRITABLE',
        `The journal ${journalFile} can't be written (${reasonOf(cause)}${saySpaceLeft(journalFile)}). Free some space or choose another folder with --out.`,
        { cause },
      );
    }
  };

  const keep = (observation: Observation) => {
    observations.push(observation);
    history.add(observation);
    write(journalLine(observation));
  };

  write(journalLine(header));
  return {
    history,
    observations,
    carryOver: (earlier) => {
      if (observations.length > 0) throw new Error('What was observed before comes before all else.');
      for (const observation of earlier) keep(observation);
    },
    record: (event, place) => {
      const atMs = Math.round(nowMs() * 10) / 10;
      const observation: Observation = { seq: observations.length + 1, atMs, ...place, ...event };
      keep(observation);
      for (const listener of listeners) listener(observation);
      return observation;
    },
    onObservation: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    get failure() {
      return failure;
    },
    [Symbol.dispose]: () => {
      isClosed = true;
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
