import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Kafka 4's brokers need this. */
export const oldestJava = 17;

/** A Java that can run the broker, or the sentence that says why there is none. */
export type JavaFound =
  | {
      readonly state: 'found';
      readonly executable: string;
      readonly version: string;
      /** All that it says about itself, which tells its build from others. */
      readonly build: string;
    }
  | { readonly state: 'missing'; readonly why: string };

/** Looks where everybody looks: `JAVA_HOME` if it is set, else the path. */
export async function findJava(): Promise<JavaFound> {
  const home = process.env['JAVA_HOME'];
  const executable = home ? join(home, 'bin', 'java') : 'java';
  try {
    const { stderr } = await promisify(execFile)(executable, ['-version'], { timeout: 10_000 });
    return judge(executable, stderr);
  } catch {
    const why = home ? `JAVA_HOME is ${home}, which has no working bin/java` : 'no java on the path';
    return { state: 'missing', why };
  }
}

/** `text` is what `java -version` writes: `openjdk version "17.0.15" 2025-04-15`, or `"1.8.0_402"` before Java 9. */
function judge(executable: string, text: string): JavaFound {
  const [, version] = /version "([^"]+)"/.exec(text) ?? [];
  if (version === undefined) return { state: 'missing', why: `${executable} does not say its version` };
  const [first, second] = version.split(/[._+-]/).map(Number);
  const major = first === 1 ? second : first;
  if (major === undefined || !(major >= oldestJava)) {
    return { state: 'missing', why: `Java ${major} found, ${oldestJava} or newer needed` };
  }
  return { state: 'found', executable, version, build: text.trim() };
}
