import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitProgram } from '../../../../src/editor/sending/gitFacts';

describe('the commit of a file', () => {
  let folder: string;
  const git = new GitProgram(() => true, 10_000);
  const run = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    }).trim();
  const file = (name: string) => path.join(folder, name);
  const of = (name: string) => git.of(pathToFileURL(file(name)).href);

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'jsign-git-')));
    run('init', '--quiet');
    await mkdir(file('contracts'));
    await writeFile(file('.gitignore'), 'ignored.pdf\n');
    for (const name of ['contracts/sow.pdf', '*.pdf', '--all ü 👍.pdf']) await writeFile(file(name), 'one');
    run('add', '--all');
    run('commit', '--quiet', '-m', 'first');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the short commit, unchanged', async () => {
    const commit = run('rev-parse', '--short', 'HEAD');
    for (const name of ['contracts/sow.pdf', '*.pdf', '--all ü 👍.pdf']) {
      assert.deepEqual(await of(name), { commit, dirty: false }, name);
    }
  });

  it('says when the file differs, staged or not, and not when its neighbour does', async () => {
    await writeFile(file('contracts/sow.pdf'), 'two');
    assert.equal((await of('contracts/sow.pdf')).dirty, true);
    run('add', 'contracts/sow.pdf');
    assert.equal((await of('contracts/sow.pdf')).dirty, true);
    assert.equal((await of('*.pdf')).dirty, false);
  });

  it('is none for a file that the commit does not hold', async () => {
    await writeFile(file('new.pdf'), 'x');
    await writeFile(file('ignored.pdf'), 'x');
    await writeFile(file('added.pdf'), 'x');
    run('add', 'added.pdf');
    for (const name of ['new.pdf', 'ignored.pdf', 'added.pdf']) assert.deepEqual(await of(name), {}, name);
  });

  it('is none without a repository, a commit, Git, trust or a disk', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'jsign-nogit-'));
    await writeFile(path.join(outside, 'x.pdf'), 'x');
    assert.deepEqual(await git.of(pathToFileURL(path.join(outside, 'x.pdf')).href), {});
    await rm(outside, { recursive: true });
    const uri = pathToFileURL(file('contracts/sow.pdf')).href;
    assert.deepEqual(await new GitProgram(() => true, 10_000, 'no-such-git').of(uri), {});
    assert.deepEqual(await new GitProgram(() => false).of(uri), {});
    assert.deepEqual(await git.of('vscode-vfs://github/x/y.pdf'), {});
    await rm(file('.git'), { recursive: true });
    run('init', '--quiet');
    assert.deepEqual(await of('contracts/sow.pdf'), {});
  });

  it('starts no program that the repository names', async () => {
    const marker = file('ran');
    const monitor = file('monitor.sh');
    await writeFile(monitor, `#!/bin/sh\ntouch '${marker}'\n`);
    await chmod(monitor, 0o755);
    run('config', 'core.fsmonitor', monitor);
    await of('contracts/sow.pdf');
    assert.deepEqual(await new GitProgram(() => true).of(pathToFileURL(marker).href), {});
    await assert.rejects(realpath(marker));
  });

  it('gives up on a Git that hangs', async () => {
    const slow = file('slow-git');
    await writeFile(slow, '#!/bin/sh\nexec sleep 60\n');
    await chmod(slow, 0o755);
    const uri = pathToFileURL(file('contracts/sow.pdf')).href;
    assert.deepEqual(await new GitProgram(() => true, 50, slow).of(uri), {});
  });
});
