import type { Api } from '../../src/wiretap/protocol/api.ts';
import { consumerGroupHeartbeat } from '../../src/wiretap/protocol/apis/consumer-group-heartbeat.ts';
import { fetch } from '../../src/wiretap/protocol/apis/fetch.ts';
import { heartbeat } from '../../src/wiretap/protocol/apis/heartbeat.ts';
import { joinGroup } from '../../src/wiretap/protocol/apis/join-group.ts';
import { leaveGroup } from '../../src/wiretap/protocol/apis/leave-group.ts';
import { listOffsets } from '../../src/wiretap/protocol/apis/list-offsets.ts';
import { metadata } from '../../src/wiretap/protocol/apis/metadata.ts';
import { offsetCommit } from '../../src/wiretap/protocol/apis/offset-commit.ts';
import { offsetFetch } from '../../src/wiretap/protocol/apis/offset-fetch.ts';
import { produce } from '../../src/wiretap/protocol/apis/produce.ts';
import { syncGroup } from '../../src/wiretap/protocol/apis/sync-group.ts';

const apis: readonly Api[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  joinGroup,
  heartbeat,
  leaveGroup,
  syncGroup,
  consumerGroupHeartbeat,
];

/** Every API in every version that its tables describe. */
export const describedVersions: readonly { api: Api; name: string; version: number }[] = apis.flatMap((api) =>
  Array.from({ length: api.versions.to - api.versions.from + 1 }, (_, index) => ({
    api,
    name: api.name,
    version: api.versions.from + index,
  })),
);
