import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { desktopArguments, findDesktop, isNewEnough } from '../../demo/desktop';

describe('The demonstration in a desktop VS Code', () => {
  const folders = { profile: '/tmp/p', workspace: '/tmp/w', extension: '/src/jsign' };

  it('opens the workspace with the extension, in a profile of its own, and waits for the window', () => {
    const args = desktopArguments(folders);
    assert.ok(args.includes('--extensionDevelopmentPath=/src/jsign'));
    assert.ok(args.includes(`--user-data-dir=${path.join('/tmp/p', 'user-data')}`));
    assert.ok(args.includes(`--extensions-dir=${path.join('/tmp/p', 'extensions')}`));
    assert.ok(args.includes('--wait'));
    assert.equal(args.at(-1), '/tmp/w');
  });

  it('takes versions from 1.105 on', () => {
    assert.deepEqual(['1.104.3', '1.105.0', '1.139.1', '0.200.0', '2.0.0', ''].map(isNewEnough), [
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  describe('finding one', function () {
    let folder: string;
    before(function () {
      if (process.platform === 'win32') this.skip();
      folder = mkdtempSync(path.join(os.tmpdir(), 'jsign-desktop-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function program(name: string, output: string): string {
      const file = path.join(folder, name);
      writeFileSync(file, `#!/bin/sh\nprintf '${output}'\n`);
      chmodSync(file, 0o755);
      return file;
    }

    it('asks the one that is named for its version', () => {
      const command = program('new', '1.139.1\\nabc\\nx64\\n');
      assert.deepEqual(findDesktop({ VSCODE_EXECUTABLE: command }), { command, version: '1.139.1' });
    });

    it('says why an old one or a missing one is not used', () => {
      const old = findDesktop({ VSCODE_EXECUTABLE: program('old', '1.99.0\\n') });
      assert.match('why' in old ? old.why : '', /1\.99\.0, and 1\.105 or newer is needed/);
      const none = findDesktop({ VSCODE_EXECUTABLE: path.join(folder, 'nothing') });
      assert.match('why' in none ? none.why : '', /no VS Code was found/);
    });
  });
});
