/** esbuild, in a process that is confined as the grader's tools are: its parser reads what strangers wrote. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfineTool } from '../language.ts';
import { packagesFolder } from './installed-packages.ts';

/** With `stop` it ends, and tells nobody who waits for it. */
export type Compiler = Pick<typeof import('esbuild'), 'build' | 'transform' | 'stop'>;

const compilers = new WeakMap<ConfineTool, Promise<Compiler>>();

/** One for each way to confine tools, until it is given up; it ends with the grader. */
export function compilerIn(confineTool: ConfineTool): Promise<Compiler> {
  const compiler = compilers.get(confineTool) ?? startCompiler(confineTool);
  compilers.set(confineTool, compiler);
  return compiler;
}

/** Ends the compiler; whoever asks next gets a new one. */
export async function giveUpCompiler(confineTool: ConfineTool, compiler: Compiler): Promise<void> {
  if ((await compilers.get(confineTool)) === compiler) compilers.delete(confineTool);
  await compiler.stop();
}

const require = createRequire(import.meta.url);

async function startCompiler(confineTool: ConfineTool): Promise<Compiler> {
  const entry = require.resolve('esbuild');
  const binary = createRequire(entry).resolve(`@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  const { command, args } = confineTool({ command: binary, args: [], reads: [binary, packagesFolder()] });
  const folder = await mkdtemp(join(tmpdir(), 'kafka-grader-compiler-'));
  const script = join(folder, 'esbuild');
  try {
    await writeFile(script, `#!/bin/sh\nexec ${[command, ...args].map(quoted).join(' ')} "$@"\n`);
    await chmod(script, 0o700);
    const esbuild = loadedAnew(entry, script);
    // With this its process has started, and needs the script no more.
    await esbuild.transform('');
    return esbuild;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** esbuild takes the program that it starts from the environment, when it is loaded. */
function loadedAnew(entry: string, binary: string): typeof import('esbuild') {
  const before = process.env['ESBUILD_BINARY_PATH'];
  process.env['ESBUILD_BINARY_PATH'] = binary;
  delete require.cache[entry];
  try {
    return require(entry);
  } finally {
    if (before === undefined) delete process.env['ESBUILD_BINARY_PATH'];
    else process.env['ESBUILD_BINARY_PATH'] = before;
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
