// Uploads one file with the shipped client, as the editor does, and says how long it took and how much memory was in use at the peak.
// Run with --expose-gc; the order comes on standard input, the outcome goes to standard output, both as JSON.
import { text } from 'node:stream/consumers';
import { NodeFiles } from '../../src/editor/sending/nodeFiles';
import { clientWith } from './sandboxInUse';
import type { UploadOrder, UploadOutcome } from './uploadOrder';

const SAMPLE_MS = 20;

async function main(): Promise<void> {
  const { host, tokens, uri, size } = JSON.parse(await text(process.stdin)) as UploadOrder;
  const client = await clientWith(host, tokens);
  // Whoever sends has looked at envelopes before: the client is loaded and has been used.
  await client.account.details();
  if (!global.gc) throw new Error('Run with --expose-gc.');
  global.gc();
  const before = process.memoryUsage.rss();
  let highest = before;
  const look = (): void => {
    highest = Math.max(highest, process.memoryUsage.rss());
  };
  const timer = setInterval(look, SAMPLE_MS);
  const files = new NodeFiles();
  let took: number;
  try {
    const started = performance.now();
    await client.envelopes.uploadFile({ name: 'bench.pdf', size, open: () => files.stream(uri) });
    took = performance.now() - started;
    look();
  } finally {
    clearInterval(timer);
  }
  process.stdout.write(JSON.stringify({ took, peak: highest - before } satisfies UploadOutcome));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
