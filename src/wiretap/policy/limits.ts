import type { WireEvent } from '../../evidence/observation.ts';

export type Limit = (WireEvent & { type: 'limited' })['limit'];

export type Allowed = Readonly<Record<Limit, number>>;

const mebibyte = 1024 * 1024;

/**
 * What one process may ask of its tap: what a right program of an exercise needs, some hundred times over. At a rate's limit
 * it is slowed down; what goes beyond another one ends the connection.
 */
export const limits: Allowed = {
  /** At the same time. A client has one or two to each broker, and there is one. */
  connections: 64,
  /** Kafka takes no batch over 1 MiB, and a topic has a few partitions. */
  'request-bytes': 16 * mebibyte,
  /** All that a process sends: what goes to the broker's disk. */
  'sent-bytes': 512 * mebibyte,
  'sent-bytes-per-second': 32 * mebibyte,
  /** Several answers of 50 MiB, the most that a client asks for unless it is told otherwise. */
  'received-bytes-per-second': 256 * mebibyte,
  'requests-per-second': 2_000,
};
