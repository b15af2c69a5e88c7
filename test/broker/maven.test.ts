import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pomFile } from '../../src/broker/kafka-folder.ts';
import { copyJars } from '../../src/broker/maven.ts';
import { kafkaVersion } from '../../src/broker/release.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

test("what Maven can't fetch is said in Maven's words", async () => {
  await using folder = await makeTemporaryFolder();
  const pom = join(folder.path, 'pom.xml');
  await writeFile(pom, (await readFile(pomFile, 'utf8')).replace('kafka_2.13', 'no-such-artifact'));
  await expect(copyJars(pom, join(folder.path, 'libs'), undefined)).rejects.toMatchObject({
    code: 'BROKER_DOWNLOAD',
    message: expect.stringMatching(/^Maven could not fetch Kafka's jars: .*no-such-artifact/),
  });
});

test('the POM pins the version that the grader reports', async () => {
  expect(await readFile(pomFile, 'utf8')).toContain(`<version>${kafkaVersion}</version>`);
});
