// Loaded by VS Code in its extension host, which calls run(). The same in the headless VS Code and in a desktop one.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { PROJECT } from '../workbench/paths';

const TIMEOUT_MS = 20_000;

export async function run(): Promise<void> {
  const grep = process.env['JSIGN_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TIMEOUT_MS,
    reporter: path.join(PROJECT, 'test/reporter.mjs'),
    ...(grep === undefined ? {} : { grep }),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.js'),
  );
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
