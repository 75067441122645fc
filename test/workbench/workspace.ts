import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TemporaryFolder, temporaryFolder } from './cleanup';

/** A workspace folder of its own with the given files in it (paths relative to it). */
export function temporaryWorkspace(files: Readonly<Record<string, string | Uint8Array>>): TemporaryFolder {
  const folder = temporaryFolder('jsign-workspace-');
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
