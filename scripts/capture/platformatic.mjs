import { Consumer, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka';

const [role, broker, topic, groupId, groupProtocol] = process.argv.slice(2);
const connection = { clientId: 'capture', bootstrapBrokers: [broker] };

if (role === 'produce') {
  const producer = new Producer({ ...connection, serializers: stringSerializers });
  await producer.send({ messages: [0, 1, 0, 1].map((partition, n) => ({ topic, partition, value: `order ${n}` })) });
  await producer.close();
} else {
  const membership = groupProtocol === 'consumer' ? { groupProtocol } : { heartbeatInterval: 500 };
  const consumer = new Consumer({ ...connection, groupId, ...membership, deserializers: stringDeserializers });
  const messages = await consumer.consume({
    topics: [topic],
    mode: 'committed',
    fallbackMode: 'earliest',
    maxWaitTime: 500,
    autocommit: false,
  });
  process.once('SIGTERM', async () => {
    await messages.close();
    await consumer.close();
  });
  for await (const message of messages) await message.commit();
}
