import { defineExercise, packagedFile, python, typescript } from 'kafka-grader';
import { insistedBy } from '../orders/checks/insisting.ts';
import { orderIdsIn } from '../orders/checks/orders.ts';
import { producing } from '../orders/scenarios/producing.ts';
import { checks } from './checks/index.ts';
import { hints } from './hints.ts';
import { rubric } from './rubric.ts';
import { again } from './scenarios/again.ts';

/** Sending messages: keys, partitions, order and acknowledgements. */
export default defineExercise({
  id: 'kafka-producers',
  submission: {
    programs: ['producer'],
    texts: [],
    languages: [
      typescript({ packages: ['kafkajs', '@platformatic/kafka'] }),
      python({
        requirements: packagedFile('graders/orders/python-requirements.txt'),
        modules: ['kafka', 'confluent_kafka'],
      }),
    ],
  },
  variablesOf: ({ brokers, topic }) => ({ KAFKA_BROKERS: brokers, KAFKA_TOPIC: topic }),
  insistedBy,
  recordIdsIn: orderIdsIn,
  scenarios: [producing, again],
  checks,
  rubric,
  hints,
});
