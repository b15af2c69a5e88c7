import { metadata } from '../protocol/apis/metadata.ts';
import { type Interpreter, interpreter } from './interpreter.ts';
import type { Witness } from './witness.ts';

/** In answers before version 10, and for topics that don't exist. */
const noTopicId = '0'.repeat(32);

/** Which topics the process asks for; the answers tell the names of topic ids. */
export function metadataInterpreter(witness: Witness): Interpreter {
  const said = new Set<string>();

  return interpreter(metadata, (request, { apiVersion, clientId }) => {
    const asksForAll = request.topics === null || (apiVersion === 0 && request.topics.length === 0);
    const topics = asksForAll
      ? null
      : (request.topics ?? []).flatMap(({ name, topicId }) => name ?? witness.topics.nameOf(topicId ?? '') ?? []);
    const list = JSON.stringify(topics);
    if (!said.has(list)) witness.say({ type: 'metadata-asked', clientId, topics });
    said.add(list);

    return (response) => {
      for (const { name, topicId } of response.topics) {
        if (name !== null && topicId !== null && topicId !== noTopicId) witness.topics.learn(topicId, name);
      }
    };
  });
}
