/** Makes the action's one file anew, for a look at what git says has changed: `npm run action`. */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packagedFile } from '../src/packaged-file.ts';
import { actionFile, bundleAction } from './action-bundle.ts';

await writeFile(join(dirname(packagedFile('package.json')), actionFile), await bundleAction());
