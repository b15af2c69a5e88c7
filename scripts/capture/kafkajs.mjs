import { Kafka, logLevel } from 'kafkajs';

const [role, broker, topic, groupId] = process.argv.slice(2);
const kafka = new Kafka({ clientId: 'capture', brokers: [broker], logLevel: logLevel.NOTHING });

if (role === 'produce') {
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages: [0, 1, 0, 1].map((partition, n) => ({ partition, value: `order ${n}` })) });
  await producer.disconnect();
} else {
  const consumer = kafka.consumer({ groupId, heartbeatInterval: 500, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  process.once('SIGTERM', () => consumer.disconnect());
  await consumer.run({ eachMessage: async () => {} });
}
