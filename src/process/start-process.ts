import { mkdir } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { ProcessEvent } from '../evidence/observation.ts';
import type { Confined, Running, Script, StartedElsewhere } from '../isolation/enclosure.ts';
import { endStrays } from './end-strays.ts';
import { type ProcessLimits, processLimits } from './limits.ts';
import { type ObservedStream, observeStream } from './observe-stream.ts';
import { type Complaint, complaintIn, recogniseLimit } from './recognise-limit.ts';
import { spawnGroup } from './spawn-group.ts';
import { limitHit, watchLimits } from './watch-limits.ts';

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The complete environment; nothing is added to it. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for the output of this process alone. */
  readonly outputFolder: string;
  /** How what becomes the command is started so that it stays where students' programs belong. */
  confine(script: Script): Promise<Confined | StartedElsewhere>;
  /** A folder that this process alone has as HOME in its environment. */
  readonly home: string;
  readonly limits?: ProcessLimits;
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
  /** SIGKILL to the process's group, and to what has left it. */
  kill(): Promise<Exit>;
}

/** Starts a process; PROCESS_NOT_STARTED where the command or the folder isn't there. */
export async function startProcess(options: ProcessOptions): Promise<StudentProcess> {
  const { outputFolder, limits = processLimits } = options;
  const stdout = join(outputFolder, 'stdout');
  const stderr = join(outputFolder, 'stderr');
  await mkdir(outputFolder, { recursive: true });
  const spawned = await spawnGroup({ ...options, stdout, stderr, limits });
  return superviseProcess(spawned, { ...options, stdout, stderr, limits });
}

interface Supervising extends Pick<ProcessOptions, 'cwd' | 'home' | 'observe'> {
  readonly stdout: string;
  readonly stderr: string;
  readonly limits: ProcessLimits;
}

function superviseProcess({ pid, handling, ended }: Running, supervising: Supervising): StudentProcess {
  const { cwd, home, observe, limits } = supervising;
  let state: 'running' | 'asked' | 'killed' | 'ended' = 'running';
  let complaint: Complaint | null = null;
  let isFlooded = false;

  const terminate = (): void => {
    if (state !== 'running') return;
    state = 'asked';
    observe({ source: 'process', type: 'signalled', signal: 'SIGTERM' });
    handling.terminate(pid);
  };
  const killNow = (): void => {
    if (state !== 'running' && state !== 'asked') return;
    state = 'killed';
    observe({ source: 'process', type: 'signalled', signal: 'SIGKILL' });
    handling.kill(pid);
  };
  const observeOutput = (event: ProcessEvent): void => {
    observe(event);
    if (event.type === 'flooded') {
      isFlooded = true;
      killNow();
    }
    if (event.type === 'line' && event.stream === 'stderr') complaint = complaintIn(event.text) ?? complaint;
  };
  const streams = [
    observeStream('stdout', supervising.stdout, observeOutput),
    observeStream('stderr', supervising.stderr, observeOutput),
  ];
  for (const stream of streams) stream.follow();
  const watch = watchLimits({
    leader: pid,
    home,
    limits,
    folders: [cwd, home],
    onHit: (hit) => {
      if (state !== 'running' && state !== 'asked') return;
      observe(hit);
      killNow();
    },
  });

  // Nothing more is known of it then.
  ended.catch(() => watch[Symbol.dispose]());

  const windUp = async (exit: Exit): Promise<void> => {
    using _ = watch;
    const remains = await handling.gone(pid);
    const strays = () => watch.look().filter(({ group }) => group !== pid);
    const leftBehind = remains === 'none' ? null : await endStrays(strays);
    await finish(streams);
    if (leftBehind) observe(leftBehind);
    const availableBytes = process.availableMemory();
    // A flood may have come to the end of its file before anybody looked.
    if (exit.asked || isFlooded) return;
    const hit = recogniseLimit({ ...exit, complaint, mostProcesses: watch.mostProcesses, availableBytes, limits });
    if (hit) observe(hit);
  };
  const waitForExit = async (): Promise<Exit> => {
    const { endedFor, ...how } = handling.exitOf(await ended);
    const exit = { ...how, asked: state !== 'running' };
    if (endedFor === 'memory' && state !== 'killed') observe(limitHit('memory', limits.memoryBytes, null));
    state = 'ended';
    // Whatever it started ends with it: nobody else may write to its files, or speak in its name.
    handling.kill(pid);
    await windUp(exit);
    observe({ source: 'process', type: 'exited', ...exit });
    return exit;
  };
  const exited = waitForExit();
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
      const program = state === 'running' ? handling.programPid(pid) : null;
      if (program !== null) setPriority(program, constants.priority.PRIORITY_LOW);
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
