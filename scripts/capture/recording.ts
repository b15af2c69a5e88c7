/** The frames of one process, chosen and written down. */
import type { WireEvent } from '../../src/evidence/observation.ts';
import { type Conversation, listener } from '../../src/wiretap/conversation.ts';
import { splitFrames } from '../../src/wiretap/frames.ts';
import type { TopicNames } from '../../src/wiretap/interpret/topic-names.ts';
import { fetch } from '../../src/wiretap/protocol/apis/fetch.ts';
import {
  readCorrelationId,
  readRequest,
  readRequestPreamble,
  requestPreambleBytes,
  responsePreambleBytes,
} from '../../src/wiretap/protocol/message.ts';
import type { RecordedFrame } from './story.ts';

/** Hears a process's connections, and notes their frames. */
export interface Recording {
  hear(): Conversation;
  /** The frames that matter, a JSON object a line. */
  telling(): string;
}

interface Exchange {
  readonly key: string;
  /** Something was told by it, or its being left out would change what is told later. */
  matters: boolean;
}

export function recordProcess(names: TopicNames, observe: (event: WireEvent) => void): Recording {
  let told = 0;
  const heard = listener(names, (event) => {
    told += 1;
    observe(event);
  });
  const frames: { line: RecordedFrame; exchange: Exchange }[] = [];
  let connections = 0;

  return {
    hear() {
      const connection = ++connections;
      const conversation = heard.hear();
      const open = new Map<number, { exchange: Exchange; apiKey: number; apiVersion: number }>();

      function note(from: RecordedFrame['from'], bytes: Buffer, correlationId: number): void {
        const about = open.get(correlationId);
        if (!about) return;
        const { exchange, apiKey, apiVersion } = about;
        const frame = withLength(bytes);
        const before = told;
        if (from === 'client') conversation.requests(frame);
        else conversation.responses(frame);
        exchange.matters ||= told > before;
        frames.push({ exchange, line: { connection, from, apiKey, apiVersion, hex: frame.toString('hex') } });
      }

      return {
        requests: splitFrames(requestPreambleBytes, ({ bytes }) => {
          const { apiKey, apiVersion, correlationId } = readRequestPreamble(bytes);
          const exchange = { key: `${apiKey} ${apiVersion}`, matters: changesSession(apiKey, bytes) };
          open.set(correlationId, { exchange, apiKey, apiVersion });
          note('client', bytes, correlationId);
        }),
        responses: splitFrames(responsePreambleBytes, ({ bytes }) => note('broker', bytes, readCorrelationId(bytes))),
      };
    },

    telling() {
      const examples = new Map<string, Exchange>();
      for (const { exchange } of frames) {
        if (!exchange.matters && !examples.has(exchange.key)) examples.set(exchange.key, exchange);
      }
      return frames
        .filter(({ exchange }) => exchange.matters || examples.get(exchange.key) === exchange)
        .map(({ line }) => `${JSON.stringify(line)}\n`)
        .join('');
    },
  };
}

/** An incremental fetch that names or forgets partitions. */
function changesSession(apiKey: number, requestFrame: Buffer): boolean {
  if (apiKey !== fetch.key) return false;
  const { body } = readRequest(fetch, requestFrame);
  return (body.sessionEpoch ?? -1) > 0 && body.topics.length + (body.forgottenTopics?.length ?? 0) > 0;
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
