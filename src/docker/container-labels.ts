import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import { isDead, ownerOfTag, ownerTag, thisOwner } from '../leftovers/owner.ts';
import { statusOf } from './find-docker.ts';

const labelName = 'kafka-grader.owner';

/** Says which grader a container belongs to, and which of its containers it is. */
export type OwnerLabel = Readonly<Record<typeof labelName, string>>;

/** A label that no other container has. */
export async function labelContainer(): Promise<OwnerLabel> {
  return { [labelName]: `${ownerTag(await thisOwner())}-${randomUUID()}` };
}

/** Removes the label's containers by force, running or not; none is fine. */
export async function removeContainers(daemon: Docker, label: OwnerLabel): Promise<void> {
  await removeWhere(daemon, `${labelName}=${label[labelName]}`, async () => true);
}

/** Removes the containers of graders that no longer live. */
export async function sweepContainers(daemon: Docker): Promise<void> {
  await removeWhere(daemon, labelName, async (label) => {
    const owner = ownerOfTag(label);
    return owner !== undefined && (await isDead(owner));
  });
}

async function removeWhere(daemon: Docker, label: string, isWanted: (label: string) => Promise<boolean>) {
  for (const { Id, Labels } of await daemon.listContainers({ all: true, filters: { label: [label] } })) {
    if (!(await isWanted(Labels[labelName] ?? ''))) continue;
    await removeFully(daemon.getContainer(Id));
  }
}

/** Resolves when the container is gone, also where somebody else removes it. */
export async function removeFully(container: Docker.Container): Promise<void> {
  try {
    await container.remove({ force: true, v: true });
  } catch (error) {
    if (statusOf(error) === 409) await container.wait({ condition: 'removed' }).catch(rethrowUnlessGone);
    else rethrowUnlessGone(error);
  }
}

function rethrowUnlessGone(error: unknown): void {
  if (statusOf(error) !== 404) throw error;
}
