import { dirname } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packagedFile } from '../src/packaged-file.ts';

/** Where the action is kept, from the root. */
export const actionFile = '.github/actions/grade/index.cjs';

/** What the action leaves out, above all the client for HTTP behind the tokens of `@actions/core`. */
const withoutUnused: Plugin = {
  name: 'without-unused',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(\.|@actions\/)/ }, async ({ path, pluginData, ...from }) => {
      const isOfActions = path.startsWith('@actions/') || from.importer.includes('/node_modules/@actions/');
      if (pluginData === 'asked' || !isOfActions) return null;
      return { ...(await resolve(path, { ...from, pluginData: 'asked' })), sideEffects: false };
    });
  },
};

/** The action as one file that needs nothing but Node: the same bytes wherever and whenever it is made. */
export async function bundleAction(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: dirname(packagedFile('package.json')),
    entryPoints: ['src/action/main.ts'],
    outfile: actionFile,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    banner: {
      js: '/* Made by `npm run action`. Holds parts of @actions/core (MIT, GitHub) and zod (MIT, Colin McDonnell). */',
    },
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [withoutUnused],
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild made no file.');
  return file.text;
}
