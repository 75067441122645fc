// A process of its own that competes for locks: `acquire KEY`, `release KEY`, `race FILE KEY TIMES` on standard input.
import { open, unlink } from 'node:fs/promises';
import readline from 'node:readline';

import { SocketLocks } from '../../../../src/delivery/node/locks';

const locks = new SocketLocks(process.argv[2] ?? '');
const held = new Map<string, { release(): Promise<void> }>();

async function acquire(key: string): Promise<string> {
  const lock = await locks.acquire(key);
  if (lock === undefined) return 'busy';
  held.set(key, lock);
  return 'held';
}

/** Tries until it has held the lock so often. Only a holder makes the file, so a file that is there already means "broken". */
async function race(file: string, key: string, times: number): Promise<string> {
  for (let won = 0; won < times;) {
    const lock = await locks.acquire(key);
    if (lock === undefined) continue;
    won += 1;
    try {
      await (await open(file, 'wx')).close();
    } catch {
      return 'broken';
    }
    await unlink(file);
    await lock.release();
  }
  return 'done';
}

async function answer(line: string): Promise<string> {
  const [command, first = '', second = '', third = ''] = line.split(' ');
  if (command === 'acquire') return acquire(first);
  if (command === 'race') return race(first, second, Number(third));
  await held.get(first)?.release();
  held.delete(first);
  return 'released';
}

const input = readline.createInterface({ input: process.stdin });
input.on('line', (line) => {
  answer(line).then(
    (text) => process.stdout.write(`${text}\n`),
    (error: unknown) => process.stdout.write(`error ${String(error)}\n`),
  );
});
