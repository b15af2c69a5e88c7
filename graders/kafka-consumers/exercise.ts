import type { Exercise } from '../../src/grading/exercise.ts';
import { packagedFile } from '../../src/packaged-file.ts';
import { python } from '../../src/submission/python/python.ts';
import { typescript } from '../../src/submission/typescript/typescript.ts';
import { checks } from './checks/index.ts';
import { insistedBy } from './checks/insisting.ts';
import { orderIdsIn } from './checks/orders.ts';
import { hints } from './hints.ts';
import { rubric } from './rubric.ts';
import { badRecords } from './scenarios/bad-records.ts';
import { committed } from './scenarios/committed.ts';
import { crash } from './scenarios/crash.ts';
import { latest } from './scenarios/latest.ts';
import { live } from './scenarios/live.ts';
import { producing } from './scenarios/producing.ts';
import { reading } from './scenarios/reading.ts';
import { scaling } from './scenarios/scaling.ts';
import { twoGroups } from './scenarios/two-groups.ts';

/** Reading messages: a consumer group, its partitions and its offsets. */
export const kafkaConsumers: Exercise = {
  id: 'kafka-consumers',
  submission: {
    programs: ['producer', 'consumer'],
    texts: ['answers.yaml'],
    languages: [
      typescript({ packages: ['kafkajs', '@platformatic/kafka'] }),
      python({
        requirements: packagedFile('graders/kafka-consumers/python-requirements.txt'),
        modules: ['kafka', 'confluent_kafka'],
      }),
    ],
  },
  variablesOf: ({ brokers, topic, group, reset }) => ({
    KAFKA_BROKERS: brokers,
    KAFKA_TOPIC: topic,
    ...(group === null ? {} : { KAFKA_GROUP_ID: group }),
    ...(reset === null ? {} : { KAFKA_AUTO_OFFSET_RESET: reset }),
  }),
  insistedBy,
  linesThatMatter: (text) => orderIdsIn(text).length > 0,
  /** The longest first: they are played side by side. */
  scenarios: [scaling, reading, crash, committed, producing, badRecords, latest, live, twoGroups],
  checks,
  rubric,
  hints,
};
