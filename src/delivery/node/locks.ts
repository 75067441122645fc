import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { IntentLocks } from '../ports';
import { ClaimSocket, probe } from './claimSocket';
import { ensureFolder, hasCode } from './folder';

/** How often and how long a claimant waits for another one that has not decided yet, milliseconds. */
const POLITENESS = { times: 200, pause: 10 };

/**
 * Locks over a folder that all windows share. No lock is ever taken over, so there is no moment in which two could take it:
 *
 * 1. A claimant listens on a local socket of its own, at an address never used before.
 * 2. It puts a claim into the folder: a file with a name never used before that holds the address. The file appears whole and
 *    only after the socket listens (written aside, then renamed), so an address that refuses a connection is dead for good, and
 *    removing its claim can hit nobody else.
 * 3. It looks at the other claims for the same key. It has the lock only when a look shows no claim but its own. A holder or
 *    an earlier-named claimant that answers makes it withdraw; dead ones are removed, then it looks again, as it does when
 *    one hung up or is undecided.
 *
 * Of two claimants the one whose claim came second sees the first, whatever the interleaving, so both can never hold. The
 * clock decides nothing but how long to wait for an undecided claimant before saying "busy".
 */
export class SocketLocks implements IntentLocks {
  /** @param folder where the claims are kept: the same for all windows, e.g. beside the journal. */
  constructor(private readonly folder: string) {}

  async acquire(key: string): Promise<{ release(): Promise<void> } | undefined> {
    await ensureFolder(this.folder);
    const prefix = `${createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 32)}-`;
    const socket = await ClaimSocket.listen();
    const own = prefix + randomBytes(9).toString('hex');
    const withdraw = async (): Promise<void> => {
      // The claim goes first: whoever still knows its address finds it dead and has nothing left to remove.
      try {
        await rm(this.place(own), { force: true });
      } finally {
        await socket.close();
      }
    };
    try {
      await this.putClaim(own, socket.address);
      if (await this.wins(prefix, own)) {
        socket.stand = 'held';
        return { release: withdraw };
      }
    } catch (error) {
      await withdraw();
      throw error;
    }
    await withdraw();
    return undefined;
  }

  private async putClaim(own: string, address: string): Promise<void> {
    const aside = this.place(`new-${own}`);
    await writeFile(aside, address, { flag: 'wx', mode: 0o600 });
    await rename(aside, this.place(own));
  }

  private async wins(prefix: string, own: string): Promise<boolean> {
    for (let turn = 0; turn < POLITENESS.times; turn += 1) {
      const claims = (await readdir(this.folder)).filter((name) => name.startsWith(prefix));
      // Someone cleared the folder: nobody can see this claim, so it is worth nothing.
      if (!claims.includes(own)) return false;
      const others = claims.filter((name) => name !== own);
      if (others.length === 0) return true;
      let undecided = false;
      for (const other of others) {
        const found = await this.ask(other);
        if (found === 'dead') await rm(this.place(other), { force: true });
        else if (found === 'hung-up' || (found === 'claiming' && other > own)) undecided = true;
        else return false;
      }
      if (undecided) await pause(POLITENESS.pause);
    }
    return false;
  }

  private async ask(claim: string): ReturnType<typeof probe> {
    let address: string;
    try {
      address = await readFile(this.place(claim), 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return 'dead';
      throw error;
    }
    const found = await probe(address);
    // After a crash the socket's own file stays behind.
    if (found === 'dead' && /^jsign-[0-9a-f]+\.sock$/.test(path.basename(address))) {
      await rm(address, { force: true });
    }
    return found;
  }

  private place(name: string): string {
    return path.join(this.folder, name);
  }
}
