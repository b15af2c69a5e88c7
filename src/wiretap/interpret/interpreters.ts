import {
  heartbeatInterpreter,
  joinGroupInterpreter,
  leaveGroupInterpreter,
  syncGroupInterpreter,
} from './classic-group.ts';
import { consumerGroupInterpreter } from './consumer-group.ts';
import { fetchInterpreter } from './fetch.ts';
import type { Interpreter } from './interpreter.ts';
import { metadataInterpreter } from './metadata.ts';
import { listOffsetsInterpreter, offsetCommitInterpreter, offsetFetchInterpreter } from './offsets.ts';
import { ownership } from './ownership.ts';
import { positions } from './positions.ts';
import { produceInterpreter } from './produce.ts';
import type { Witness } from './witness.ts';

/** All interpreters of what one process says and hears, by API key. They share what they know of it. */
export function interpreters(witness: Witness): ReadonlyMap<number, Interpreter> {
  const read = positions();
  const owned = ownership(read);
  const all = [
    produceInterpreter(witness),
    fetchInterpreter(witness, read),
    listOffsetsInterpreter(witness),
    metadataInterpreter(witness),
    offsetCommitInterpreter(witness),
    offsetFetchInterpreter(witness),
    joinGroupInterpreter(witness),
    heartbeatInterpreter(witness),
    leaveGroupInterpreter(witness, owned),
    syncGroupInterpreter(witness, owned),
    consumerGroupInterpreter(witness, owned),
  ];
  return new Map(all.map((interpreter) => [interpreter.api.key, interpreter]));
}
