import type { Check } from 'kafka-grader/check';
import { sendsEveryOrder } from '../../orders/checks/sends-every-order.ts';
import { autoOffsetReset, consumerGroups } from './answers/predictions.ts';
import { decodesJson } from './consume/decodes-json.ts';
import { keepsPartitionOrder } from './consume/keeps-partition-order.ts';
import { printsEveryValue } from './consume/prints-every-value.ts';
import { survivesBadRecords } from './consume/survives-bad-records.ts';
import { usesSettings } from './consume/uses-settings.ts';
import { fifthMemberIdles } from './group/fifth-member-idles.ts';
import { groupsAreIndependent } from './group/groups-are-independent.ts';
import { idleMemberTakesOver } from './group/idle-member-takes-over.ts';
import { noDoubleProcessing } from './group/no-double-processing.ts';
import { noLossWhileRebalancing } from './group/no-loss-while-rebalancing.ts';
import { fourMembersOneEach, oneMemberReadsAll, twoMembersShare } from './group/sharing.ts';
import { commitBeatsReset } from './offsets/commit-beats-reset.ts';
import { commitsProgress } from './offsets/commits-progress.ts';
import { earliestReadsHistory } from './offsets/earliest-reads-history.ts';
import { latestSkipsHistory } from './offsets/latest-skips-history.ts';
import { nothingLostAfterCrash } from './offsets/nothing-lost-after-crash.ts';
import { resumesAfterStop } from './offsets/resumes-after-stop.ts';
import { exitsCleanly } from './produce/exits-cleanly.ts';
import { keepsCustomerOrder } from './produce/keeps-customer-order.ts';
import { leavesGroup } from './shutdown/leaves-group.ts';
import { deliversLive } from './together/delivers-live.ts';

/** In the order of the contract. */
export const checks: readonly Check[] = [
  printsEveryValue,
  decodesJson,
  keepsPartitionOrder,
  survivesBadRecords,
  usesSettings,
  sendsEveryOrder,
  keepsCustomerOrder,
  exitsCleanly,
  deliversLive,
  oneMemberReadsAll,
  twoMembersShare,
  fourMembersOneEach,
  fifthMemberIdles,
  idleMemberTakesOver,
  noDoubleProcessing,
  noLossWhileRebalancing,
  groupsAreIndependent,
  earliestReadsHistory,
  latestSkipsHistory,
  commitBeatsReset,
  commitsProgress,
  resumesAfterStop,
  nothingLostAfterCrash,
  leavesGroup,
  consumerGroups,
  autoOffsetReset,
];
