import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache/cache-folder.ts';
import { packagedFile } from '../packaged-file.ts';
import { kafkaVersion } from './release.ts';

/** Names the jars that make a Kafka server. */
export const pomFile = packagedFile('kafka/pom.xml');

/** The folder in the cache of exactly the Kafka that this POM describes. */
export async function kafkaFolder(): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(pomFile))
    .digest('hex');
  return join(cacheFolder(), `kafka-${kafkaVersion}-${digest.slice(0, 12)}`);
}
