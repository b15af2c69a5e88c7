/**
 * Resolves when the broker at `host:port` answers, and both its coordinators have their topics: the first group or
 * transaction would otherwise wait for them.
 */
export async function warmUp(adminAddress: string): Promise<void> {
  const { openLink } = await import('../client/link.ts');
  const { findCoordinatorV6, metadataV12, offsetFetchV9 } = await import('@platformatic/kafka');
  await using link = openLink(adminAddress);
  await link.ask('list its topics', metadataV12.api, []);
  await Promise.all([
    link.ask('find the group coordinator', findCoordinatorV6.api, 0, [name]),
    link.ask('find the transaction coordinator', findCoordinatorV6.api, 1, [name]),
  ]);
  const group = { groupId: name, memberEpoch: -1, topics: [] };
  await link.ask('read offsets', offsetFetchV9.api, [group], false);
}

const name = 'kafka-grader-warm-up';
