import { defineExercise, packagedFile, python, typescript } from 'kafka-grader';
import { insistedBy } from '../orders/checks/insisting.ts';
import { orderIdsIn } from '../orders/checks/orders.ts';
import { producing } from '../orders/scenarios/producing.ts';
import { checks } from './checks/index.ts';
import { hints } from './hints.ts';
import { rubric } from './rubric.ts';
import { badRecords } from './scenarios/bad-records.ts';
import { committed } from './scenarios/committed.ts';
import { crash } from './scenarios/crash.ts';
import { latest } from './scenarios/latest.ts';
import { live } from './scenarios/live.ts';
import { reading } from './scenarios/reading.ts';
import { scaling } from './scenarios/scaling.ts';
import { twoGroups } from './scenarios/two-groups.ts';

/** Reading messages: a consumer group, its partitions and its offsets. */
export default defineExercise({
  id: 'kafka-consumers',
  submission: {
    programs: ['producer', 'consumer'],
    texts: ['answers.yaml'],
    languages: [
      typescript({ packages: ['kafkajs', '@platformatic/kafka'] }),
      python({
        requirements: packagedFile('graders/orders/python-requirements.txt'),
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
  recordIdsIn: orderIdsIn,
  /** The longest first: they are played side by side. */
  scenarios: [scaling, reading, crash, committed, producing, badRecords, latest, live, twoGroups],
  checks,
  rubric,
  hints,
  template: packagedFile('student-template'),
});
