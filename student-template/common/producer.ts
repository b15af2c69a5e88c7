// Sends the orders of a file to a topic. README.md says what it has to do.
import { readFile } from 'node:fs/promises';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

// Whoever starts the program says where and what to send; what stands behind ?? counts where nobody does.
const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',');
const topic = process.env.KAFKA_TOPIC ?? 'test_topic';
const file = process.env.ORDERS_FILE ?? 'orders.jsonl';

const kafka = new Kafka({ clientId: 'order-producer', brokers, logLevel: logLevel.WARN });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });

const [firstLine = ''] = (await readFile(file, 'utf8')).split('\n');

await producer.connect();
await producer.send({ topic, messages: [{ value: firstLine }] });
console.log(`Sent one order to ${topic}.`);
await producer.disconnect();

// One order has arrived. What comes next, in this order:
//
// 1. Send all of them, in the order of the file. Some lines of a file may be blank.
// 2. Two orders of one customer may land in two partitions, and then nobody knows which came first. What decides the
//    partition of a message? Give each message what keeps one customer's orders together.
// 3. Start it without Kafka. Whoever started it must be able to tell: it says why on standard error, and its exit code is not 0.
