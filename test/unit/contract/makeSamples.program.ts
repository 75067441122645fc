// Writes the samples that come with the extension: node out/test/unit/contract/makeSamples.program.js [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLES } from '../../fixtures/pdf/samples';

const folder = process.argv[2] ?? path.join('media', 'samples');
mkdirSync(folder, { recursive: true });
for (const [name, make] of Object.entries(SAMPLES)) {
  const bytes = make();
  writeFileSync(path.join(folder, name), bytes);
  process.stdout.write(`${path.join(folder, name)}: ${bytes.length} bytes\n`);
}
