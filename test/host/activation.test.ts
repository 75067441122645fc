import assert from 'node:assert/strict';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { PROJECT } from '../workbench/paths';
import { until } from '../workbench/until';
import { manifest, ourExtension, type Manifest } from './extension';

describe('Activation', () => {
  it('happens by itself once VS Code has started', async () => {
    await until('the activation', () => ourExtension().isActive);
  });

  it('waits for the documented events and no others', () => {
    const { activationEvents } = ourExtension().packageJSON as Manifest;
    assert.deepEqual(activationEvents, manifest.activationEvents);
    assert.ok(activationEvents.includes('onStartupFinished'));
    const allowed = /^(onStartupFinished|onUri|onFileSystem:jsign|onWebviewPanel:jsign\.\w+)$/;
    assert.deepEqual(
      activationEvents.filter((event) => !allowed.test(event)),
      [],
    );
  });

  it('loads no part that is for later: neither the client, so that no request can be made, nor PDFs, nor sending', async () => {
    await until('the activation', () => ourExtension().isActive);
    const dist = realpathSync(path.join(PROJECT, 'dist'));
    for (const part of ['client.js', 'pdf.js', 'sending.js', 'sandbox.js'])
      assert.ok(existsSync(path.join(dist, part)), part);
    // One cache for all extensions of the host and these tests.
    const loaded = Object.keys(require.cache).filter((file) => path.dirname(realpathSync(file)) === dist);
    assert.deepEqual(
      loaded.map((file) => path.basename(file)),
      ['extension.js'],
    );
  });
});

describe('Commands', () => {
  /** VS Code makes these for each view by itself. */
  const ofViews = Object.values(manifest.contributes.views ?? {})
    .flat()
    .flatMap(({ id }) =>
      ['focus', 'open', 'removeView', 'resetViewLocation', 'toggleVisibility'].map((verb) => `${id}.${verb}`),
    );
  const contributed = (manifest.contributes.commands ?? []).map(({ command }) => command).sort();

  async function registered(): Promise<string[]> {
    const all = await vscode.commands.getCommands(true);
    return all.filter((id) => id.startsWith('jsign.') && !ofViews.includes(id)).sort();
  }

  it('are registered as the manifest names them, each one and no other', async () => {
    await until('the activation', () => ourExtension().isActive);
    assert.ok(contributed.length > 0);
    assert.deepEqual(await registered(), contributed);
  });
});
