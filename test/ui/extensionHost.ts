import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkbenchServer } from '../workbench';

/** Kills the extension hosts of a server, as a crash or a lack of memory would: nothing of them has time for anything. */
export function killExtensionHosts(server: WorkbenchServer): number {
  const home = path.dirname(server.userData);
  const hosts = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const [command, variables] = [read(pid, 'cmdline'), read(pid, 'environ')];
      return command.includes('--type=extensionHost') && variables.includes(`HOME=${home}`);
    });
  for (const pid of hosts) process.kill(Number(pid), 'SIGKILL');
  return hosts.length;
}

/** Nothing where the process is gone by now, or somebody else's. */
function read(pid: string, what: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
