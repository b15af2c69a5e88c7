import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

/** The first that knows its standard library's modules by name (`sys.stdlib_module_names`), as judging imports needs. */
const oldestPython = { major: 3, minor: 10 };
export const oldestPythonVersion = `${oldestPython.major}.${oldestPython.minor}`;

export const howToInstallPython = 'apt-get install python3 python3-venv, or brew install python';

/** A Python that can make virtual environments, or the clause that says why there is none. */
export type PythonFound =
  | {
      readonly state: 'found';
      readonly executable: string;
      readonly version: string;
      /** The folder that it is installed in. */
      readonly home: string;
      /** What tells it from others: an environment made with one is of no use to another. */
      readonly build: string;
    }
  | { readonly state: 'missing'; readonly why: string };

const introduction = `
import importlib.util, json, platform, sys
print(json.dumps({
    "executable": sys.executable,
    "version": platform.python_version(),
    "home": sys.base_prefix,
    "build": sys.version + sys.base_prefix,
    "makesEnvironments": all(map(importlib.util.find_spec, ("venv", "ensurepip"))),
}))
`;
const introduced = z.object({
  executable: z.string(),
  version: z.string(),
  home: z.string(),
  build: z.string(),
  makesEnvironments: z.boolean(),
});

/** Looks for `python3` on the path. */
export async function findPython(): Promise<PythonFound> {
  try {
    const { stdout } = await promisify(execFile)('python3', ['-I', '-c', introduction], { timeout: 20_000 });
    return judge(introduced.parse(JSON.parse(stdout)));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing(isMissing ? 'no python3 on the path' : 'the python3 on the path does not work');
  }
}

function judge({ executable, version, home, build, makesEnvironments }: z.infer<typeof introduced>): PythonFound {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== oldestPython.major || minor < oldestPython.minor) {
    return missing(`Python ${version} found, ${oldestPythonVersion} or newer needed`);
  }
  if (!makesEnvironments) return missing(`Python ${version} is here without its venv module`);
  return { state: 'found', executable, version, home, build };
}

function missing(why: string): PythonFound {
  return { state: 'missing', why };
}
