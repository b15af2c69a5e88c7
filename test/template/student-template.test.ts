/** What the files of the template say is what the exercise, the grader and Kafka know. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { kafkaVersion } from '../../src/broker/release.ts';
import { asEnvironment, brokerSettings } from '../../src/broker/settings.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import type { templateKinds } from '../../src/template/template-kind.ts';
import { complaintsAbout } from '../support/actionlint.ts';

const filesOf = async (kind: (typeof templateKinds)[number]) =>
  new Map((await readTemplate(kafkaConsumers.template ?? '', kind)).map(({ path, text }) => [path, text]));
const files = await filesOf('actions');
const text = (path: string) => files.get(path) ?? '';

test('the predictions are blank, each in its place with its choices', () => {
  expect(text('answers.yaml')).toContain(
    '  fifth_consumer_gets_a_partition_when:   # another-leaves | more-messages-arrive | never\n',
  );
  expect(parse(text('answers.yaml'))).toEqual({
    consumer_groups: {
      partitions_per_consumer: {
        with_1_consumer: [],
        with_2_consumers: [],
        with_4_consumers: [],
        with_5_consumers: [],
      },
      fifth_consumer_gets_a_partition_when: null,
      two_groups_on_one_topic: null,
    },
    auto_offset_reset: { applies_when: null, earliest_starts_at: null, latest_starts_at: null, none_starts_at: null },
  });
});

test('the orders are orders, several of each customer', () => {
  const lines = text('orders.jsonl').trimEnd().split('\n');
  const orders: { orderId: string; customerId: string }[] = lines.map((line) => JSON.parse(line));
  const customers = new Set(orders.map(({ customerId }) => customerId));
  expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(20);
  for (const customer of customers) {
    expect(orders.filter(({ customerId }) => customerId === customer).length).toBeGreaterThan(1);
  }
});

test('the text of the exercise has every setting with its default, and both programs in both languages use them', () => {
  const defaults = { brokers: 'localhost:9092', topic: 'test_topic', group: 'my-group', reset: 'earliest' } as const;
  const variables = { ...kafkaConsumers.variablesOf(defaults), ORDERS_FILE: 'orders.jsonl' };
  for (const [name, value] of Object.entries(variables)) {
    expect(text('README.md')).toMatch(new RegExp(`^\\| \`${name}\` .*\\| \`${value}\` +\\|$`, 'm'));
  }
  const settingsIn = (file: string) => [
    ...new Set(text(file).match(/\b(KAFKA_[A-Z_]+|ORDERS_FILE)(?=\s\?\?|", )/g) ?? []),
  ];
  for (const extension of ['ts', 'py']) {
    const folder = extension === 'py' ? 'docs/python/' : '';
    expect(settingsIn(`${folder}producer.${extension}`)).toEqual(['KAFKA_BROKERS', 'KAFKA_TOPIC', 'ORDERS_FILE']);
    expect(settingsIn(`${folder}consumer.${extension}`)).toEqual(Object.keys(variables).slice(0, 4));
  }
});

test('the text of the exercise names each file that is handed in, and each script', () => {
  const { scripts } = JSON.parse(text('package.json'));
  for (const script of Object.keys(scripts)) expect(text('README.md')).toContain(`npm run ${script}`);
  for (const file of ['producer.ts', 'consumer.ts', 'answers.yaml']) expect(text('README.md')).toContain(`\`${file}\``);
});

describe('compose.yaml', () => {
  const { kafka, topic } = parse(text('compose.yaml')).services;

  test('starts the Kafka that grades, where programs look for it by default', () => {
    expect(kafka.image).toBe(`apache/kafka:${kafkaVersion}`);
    expect(topic.image).toBe(kafka.image);
    expect(kafka.ports).toEqual(['127.0.0.1:9092:9092']);
    expect(kafka.environment.KAFKA_ADVERTISED_LISTENERS).toContain('HOST://localhost:9092');
  });

  test('sets nothing that the grader’s own broker does not, and the same where a program could tell', () => {
    const listeners = [{ name: 'ADMIN', bind: '0.0.0.0:9092', advertise: 'localhost:9092' }];
    const own = asEnvironment(brokerSettings(listeners, 'kafka:9093', '/tmp/kafka-logs'));
    const { CLUSTER_ID: _, ...settings } = kafka.environment;
    expect(Object.keys(settings).filter((name) => !(name in own))).toEqual([]);
    const byPlace = ['LISTENER', 'LISTENERS', 'LISTENER_NAME', 'PROTOCOL_MAP'];
    const shared = Object.entries(settings).filter(([name]) => !byPlace.some((end) => name.endsWith(end)));
    for (const [name, value] of shared) expect([name, value]).toEqual([name, own[name]]);
  });

  test('makes the topic once Kafka is there', () => {
    expect(topic.depends_on).toEqual({ kafka: { condition: 'service_healthy' } });
    expect(topic.restart).toBe('no');
    expect(topic.command).toContain('--create --if-not-exists --topic test_topic --partitions 4 ');
  });
});

describe('the workflows', () => {
  const callers = [
    ['actions', '.github/workflows/grade.yml', 'grade'],
    ['classroom', '.github/workflows/classroom.yml', 'run-autograding-tests'],
  ] as const;

  test.each(callers)('for %s: one job that calls the grader’s, and may read and no more', async (kind, path, job) => {
    const workflow = parse((await filesOf(kind)).get(path) ?? '');
    expect(Object.keys(workflow.jobs)).toEqual([job]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.concurrency['cancel-in-progress']).toBe(true);
    expect(workflow.on).toHaveProperty('push', null);
    expect(workflow.jobs[job].uses).toMatch(/^[\w-]+\/[\w-]+\/\.github\/workflows\/grade-submission\.yml@v\d/);
  });

  test.each(callers)('actionlint has nothing against the one for %s', async (kind, path) => {
    const file = new URL(`../../student-template/${kind}/${path.replace('.github', 'dot-github')}`, import.meta.url);
    expect(await complaintsAbout(file, path)).toEqual([]);
  });

  test('GitHub Classroom finds its names, and its own commits are not graded', async () => {
    const workflow = parse((await filesOf('classroom')).get('.github/workflows/classroom.yml') ?? '');
    expect(workflow.name).toBe('Autograding Tests');
    expect(Object.keys(workflow.on)).toEqual(['push', 'workflow_dispatch', 'repository_dispatch']);
    expect(workflow.jobs['run-autograding-tests'].if).toBe("github.actor != 'github-classroom[bot]'");
  });

  test('Classroom 50 writes its own', async () => {
    const paths = [...(await filesOf('classroom50')).keys()];
    expect(paths.filter((path) => path.startsWith('.github/'))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['classroom50/README.md', 'classroom50/autograder.py']));
  });
});
