// Reads a topic as a member of a consumer group and prints every order. README.md says what it has to do.
import { Kafka, logLevel } from 'kafkajs';

// Whoever starts the program says where and what to read; what stands behind ?? counts where nobody does.
const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',');
const topic = process.env.KAFKA_TOPIC ?? 'test_topic';
const groupId = process.env.KAFKA_GROUP_ID ?? 'my-group';
const reset = process.env.KAFKA_AUTO_OFFSET_RESET ?? 'earliest';

const kafka = new Kafka({ clientId: 'order-consumer', brokers, logLevel: logLevel.WARN });
const consumer = kafka.consumer({ groupId });

await consumer.connect();
console.log(`Connected to ${brokers}. To be read: ${topic}, as ${groupId}, from the ${reset} message on.`);

// A connection is not yet a member of a group. What comes next, in this order:
//
// 1. Subscribe to the topic. In kafkajs auto.offset.reset is called `fromBeginning`: which value does `reset` ask for?
// 2. Run the consumer. What kafkajs hands you for each message holds its value as a Buffer, not yet as text.
//    Print the order that is in it as JSON, on one line.
// 3. Send it a message that is no JSON, and one without a value. Does your consumer still read on?
// 4. Press Ctrl-C. Kafka waits for a member that vanished before it gives its partitions to another; one that says goodbye
//    is not waited for. So say it, on SIGINT as well as on SIGTERM, and end with exit code 0.
