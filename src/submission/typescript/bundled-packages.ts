import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type { Compiler } from './compiler.ts';
import { bundleSettings } from './esbuild-settings.ts';
import { installedModule } from './installed-packages.ts';
import { withoutIdlePolling } from './without-idle-polling.ts';

/**
 * Packages that become one file, because loading their many files takes longer than all else at a program's start.
 * Others are imported from where they are installed: not every package can be moved.
 */
const bundledPackages: ReadonlySet<string> = new Set(['kafkajs']);

export function isBundled(specifier: string): boolean {
  return bundledPackages.has(specifier);
}

/** A file of a bundled package, for the folder of the programs that need it. */
export interface PackageFile {
  readonly name: string;
  readonly contents: Buffer;
}

/** By what compiled them: where that ends, they may never be made. */
const made = new WeakMap<Compiler, Map<string, Promise<readonly PackageFile[]>>>();

/**
 * A bundled package: what programs import (`bundledName`), and beside it its source and what V8 has compiled of that, since
 * compiling it takes a program longer than all of its own. They are made once in the life of a compiler.
 */
export function bundledPackage(name: string, compiler: Compiler): Promise<readonly PackageFile[]> {
  const known = made.get(compiler) ?? new Map<string, Promise<readonly PackageFile[]>>();
  made.set(compiler, known);
  const files = known.get(name) ?? makeBundle(name, compiler);
  known.set(name, files);
  return files;
}

/** What programs import in the place of the package. */
export function bundledName(name: string): string {
  return `${name}.cjs`;
}

async function makeBundle(name: string, compiler: Compiler): Promise<readonly PackageFile[]> {
  const { outputFiles } = await compiler.build({
    ...bundleSettings,
    entryPoints: [installedModule(name) ?? name],
    format: 'cjs',
    plugins: [withoutIdlePolling],
  });
  const source = asFunction(Buffer.concat(outputFiles.map(({ contents }) => contents)).toString());
  return [
    { name: bundledName(name), contents: Buffer.from(loader(name)) },
    { name: sourceName(name), contents: Buffer.from(source) },
    { name: codeName(name), contents: compiled(source) },
  ];
}

/** As Node makes a function of a CommonJS module. */
function asFunction(module: string): string {
  return `(function (exports, require, module, __filename, __dirname) { ${module}\n})`;
}

/** The code of all functions: most of them run once in a program, and compiling them when they are called would take longer. */
function compiled(source: string): Buffer {
  setFlagsFromString('--no-lazy');
  const script = new Script(source);
  setFlagsFromString('--lazy');
  return script.createCachedData();
}

/** Node itself takes no compiled code. V8 compiles the source where it was another V8 that made the code. */
function loader(name: string): string {
  return `'use strict';
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const filename = __dirname + '/${sourceName(name)}';
const cachedData = readFileSync(__dirname + '/${codeName(name)}');
const script = new Script(readFileSync(filename, 'utf8'), { filename, cachedData });
script.runInThisContext().call(exports, exports, require, module, filename, __dirname);
`;
}

function sourceName(name: string): string {
  return `${name}.source.cjs`;
}

function codeName(name: string): string {
  return `${name}.code`;
}
