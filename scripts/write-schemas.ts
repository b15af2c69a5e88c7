/** Writes the published JSON Schemas anew, for a look at what git says has changed in them: `npm run schemas`. */
import { writeFile } from 'node:fs/promises';
import { packagedFile } from '../src/packaged-file.ts';
import { publishedSchemas } from './published-schemas.ts';

for (const [name, text] of publishedSchemas()) await writeFile(`${packagedFile('schemas')}/${name}`, text);
