/** How long a scenario waits before it gives up, in fair milliseconds: generous, since only what is broken ever waits so long. */
export const patience = {
  /** From the start of a consumer to its first Fetch of every partition. */
  positionMs: 30_000,
  /** For prints, beside the time that 10 messages a second take. */
  printMs: 15_000,
  printPerRecordMs: 100,
  /** For a commit by the clock: every 5 s, where a client's default is in force. */
  commitMs: 8_000,
  /** For a commit that follows its print, from the last sign of the process. */
  promptCommitMs: 500,
  /** For a change of members to end in a complete assignment. */
  rebalanceMs: 45_000,
  /** From SIGTERM to SIGKILL: the contract's 15 s, and a margin for the measuring. */
  stopMs: 16_000,
  /** For a producer to get its first acknowledgement, and from then on. */
  firstAcknowledgementMs: 60_000,
  /** Without anything from the process or its wire, after which what is overdue will not come. */
  quietMs: 4_000,
  /** Without any change among the members, all of them assigned: longer than the two phases of a cooperative rebalance lie apart. */
  restMs: 12_000,
};
