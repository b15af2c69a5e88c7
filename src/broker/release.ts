/** The one Kafka that grades; `kafka/pom.xml` pins the same. */
export const kafkaVersion = '4.1.1';

/** The image of the container broker; KAFKA_GRADER_IMAGE names another with the interface of `apache/kafka`. */
export function kafkaImage(): string {
  return process.env['KAFKA_GRADER_IMAGE'] ?? `apache/kafka:${kafkaVersion}`;
}
