"""Reads a topic as a member of a consumer group and prints every order. The exercise's README.md says what it has to do."""

import os

from kafka import KafkaConsumer

# Whoever starts the program says where and what to read; what stands last counts where nobody does.
BROKERS = os.environ.get("KAFKA_BROKERS", "localhost:9092").split(",")
TOPIC = os.environ.get("KAFKA_TOPIC", "test_topic")
GROUP_ID = os.environ.get("KAFKA_GROUP_ID", "my-group")
AUTO_OFFSET_RESET = os.environ.get("KAFKA_AUTO_OFFSET_RESET", "earliest")

consumer = KafkaConsumer(bootstrap_servers=BROKERS, group_id=GROUP_ID, auto_offset_reset=AUTO_OFFSET_RESET)
print(f"Connected to {','.join(BROKERS)}. To be read: {TOPIC}, as {GROUP_ID}, from the {AUTO_OFFSET_RESET} message on.")

# A connection is not yet a member of a group. What comes next, in this order, and before close():
#
# 1. Subscribe to the topic.
# 2. Read in a loop. What kafka-python hands you for each message holds its value as bytes, not yet as text.
#    Print the order that is in it as JSON, on one line.
# 3. Send it a message that is no JSON, and one without a value. Does your consumer still read on?
# 4. Press Ctrl-C. Kafka waits for a member that vanished before it gives its partitions to another; one that says goodbye
#    is not waited for: close() says it. So come to close() on SIGINT as well as on SIGTERM, and end with exit code 0.

consumer.close()
