import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOnDisk } from './nodeFiles';
import type { CommitFacts, GitFacts } from './ports';

const NOTHING: CommitFacts = {};

/** Asks the `git` of this machine, by argument array and never through a shell. */
export class GitProgram implements GitFacts {
  /**
   * `isTrusted`: a repository's own configuration can name programs that Git runs, so Git is not started in a workspace that the
   * person does not trust. `timeout` in milliseconds.
   */
  constructor(
    private readonly isTrusted: () => boolean,
    private readonly timeout = 3000,
    private readonly program = 'git',
  ) {}

  async of(uri: string): Promise<CommitFacts> {
    if (!isOnDisk(uri) || !this.isTrusted()) return NOTHING;
    try {
      const file = fileURLToPath(uri);
      const [folder, name] = [path.dirname(file), path.basename(file)];
      const [commit, status] = await Promise.all([
        this.run(folder, ['rev-parse', '--short', '--verify', 'HEAD']),
        this.run(folder, [
          'status',
          '--porcelain=v1',
          '-z',
          '--no-renames',
          '--untracked-files=no',
          '--',
          name,
        ]),
        // Fails where that commit does not hold the file: untracked, ignored, or added since.
        this.run(folder, ['cat-file', '-e', `HEAD:./${name}`]),
      ]);
      const short = commit.trim();
      return /^[0-9a-f]{4,64}$/.test(short) ? { commit: short, dirty: status !== '' } : NOTHING;
    } catch {
      // No Git, no repository, no commit, too slow: the send does not depend on it.
      return NOTHING;
    }
  }

  private run(folder: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(
        this.program,
        // `-C` rather than a working directory: on Windows a program is looked for in the working directory first.
        // No file-system monitor: it is a program that the repository's configuration names.
        ['--literal-pathspecs', '-c', 'core.fsmonitor=false', '-C', folder, ...args],
        {
          timeout: this.timeout,
          maxBuffer: 1024 * 1024,
          windowsHide: true,
          encoding: 'utf8',
          env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
        },
        (error, output) => (error ? reject(new Error('git failed', { cause: error })) : resolve(output)),
      );
    });
  }
}
