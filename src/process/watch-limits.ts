/**
 * Looks at what students' programs use, each together with everything that it has started, and says once where one has
 * passed a limit. One timer for all programs of the grader, and only while there are any: thirty of them cost 0.4 % of a
 * core (`npm run bench:limits`).
 *
 * Sound: what counts is what the operating system books to the very processes of the tree. Memory that others share is
 * divided among them before it counts. On the clock only time counts in which the grader came to look as well. What fills a folder that
 * several programs share is laid to the one of them that has written most.
 *
 * Memory, processes and CPU time are seen on Linux only. Elsewhere the system's own limits hold (`rlimits.ts`), and those of
 * the clock and the disk.
 */
import type { Limit, ProcessEvent } from '../evidence/observation.ts';
import { diskAccounts } from './disk-accounts.ts';
import { type ProcessLimits, processLimits } from './limits.ts';
import { type ProcessEntry, shareOfMemory, writtenBytes } from './process-table.ts';
import { type ProcessTree, treeTable } from './process-tree.ts';

export type LimitHit = Extract<ProcessEvent, { type: 'limit-hit' }>;

export interface WatchedTree extends ProcessTree {
  readonly limits: ProcessLimits;
  /** What it may write to and nobody but the same student's programs does. */
  readonly folders: readonly string[];
  /** Told once at most. */
  onHit(hit: LimitHit): void;
}

export interface LimitWatch extends Disposable {
  /** The most processes and threads at a time that were seen; nothing is of what came and went between two looks. */
  readonly mostProcesses: number;
  /** Those of its processes that live now. */
  look(): readonly ProcessEntry[];
}

/**
 * A program gets so far beyond a limit as it can in the time between two looks: those follow one another closely as soon as
 * any program uses more than a right one ever does, which is this part of what it may.
 */
const everyMs = { calm: 500, tense: 100 };
const calmShare = 1 / 4;

/** Measuring folders may take this part of a core, unless somebody has filled them with files. */
const measuringShare = 1 / 400;
const measureEveryMs = { least: 1_000, most: 5_000 };

interface Watched {
  readonly tree: WatchedTree;
  /** What it used at the last look. */
  last: { memoryBytes: number; processes: number };
  mostProcesses: number;
  livedMs: number;
  isOver: boolean;
}

const table = treeTable();
const accounts = diskAccounts<Watched>(processLimits.fileBytes);
const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;
let lastLookMs = 0;
let measureAtMs = 0;

export function watchLimits(tree: WatchedTree): LimitWatch {
  const one: Watched = {
    tree,
    last: { memoryBytes: 0, processes: 0 },
    mostProcesses: 0,
    livedMs: 0,
    isOver: false,
  };
  table.add(tree);
  accounts.open(one, tree.folders);
  watched.add(one);
  if (!timer) {
    lastLookMs = performance.now();
    timer = setTimeout(lookAtAll, everyMs.calm).unref();
  }
  return {
    get mostProcesses() {
      return one.mostProcesses;
    },
    look() {
      table.look();
      return table.livingOf(tree);
    },
    [Symbol.dispose]() {
      watched.delete(one);
      accounts.close(one);
      table.delete(tree);
      if (watched.size > 0) return;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function lookAtAll(): void {
  const nowMs = performance.now();
  const passedMs = Math.min(nowMs - lastLookMs, 2 * everyMs.calm);
  lastLookMs = nowMs;
  table.look();
  for (const one of watched) {
    one.livedMs += passedMs;
    const hit = usedTooMuch(one);
    if (hit) stop(one, hit);
  }
  const isTense = [...watched].some(({ isOver, last, tree: { limits } }) => {
    const { memoryBytes, processes } = limits;
    return !isOver && (last.memoryBytes > calmShare * memoryBytes || last.processes > calmShare * processes);
  });
  timer = setTimeout(lookAtAll, isTense ? everyMs.tense : everyMs.calm).unref();
  if (nowMs >= measureAtMs) void measure();
}

function usedTooMuch(one: Watched): LimitHit | null {
  const { tree, livedMs } = one;
  const living = table.livingOf(tree);
  const { limits } = tree;
  const processes = sum(living, ({ threads }) => threads);
  const cpuSeconds = sum(living, (entry) => entry.cpuSeconds);
  const residentBytes = sum(living, (entry) => entry.residentBytes);
  // The exact number takes the system long to tell, and is never larger.
  const memoryBytes =
    residentBytes > limits.memoryBytes
      ? sum(living, (entry) => shareOfMemory(entry.pid) ?? entry.residentBytes)
      : residentBytes;
  one.last = { memoryBytes, processes };
  one.mostProcesses = Math.max(one.mostProcesses, processes);
  if (processes > limits.processes) return limitHit('processes', limits.processes, processes);
  if (memoryBytes > limits.memoryBytes) return limitHit('memory', limits.memoryBytes, memoryBytes);
  if (cpuSeconds > limits.cpuSeconds) return limitHit('cpu', limits.cpuSeconds, cpuSeconds);
  const livedSeconds = livedMs / 1000;
  if (livedSeconds > limits.wallClockSeconds) return limitHit('wall-clock', limits.wallClockSeconds, livedSeconds);
  return null;
}

async function measure(): Promise<void> {
  measureAtMs = Number.POSITIVE_INFINITY;
  const beganMs = performance.now();
  await accounts.measure();
  const endedMs = performance.now();
  const shareMs = (endedMs - beganMs) / measuringShare;
  measureAtMs = endedMs + Math.min(Math.max(measureEveryMs.least, shareMs), measureEveryMs.most);
  for (const one of watched) {
    const { limits } = one.tree;
    const { bytes, fullFiles } = accounts.growthOf(one);
    if (fullFiles > 0) stop(biggestWriter(one), limitHit('file-size', limits.fileBytes, limits.fileBytes));
    else if (bytes > limits.diskBytes) stop(biggestWriter(one), limitHit('disk', limits.diskBytes, bytes));
  }
}

function biggestWriter(one: Watched): Watched {
  const [biggest = one] = accounts
    .sharersWith(one)
    .map((sharer) => ({ sharer, bytes: sum(table.livingOf(sharer.tree), ({ pid }) => writtenBytes(pid)) }))
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ sharer }) => sharer);
  return biggest;
}

function stop(one: Watched, hit: LimitHit): void {
  if (one.isOver) return;
  one.isOver = true;
  one.tree.onHit(hit);
}

const units = {
  memory: 'bytes',
  allocation: 'bytes',
  processes: 'processes',
  cpu: 'seconds',
  'wall-clock': 'seconds',
  'file-size': 'bytes',
  disk: 'bytes',
  'open-files': 'files',
} as const satisfies Record<Limit, LimitHit['unit']>;

export function limitHit(limit: Limit, allowed: number, used: number | null): LimitHit {
  return { source: 'process', type: 'limit-hit', limit, allowed, used, unit: units[limit] };
}

function sum(entries: readonly ProcessEntry[], amount: (entry: ProcessEntry) => number): number {
  return entries.reduce((total, entry) => total + amount(entry), 0);
}
