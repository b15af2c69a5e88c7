import { fromBundles } from './bundle-layout.ts';
import type { ModuleKind } from './survey.ts';

/**
 * A bundle is one file, but each module in it must go on believing that it is the file the student wrote: what asks
 * "am I the main program?" is answered yes in the entry and no elsewhere, and what looks for a file beside itself
 * finds it. So every expression that tells a module who it is is replaced by one that asks the bundle's registry.
 */
export function identityOf(path: string, kind: ModuleKind): { banner: string; define: Record<string, string> } {
  const file = JSON.stringify(path);
  const everywhere = {
    'import.meta': `${here}.meta`,
    __filename: `${here}.filename`,
    __dirname: `${here}.dirname`,
    'require.main': `${here}.main`,
    'process.mainModule': `${here}.main`,
  };
  switch (kind) {
    case 'commonjs':
      return { banner: `const ${here} = ${registry}.commonJs(${file}, module);`, define: everywhere };
    case 'esm':
      return {
        banner: `const ${here} = ${registry}.esm(${file});`,
        define: { ...everywhere, module: `${here}.module`, exports: `${here}.module.exports` },
      };
  }
}

const here = '__graderModule';
const registry = '__graderModules';

/** An expression for a module that is loaded by its absolute path, or from beside the bundle with `./`. */
export function loadedModule(file: string): string {
  return `${registry}.load(${JSON.stringify(file)})`;
}

/**
 * What stands at the top of a bundle. Every module, also an ES module, gets a `require` there that looks for files
 * beside the program's source.
 */
export function registryBanner(entry: string, format: 'esm' | 'cjs'): string {
  const registryFrom = (bundle: string): string =>
    `const ${registry} = (${registrySource})(__graderRequire, ${bundle}, '${fromBundles('')}', ${JSON.stringify(entry)});`;
  switch (format) {
    case 'cjs':
      return [
        `const { createRequire: __graderRequire } = require('node:module');`,
        registryFrom('__filename'),
        `require = ${registry}.require;`,
      ].join(' ');
    case 'esm':
      return [
        `import { createRequire as __graderRequire } from 'node:module';`,
        registryFrom('import.meta.filename'),
        `const require = ${registry}.require;`,
      ].join(' ');
  }
}

/** Runs in the student's process: it is text, so that no compiler or coverage tool of the grader's changes it. */
const registrySource = `(createRequire, bundle, root, entry) => {
  const load = createRequire(bundle);
  const { dirname, resolve } = load('node:path');
  const { pathToFileURL } = load('node:url');
  const identify = (path) => {
    const filename = resolve(dirname(bundle), root, path);
    const url = pathToFileURL(filename).href;
    const meta = {
      dirname: dirname(filename), filename, url, main: path === entry,
      resolve: (specifier) => {
        if (/^(?:\\.{0,2}\\/|[a-z]+:)/.test(specifier)) return new URL(specifier, url).href;
        const found = createRequire(filename).resolve(specifier);
        return found === specifier ? 'node:' + specifier : pathToFileURL(found).href;
      },
    };
    return { filename, dirname: meta.dirname, meta };
  };
  const entryIdentity = identify(entry);
  const require = createRequire(entryIdentity.filename);
  const moduleAt = ({ filename, dirname }, parent) =>
    ({ id: parent ? filename : '.', path: dirname, filename, parent, loaded: false, children: [], paths: [], require });
  const main = { exports: {}, ...moduleAt(entryIdentity, null) };
  process.argv[1] = main.filename;
  return {
    load,
    require,
    esm(path) {
      const identity = identify(path);
      return { ...identity, main, module: path === entry ? main : { exports: {}, ...moduleAt(identity, main) } };
    },
    commonJs(path, module) {
      const identity = identify(path);
      Object.assign(module, moduleAt(identity, path === entry ? null : main));
      return { ...identity, main: path === entry ? module : main };
    },
  };
}`.replaceAll(/\n\s*/g, ' ');
