import signal
import sys

from confluent_kafka import Consumer, Producer

role, broker, topic, group = sys.argv[1:5]
connection = {"client.id": "capture", "bootstrap.servers": broker}

if role == "produce":
    producer = Producer(connection)
    for n, partition in enumerate([0, 1, 0, 1]):
        producer.produce(topic, partition=partition, value=f"order {n}".encode())
    producer.flush()
else:
    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    consumer = Consumer({
        **connection, "group.id": group, "auto.offset.reset": "earliest",
        "heartbeat.interval.ms": 500, "auto.commit.interval.ms": 500,
    })
    consumer.subscribe([topic])
    while not stopping:
        consumer.poll(0.5)
    consumer.close()
