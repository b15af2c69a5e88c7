/** The bill of materials that a release has beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { repository } from '../cli/run-grader.ts';

const materials = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ name: z.string(), version: z.string() }) }),
  components: z.array(
    z.object({ purl: z.string(), hashes: z.tuple([z.object({ alg: z.string(), content: z.string() })]) }),
  ),
});
const lock = z.object({
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

test('names every package that is needed to run, by its digest, and no other', async () => {
  const { stdout } = await execa(join(repository, 'scripts', 'write-sbom.sh'));
  const { metadata, components } = materials.parse(JSON.parse(stdout));
  const { version, packages } = lock.parse(JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')));
  expect(metadata.component).toMatchObject({ name: 'kafka-grader', version });

  const needed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  const digests = needed.map(([path, entry]) => {
    const name = entry.name ?? path.replace(/^.*node_modules\//, '');
    const digest = Buffer.from(entry.integrity?.replace('sha512-', '') ?? '', 'base64').toString('hex');
    return [`pkg:npm/${name}@${entry.version}`, digest] as const;
  });
  expect(digests.length).toBeGreaterThan(100);
  const named = components.map(({ purl, hashes: [{ content }] }) => [decodeURIComponent(purl), content]);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(digests));
});
