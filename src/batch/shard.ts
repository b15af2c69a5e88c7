import { createHash } from 'node:crypto';
import type { Shard } from '../grade/class-record.ts';

/** The one of `count` shards, from 1, that a submission belongs to: by its id alone, whoever else has handed in. */
export function shardOf(id: string, count: number): number {
  const hashBytes = 6;
  const hash = createHash('sha256').update(id).digest().readUIntBE(0, hashBytes);
  return (hash % count) + 1;
}

export function inShard<Submission extends { readonly id: string }>(
  submissions: readonly Submission[],
  { index, of }: Shard,
): readonly Submission[] {
  return submissions.filter(({ id }) => shardOf(id, of) === index);
}
