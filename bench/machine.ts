/** Whose figures these are. */
import { cpus, totalmem } from 'node:os';

export function printMachine(): void {
  const [first] = cpus();
  const memoryGib = (totalmem() / 2 ** 30).toFixed(0);
  console.log(
    `machine   ${cpus().length} × ${first?.model ?? 'unknown CPU'}, ${memoryGib} GiB, Node ${process.versions.node}`,
  );
}
