import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const elsewhere = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/snap/bin/chromium'];

/** The Chromium of this machine: the one that CHROMIUM names, or the first on the path. */
export function findBrowser(env: NodeJS.ProcessEnv): string {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = env['CHROMIUM'] ?? [...candidates, ...elsewhere].find(isExecutable);
  if (found) return found;
  throw new Error(`No Chromium on the path (${names.join(', ')}): apt-get install chromium, or set CHROMIUM to one.`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
