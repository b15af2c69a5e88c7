"""Sends the orders of a file to a topic. The exercise's README.md says what it has to do."""

import os

from kafka import KafkaProducer

# Whoever starts the program says where and what to send; what stands last counts where nobody does.
BROKERS = os.environ.get("KAFKA_BROKERS", "localhost:9092").split(",")
TOPIC = os.environ.get("KAFKA_TOPIC", "test_topic")
ORDERS_FILE = os.environ.get("ORDERS_FILE", "orders.jsonl")

with open(ORDERS_FILE, encoding="utf-8") as file:
    first_line = file.readline().strip()

producer = KafkaProducer(bootstrap_servers=BROKERS)
producer.send(TOPIC, value=first_line.encode("utf-8")).get(timeout=30)
print(f"Sent one order to {TOPIC}.")
producer.close()

# One order has arrived. What comes next, in this order:
#
# 1. Send all of them, in the order of the file. Some lines of a file may be blank.
#    send() returns before anything is sent: what does get() wait for, and what would flush() wait for?
# 2. Two orders of one customer may land in two partitions, and then nobody knows which came first. What decides the
#    partition of a message? Give each message what keeps one customer's orders together.
# 3. Start it without Kafka. Whoever started it must be able to tell: it says why on standard error, and its exit code is not 0.
