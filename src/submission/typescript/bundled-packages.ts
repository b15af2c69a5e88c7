import { build } from 'esbuild';
import { bundleSettings } from './esbuild-settings.ts';
import { installedModule } from './installed-packages.ts';

/**
 * Packages that become one file, because loading their many files takes longer than all else at a program's start.
 * Others are imported from where they are installed: not every package can be moved.
 */
const bundledPackages: ReadonlySet<string> = new Set(['kafkajs']);

export function isBundled(specifier: string): boolean {
  return bundledPackages.has(specifier);
}

const made = new Map<string, Promise<Buffer>>();

/** The contents of a bundled package's one file. They are made once in the life of the grader. */
export function bundledPackage(name: string): Promise<Buffer> {
  const contents = made.get(name) ?? makeBundle(name);
  made.set(name, contents);
  return contents;
}

/** What the file is called in the folder of the programs that need it. */
export function bundledName(name: string): string {
  return `${name}.cjs`;
}

async function makeBundle(name: string): Promise<Buffer> {
  const { outputFiles } = await build({
    ...bundleSettings,
    entryPoints: [installedModule(name) ?? name],
    format: 'cjs',
  });
  return Buffer.concat(outputFiles.map(({ contents }) => contents));
}
