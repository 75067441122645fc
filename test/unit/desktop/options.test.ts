import assert from 'node:assert/strict';
import path from 'node:path';
import { desktopTestOptions } from '../../desktop/options';

const RUN = { project: '/project', profile: '/profile', workspace: '/workspace', events: '/events.jsonl' };

describe('The start of a desktop VS Code', () => {
  it('opens the workspace with the extension under development and the host ring', () => {
    const options = desktopTestOptions(RUN);
    assert.equal(options.extensionDevelopmentPath, '/project');
    assert.equal(options.extensionTestsPath, path.join('/project', 'out/test/host/index.suite.js'));
    assert.equal(options.launchArgs?.[0], '/workspace');
  });

  it('uses a profile of its own and no other extension', () => {
    const { launchArgs = [] } = desktopTestOptions(RUN);
    assert.ok(launchArgs.includes(`--user-data-dir=${path.join('/profile', 'user-data')}`));
    assert.ok(launchArgs.includes(`--extensions-dir=${path.join('/profile', 'extensions')}`));
    assert.ok(launchArgs.includes('--disable-extensions'));
  });

  it('hands on where the results go and which tests are wanted', () => {
    assert.equal(desktopTestOptions(RUN).extensionTestsEnv?.['JSIGN_TEST_EVENTS'], '/events.jsonl');
    assert.equal(desktopTestOptions(RUN).extensionTestsEnv?.['JSIGN_TEST_GREP'], undefined);
    assert.equal(
      desktopTestOptions({ ...RUN, grep: 'Commands' }).extensionTestsEnv?.['JSIGN_TEST_GREP'],
      'Commands',
    );
  });

  it('starts as an editor also from a terminal inside VS Code', () => {
    const environment = { ...{ ELECTRON_RUN_AS_NODE: '1' }, ...desktopTestOptions(RUN).extensionTestsEnv };
    assert.equal(environment.ELECTRON_RUN_AS_NODE, undefined);
  });

  it('takes a given executable and downloads nothing then', () => {
    const options = desktopTestOptions({ ...RUN, executable: '/opt/code' });
    assert.equal(options.vscodeExecutablePath, '/opt/code');
    assert.equal(options.version, undefined);
  });

  it('downloads the stable version, or the wanted one, into a folder of the project', () => {
    assert.equal(desktopTestOptions(RUN).version, 'stable');
    assert.equal(desktopTestOptions({ ...RUN, version: '1.105.0' }).version, '1.105.0');
    assert.equal(desktopTestOptions(RUN).cachePath, path.join('/project', '.vscode-test'));
  });
});
