/** The process that the command line runs in. */
import { runCli } from './run-cli.ts';
import { listenForStop } from './stop.ts';

using stop = listenForStop(process);
// Whoever read the output may have had enough of it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});
