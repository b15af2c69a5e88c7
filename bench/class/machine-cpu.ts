import { readFile } from 'node:fs/promises';

/** Of `/proc/stat`, in a second. */
const ticksPerSecond = 100;

/** CPU seconds that the whole machine has computed so far, for programs and in the kernel. Linux only. */
export async function machineCpuSeconds(): Promise<number> {
  const [all = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = all.split(/ +/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq) / ticksPerSecond;
}
