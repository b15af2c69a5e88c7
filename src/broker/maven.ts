import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { GraderError } from '../grader-error.ts';

/** The version of Maven, or the sentence that says why it can't be used. */
export type MavenFound =
  | { readonly state: 'found'; readonly version: string }
  | { readonly state: 'missing'; readonly why: string };

const downloadLimitMs = 10 * 60_000;

/** Looks for `mvn` on the path. */
export async function findMaven(): Promise<MavenFound> {
  try {
    const { stdout } = await promisify(execFile)('mvn', ['--version', '--batch-mode'], { timeout: 20_000 });
    return { state: 'found', version: /Maven (\S+)/.exec(stdout)?.[1] ?? 'of unknown version' };
  } catch (error) {
    if (isMissing(error)) return { state: 'missing', why: 'no mvn on the path' };
    return { state: 'missing', why: `mvn does not work: ${reasonIn(outputOf(error))}` };
  }
}

/** Copies the jars that the POM names, and those that they need, into the folder. Throws BROKER_DOWNLOAD with Maven's reason. */
export async function copyJars(pom: string, into: string, signal: AbortSignal | undefined): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${into}`];
  const options = { timeout: downloadLimitMs, ...(signal && { signal }) };
  try {
    await promisify(execFile)(
      'mvn',
      ['--batch-mode', '--quiet', '--strict-checksums', '--file', pom, ...goal],
      options,
    );
  } catch (error) {
    signal?.throwIfAborted();
    const why = isMissing(error) ? 'no mvn on the path' : reasonIn(outputOf(error));
    throw new GraderError('BROKER_DOWNLOAD', `Maven could not fetch Kafka's jars: ${why}`, { cause: error });
  }
}

/** Maven's first error line, without its decoration and the advice behind the arrow. */
function reasonIn(output: string): string {
  const line = output.split('\n').find((each) => each.includes('[ERROR]') && each.trim() !== '[ERROR]');
  const text = line?.replace(/^.*?\[ERROR\]\s*/, '') ?? output.trim().split('\n').at(-1) ?? '';
  return text.replace(/ -> \[Help.*$/, '') || 'it gave no reason';
}

function outputOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const streams = ['stdout', 'stderr'].flatMap((name) => (name in error ? [String(Reflect.get(error, name))] : []));
  return streams.join('\n').trim() || String(error);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
