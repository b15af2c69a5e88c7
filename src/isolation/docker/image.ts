/** What containers of programs are made of: nothing but the way to what is shown to them of the machine. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { hasImage } from '../../docker/find-docker.ts';
import { containersView } from './container.ts';

const folders = ['dev', 'etc', 'proc', 'run', 'sbin', 'sys', 'tmp', 'usr'];

/** The image's name; it is made here where it is missing, which takes as long as any other request. */
export async function programsImage(daemon: Docker): Promise<string> {
  const links = containersView().flatMap((shown) => (shown.kind === 'link' ? [shown] : []));
  const contents = JSON.stringify({ folders, links });
  const digest = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const name = { repo: 'kafka-grader/programs', tag: digest };
  const image = `${name.repo}:${name.tag}`;
  if (await hasImage(daemon, image)) return image;
  const archive = pack();
  for (const folder of folders) archive.entry({ name: folder, type: 'directory', mode: 0o755 });
  for (const { path, target } of links) archive.entry({ name: path.slice(1), type: 'symlink', linkname: target });
  archive.finalize();
  const progress = await daemon.importImage(Readable.from(archive), name);
  await new Promise<void>((resolve, reject) => {
    daemon.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
  });
  return image;
}
