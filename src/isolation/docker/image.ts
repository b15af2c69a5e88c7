/** What containers of programs are made of: nothing but the way to what is shown to them of the machine. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { hasImage } from '../../docker/find-docker.ts';
import { containersView } from './container.ts';

/** A folder in memory has the mode of the folder that it covers. */
const folders = [
  ...['dev', 'etc', 'proc', 'run', 'sbin', 'sys', 'usr'].map((name) => ({ name, mode: 0o755 })),
  { name: 'tmp', mode: 0o1777 },
];

/** The image's name; it is made here where it is missing, which takes as long as any other request. */
export async function programsImage(daemon: Docker): Promise<string> {
  const links = containersView().flatMap((shown) => (shown.kind === 'link' ? [shown] : []));
  const contents = JSON.stringify({ folders, links });
  const digest = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const tag = { repo: 'kafka-grader/programs', tag: digest };
  const image = `${tag.repo}:${tag.tag}`;
  if (await hasImage(daemon, image)) return image;
  const archive = pack();
  for (const { name, mode } of folders) archive.entry({ name, type: 'directory', mode });
  for (const { path, target } of links) archive.entry({ name: path.slice(1), type: 'symlink', linkname: target });
  archive.finalize();
  const progress = await daemon.importImage(Readable.from(archive), tag);
  await new Promise<void>((resolve, reject) => {
    daemon.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
  });
  return image;
}
