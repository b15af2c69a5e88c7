/** What an observation says, as a clause whose subject is the process that it is of, or else the grader. */
import { limitWords } from '../../evidence/limit-words.ts';
import type { Bytes, Observation } from '../../evidence/observation.ts';
import { sayAttempt, sayLimit } from '../say-violation.ts';
import { errorName } from './error-names.ts';

const longestQuote = 160;

export function say(observation: Observation): string {
  switch (observation.type) {
    case 'started':
      return `started ${observation.file ?? observation.role} as process ${observation.pid}`;
    case 'line':
      return `${observation.stream === 'stdout' ? 'printed' : 'wrote on standard error'} ${quote(observation.text)}`;
    case 'lines-omitted':
      return `wrote ${count(observation.count, 'more line')} on ${streams[observation.stream]}`;
    case 'signalled':
      return `was sent ${observation.signal}`;
    case 'flooded':
      return `wrote more than ${observation.limitBytes} bytes on ${streams[observation.stream]} and was stopped`;
    case 'limit-hit':
      return `came to a limit: ${limitWords(observation)}`;
    case 'left-behind':
      return `left ${count(observation.processes, 'process', 'processes')} behind, ${observation.alive === 0 ? 'which the grader ended' : `${observation.alive} of which the grader could not end`}`;
    case 'exited':
      return `ended ${howItEnded(observation)}${observation.asked ? '' : ', unasked'}`;
    case 'connected':
      return `opened connection ${observation.connection}`;
    case 'disconnected':
      return `closed connection ${observation.connection}`;
    case 'connection-lost':
      return `lost connection ${observation.connection} through no doing of its own (${observation.reason})`;
    case 'connected-elsewhere':
      return `connected to ${observation.address}, which it was not given`;
    case 'metadata-asked':
      return `asked for the metadata of ${topics(observation.topics)}`;
    case 'join-asked':
      return `asked to join ${observation.group}`;
    case 'joined':
      return observation.error === null
        ? `joined ${observation.group} in generation ${observation.generation}`
        : `was not let into ${observation.group}: ${errorName(observation.error)}`;
    case 'assigned':
      return observation.error === null
        ? `was assigned ${partitions(observation.partitions)} in generation ${observation.generation}`
        : `was assigned nothing: ${errorName(observation.error)}`;
    case 'heartbeat-refused':
      return `was told by a heartbeat: ${errorName(observation.error)}`;
    case 'epoch-raised':
      return `moved to epoch ${observation.generation}`;
    case 'offset-asked':
      return `asked where the ${sought(observation.timestamp)} of P${observation.partition} is`;
    case 'committed-offset-read':
      return observation.offset === null
        ? `found no committed offset for P${observation.partition}`
        : `found P${observation.partition} committed at ${observation.offset}`;
    case 'positioned':
      return `began to fetch P${observation.partition} at ${observation.offset}`;
    case 'fetched':
      return `was sent ${range(observation.partition, observation.first, observation.last)}`;
    case 'commit-sent':
      return `asked to commit P${observation.partition} at ${observation.offset}`;
    case 'held-back':
      return 'had its commit kept back by the grader';
    case 'committed':
      return observation.error === null
        ? `committed P${observation.partition} at ${observation.offset}`
        : `could not commit P${observation.partition} at ${observation.offset}: ${errorName(observation.error)}`;
    case 'left':
      return observation.error === null
        ? `left ${observation.group}`
        : `could not leave ${observation.group}: ${errorName(observation.error)}`;
    case 'produced':
      return observation.error === null
        ? `sent ${count(observation.count, 'record')} to P${observation.partition} (acks=${observation.acks})`
        : `could not send to P${observation.partition}: ${errorName(observation.error)}`;
    case 'opaque':
      return `sent a request that the wiretap passed on unread (API ${observation.apiKey}, version ${observation.apiVersion})`;
    case 'violation':
      return `${sayAttempt(observation)}, which was refused${observation.error === null ? '' : `: ${errorName(observation.error)}`}`;
    case 'limited':
      return sayLimit(observation);
    case 'record':
      return `record P${observation.partition}:${observation.offset} is in ${observation.topic}: ${quoteBytes(observation.value)}`;
    case 'end':
      return `${observation.topic} ends at ${observation.offsets.map((offset, index) => `P${index}:${offset}`).join(', ')}`;
    case 'described':
      return `the coordinator describes ${observation.group} as ${observation.state} with ${count(observation.members.length, 'member')}`;
    case 'offsets':
      return `${observation.group} has committed ${observation.offsets.map((offset, index) => `P${index}:${offset ?? 'nothing'}`).join(', ')}`;
    case 'offsets-set':
      return `commits ${observation.offsets.map((offset, index) => `P${index}:${offset}`).join(', ')} for ${observation.group}`;
    case 'evicted':
      return `takes a dead member out of ${observation.group}`;
    case 'scenario-began':
      return observation.insisted === null ? 'begins' : 'begins again, with the settings that the program insists on';
    case 'scenario-ended':
      return observation.aborted === null ? 'is done' : `breaks off: ${observation.aborted}`;
    case 'calibrated':
      return `times an empty program: ${observation.emptyProgramMs} ms`;
    case 'program-unavailable':
      return `can't run the ${observation.role}: ${observation.reason}`;
    case 'text-read':
      return `reads ${observation.path}`;
    case 'text-unavailable':
      return `can't read ${observation.name}: ${observation.reason}`;
    case 'repository':
      return `finds ${count(observation.workflows.length, 'workflow')} in the repository`;
    case 'topic-created':
      return `makes the topic ${observation.topic} with ${count(observation.partitions, 'partition')}`;
    case 'orders-given':
      return `gives ${count(observation.orders.length, 'order')} in ${observation.file}`;
    case 'marked':
      return observation.mark.replaceAll('-', ' ');
    case 'broker-silent':
      return `has had no answer from Kafka for ${(observation.silentMs / 1000).toFixed(1)} s`;
    case 'gave-up':
      return `gave up waiting until ${observation.waitingFor}, after ${(observation.waitedMs / 1000).toFixed(1)} s: ${observation.seen}`;
  }
}

/** `with exit code 0`, `by SIGKILL`. */
export function howItEnded({ code, signal }: { code: number | null; signal: string | null }): string {
  if (code !== null) return `with exit code ${code}`;
  return signal === null ? 'in an unknown way' : `by ${signal}`;
}

/** `P0, P2`, or that there are none. */
export function partitions(owned: readonly { partition: number }[]): string {
  if (owned.length === 0) return 'no partition';
  const ascending = owned.map(({ partition }) => partition).sort((one, other) => one - other);
  return list(ascending.map((partition) => `P${partition}`));
}

/** `P2:14–18`. */
export function range(partition: number, first: number, last: number): string {
  return first === last ? `P${partition}:${first}` : `P${partition}:${first}–${last}`;
}

export function count(number: number, what: string, many = `${what}s`): string {
  return `${number} ${number === 1 ? what : many}`;
}

const streams = { stdout: 'standard output', stderr: 'standard error' } as const;

function sought(timestamp: number): string {
  if (timestamp === -2) return 'earliest offset';
  return timestamp === -1 ? 'latest offset' : `offset at time ${timestamp}`;
}

function topics(named: readonly string[] | null): string {
  if (named === null) return 'all topics';
  return named.length === 0 ? 'no topic' : list(named);
}

function list(items: readonly string[]): string {
  return items.join(', ');
}

function quote(text: string): string {
  return `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`;
}

function quoteBytes(bytes: Bytes): string {
  if (bytes === null) return 'null';
  return typeof bytes === 'string' ? quote(bytes) : `${quote(bytes.base64)} (base64)`;
}
