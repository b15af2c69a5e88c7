import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A JAVA_HOME whose `java` is the real one, but for the shell lines that it runs before a broker (`$here` is its folder). */
export async function fakeJava(beforeBroker: string): Promise<{ home: string } & AsyncDisposable> {
  const real = execFileSync('sh', ['-c', 'command -v java'], { encoding: 'utf8' }).trim();
  return javaHome(`
    here=\${0%/bin/java}
    case "$*" in *kafka.Kafka*) ${beforeBroker} ;; esac
    exec ${real} "$@"`);
}

/** A JAVA_HOME whose `java -version` says the version. */
export async function javaOfVersion(version: string): Promise<{ home: string } & AsyncDisposable> {
  return javaHome(`echo 'openjdk version "${version}" 2020-01-01' >&2`);
}

async function javaHome(script: string) {
  const home = await mkdtemp(join(tmpdir(), 'fake-java-'));
  const executable = join(home, 'bin', 'java');
  await mkdir(join(home, 'bin'));
  await writeFile(executable, `#!/bin/sh\n${script}\n`);
  await chmod(executable, 0o755);
  return { home, [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }) };
}
