/** What makes life hard for the grader while it grades. */
import { type ChildProcess, spawn } from 'node:child_process';

/** Ends with the process that started it: its side of the pipe closes. */
const untilOrphaned = "process.stdin.on('end', () => process.exit()).resume();";
const hog = `${untilOrphaned}
const spin = () => { for (const end = Date.now() + 50; Date.now() < end; ); setImmediate(spin); };
spin();`;
const holdMemory = `${untilOrphaned}
const blocks = Array.from({ length: Number(process.argv[1]) }, () => Buffer.alloc(2 ** 20, 1));
const touch = () => { for (const block of blocks) for (let at = 0; at < block.length; at += 4096) block[at] += 1; };
setInterval(touch, 200);`;

/** Processes that keep so many cores busy until they are disposed of. */
export function keepCoresBusy(hogs: number): Disposable {
  return endedTogether(Array.from({ length: hogs }, () => start(hog)));
}

/** A process that holds so much memory and uses every page of it, until it is disposed of. */
export function holdMemoryMib(mebibytes: number): Disposable {
  return endedTogether(mebibytes > 0 ? [start(holdMemory, String(mebibytes))] : []);
}

/** Lets a process stand still for a while again and again, until disposed of. */
export function pauseAgainAndAgain(pid: number, pauseMs: number, everyMs: number): Disposable {
  let resuming: NodeJS.Timeout | undefined;
  const goOn = () => process.kill(pid, 'SIGCONT');
  const pausing = setInterval(() => {
    process.kill(pid, 'SIGSTOP');
    resuming = setTimeout(goOn, pauseMs);
  }, everyMs);
  return {
    [Symbol.dispose]: () => {
      clearInterval(pausing);
      clearTimeout(resuming);
      goOn();
    },
  };
}

function start(script: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['-e', script, ...args], { stdio: ['pipe', 'ignore', 'inherit'] });
}

function endedTogether(children: readonly ChildProcess[]): Disposable {
  return {
    [Symbol.dispose]: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
