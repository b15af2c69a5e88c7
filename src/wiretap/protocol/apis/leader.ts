/** Structs that Produce and Fetch answers share: where a partition's leader went. */
import { int32, nullableString, string } from '../field-types.ts';

export const leader = { leaderId: int32, leaderEpoch: int32 };

export const nodeEndpoint = { nodeId: int32, host: string, port: int32, rack: nullableString };
