import { Kafka } from 'kafkajs';

const { KAFKA_BROKERS = 'localhost:9092', KAFKA_TOPIC = 'test_topic' } = process.env;

const producer = new Kafka({ brokers: KAFKA_BROKERS.split(',') }).producer();
await producer.connect();
await producer.send({ topic: KAFKA_TOPIC, messages: [{ value: 'HELLO' }] });
await producer.disconnect();
