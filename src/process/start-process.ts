import { mkdir } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { ProcessEvent } from '../evidence/observation.ts';
import { type ObservedStream, observeStream } from './observe-stream.ts';
import { type Spawned, spawnGroup } from './spawn-group.ts';

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The complete environment; nothing is added to it. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for the output of this process alone. */
  readonly outputFolder: string;
  /**
   * Gets what happens to the process, but for `started`, which is the caller's to say: nothing is observed before the
   * turn of the event loop in which the process was handed to the caller is over. The last event is `exited`.
   */
  readonly observe: (event: ProcessEvent) => void;
}

/** How a process ended; `asked` is true where the grader had sent a signal before. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly asked: boolean;
}

/** A running program of the student's. Disposing kills it, and waits until all of its output is observed. */
export interface StudentProcess extends AsyncDisposable {
  readonly pid: number;
  /** Resolves once `exited` has been observed. */
  readonly exited: Promise<Exit>;
  /** SIGTERM to the process itself; a second one is not sent. */
  terminate(): void;
  /** Lets everything else on the machine go first, from now on. */
  lowerPriority(): void;
  /** SIGKILL to the process's group. */
  kill(): Promise<Exit>;
}

/** Starts a process; PROCESS_NOT_STARTED where the command or the folder isn't there. */
export async function startProcess(options: ProcessOptions): Promise<StudentProcess> {
  const stdout = join(options.outputFolder, 'stdout');
  const stderr = join(options.outputFolder, 'stderr');
  await mkdir(options.outputFolder, { recursive: true });
  return superviseProcess(await spawnGroup({ ...options, stdout, stderr }), { stdout, stderr }, options.observe);
}

function superviseProcess(
  { child, pid }: Spawned,
  files: { readonly stdout: string; readonly stderr: string },
  observe: (event: ProcessEvent) => void,
): StudentProcess {
  let state: 'running' | 'asked' | 'killed' | 'ended' = 'running';

  const terminate = (): void => {
    if (state !== 'running') return;
    state = 'asked';
    observe({ source: 'process', type: 'signalled', signal: 'SIGTERM' });
    child.kill('SIGTERM');
  };
  const killNow = (): void => {
    if (state !== 'running' && state !== 'asked') return;
    state = 'killed';
    observe({ source: 'process', type: 'signalled', signal: 'SIGKILL' });
    killGroup(pid);
  };
  const observeOutput = (event: ProcessEvent): void => {
    observe(event);
    if (event.type === 'flooded') killNow();
  };

  const streams = [
    observeStream('stdout', files.stdout, observeOutput),
    observeStream('stderr', files.stderr, observeOutput),
  ];
  for (const stream of streams) stream.follow();

  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('exit', (code, signal) => {
      const exit = { code, signal, asked: state !== 'running' };
      state = 'ended';
      // Whatever it started ends with it: nobody else may write to its files, or speak in its name.
      killGroup(pid);
      finish(streams).then(() => {
        observe({ source: 'process', type: 'exited', ...exit });
        resolve(exit);
      }, reject);
    });
  });
  // Whoever waits for the exit learns of its failure; that nobody does yet is none.
  exited.catch(() => {});
  const kill = (): Promise<Exit> => {
    killNow();
    return exited;
  };

  return {
    pid,
    exited,
    terminate,
    lowerPriority: () => {
      if (state === 'running') setPriority(pid, constants.priority.PRIORITY_LOW);
    },
    kill,
    async [Symbol.asyncDispose]() {
      await kill();
    },
  };
}

async function finish(streams: readonly ObservedStream[]): Promise<void> {
  for (const stream of streams) {
    using owned = stream;
    await owned.finish();
  }
}

/** A group without members is no fault: it has ended. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
