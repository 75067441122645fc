import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../workbench';

const sample = (name: string): Buffer => readFileSync(path.join(PROJECT, 'media/samples', name));

/** The workspace of the demonstration: contracts beside some text. */
export function demoFiles(): Readonly<Record<string, string | Uint8Array>> {
  return {
    'README.md': '# Contracts\n\nRight-click `contracts/mutual-nda.pdf` and choose *Send for Signature…*.\n',
    'contracts/mutual-nda.pdf': sample('mutual-nda.pdf'),
    'contracts/statement-of-work.pdf': sample('statement-of-work.pdf'),
  };
}
