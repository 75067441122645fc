import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { manifest, ourExtension } from './extension';

describe('What the extension registers', () => {
  before(() => ourExtension().activate());

  it('brings details panels back after a reload', () => {
    // VS Code takes one serializer for a kind of panel: that a second one is refused says that ours is there.
    const second: vscode.WebviewPanelSerializer = { deserializeWebviewPanel: () => Promise.resolve() };
    assert.throws(
      () => vscode.window.registerWebviewPanelSerializer('jsign.details', second),
      /already registered/,
    );
  });

  for (const [key, { default: wanted, scope }] of Object.entries(
    manifest.contributes.configuration?.properties ?? {},
  )) {
    it(`the setting ${key}, ${scope === 'application' ? "the user's alone" : 'which a workspace may have its own of'}`, async () => {
      const settings = vscode.workspace.getConfiguration();
      assert.equal(settings.get(key), wanted);
      if (scope !== 'application') {
        await settings.update(key, wanted, vscode.ConfigurationTarget.Workspace);
        await settings.update(key, undefined, vscode.ConfigurationTarget.Workspace);
        return;
      }
      // What decides where credentials go must not come with a folder that somebody opens.
      await assert.rejects(
        async () => settings.update(key, wanted, vscode.ConfigurationTarget.Workspace),
        /only into User settings/,
      );
    });
  }
});

describe('Signed out', () => {
  before(() => ourExtension().activate());

  for (const command of [
    'jsign.refresh',
    'jsign.refreshTemplates',
    'jsign.loadMore',
    'jsign.loadMoreTemplates',
    'jsign.retry',
    'jsign.retryTemplates',
    'jsign.openEnvelope',
    'jsign.copyEnvelopeId',
  ]) {
    it(`${command} does nothing, whatever it is given`, async () => {
      const tabs = (): number => vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
      const before = tabs();
      for (const argument of [
        undefined,
        null,
        'text',
        7,
        {},
        { kind: 'more' },
        { kind: 'error', group: 'x' },
      ]) {
        await vscode.commands.executeCommand(command, argument);
      }
      assert.equal(tabs(), before);
    });
  }
});
