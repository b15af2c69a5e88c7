/** Golden frames told as text: what the wiretap makes of them, an event a line. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { WireEvent } from '../../src/evidence/observation.ts';
import { listener } from '../../src/wiretap/conversation.ts';
import { type TopicNames, topicNames } from '../../src/wiretap/interpret/topic-names.ts';

/** The processes of each capture, in the order in which they began. */
export const captured = ['producer', 'member-1', 'member-2'] as const;

/** A line of a golden file. */
const recordedFrame = z.strictObject({
  connection: z.int(),
  from: z.enum(['client', 'broker']),
  apiKey: z.int(),
  apiVersion: z.int(),
  hex: z.string(),
});
export type RecordedFrame = z.infer<typeof recordedFrame>;

/** The frames of one process, in the order in which they passed. */
export async function readFrames(file: string): Promise<RecordedFrame[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => recordedFrame.parse(JSON.parse(line)));
}

/** What a process's frames tell. */
export function replay(frames: readonly RecordedFrame[], topics: TopicNames = topicNames()): WireEvent[] {
  const events: WireEvent[] = [];
  const heard = listener(topics, (event) => events.push(event));
  const conversations = new Map<number, ReturnType<typeof heard.hear>>();
  for (const { connection, from, hex } of frames) {
    const conversation = conversations.get(connection) ?? heard.hear();
    conversations.set(connection, conversation);
    if (from === 'client') conversation.requests(Buffer.from(hex, 'hex'));
    else conversation.responses(Buffer.from(hex, 'hex'));
  }
  heard.settle();
  return events;
}

/** The story of a client's three processes; member ids, which change with each capture, are numbered. */
export async function tellStory(folder: string): Promise<string> {
  const memberIds = new Map<string, string>([['', '']]);
  let story = '';
  for (const process of captured) {
    story += `${process}\n`;
    for (const event of replay(await readFrames(`${folder}/${process}.jsonl`))) {
      story += `  ${tell(event, memberIds)}\n`;
    }
  }
  return story;
}

function tell(event: WireEvent, memberIds: Map<string, string>): string {
  const { source: _, type, ...rest } = event;
  const details = JSON.stringify(rest, (key, value: unknown) => {
    if (key !== 'memberId' || typeof value !== 'string') return value;
    if (!memberIds.has(value)) memberIds.set(value, `member ${memberIds.size}`);
    return memberIds.get(value);
  });
  return `${type} ${details}`;
}
