import signal
import sys

from kafka import KafkaConsumer, KafkaProducer

role, broker, topic, group = sys.argv[1:5]

if role == "produce":
    producer = KafkaProducer(client_id="capture", bootstrap_servers=broker)
    for n, partition in enumerate([0, 1, 0, 1]):
        producer.send(topic, partition=partition, value=f"order {n}".encode()).get()
    producer.close()
else:
    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    consumer = KafkaConsumer(
        topic, client_id="capture", bootstrap_servers=broker, group_id=group, auto_offset_reset="earliest",
        heartbeat_interval_ms=500, auto_commit_interval_ms=500,
    )
    while not stopping:
        consumer.poll(timeout_ms=500)
    consumer.close()
