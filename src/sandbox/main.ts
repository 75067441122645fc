import { runProgram } from './program';

const stop = new Promise<void>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
// Whoever started the sandbox may have closed the other end of a pipe by the time something is written.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

void runProgram({
  args: process.argv.slice(2),
  pid: process.pid,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stop,
}).then((code) => {
  process.exitCode = code;
});
