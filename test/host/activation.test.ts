import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { PROJECT } from '../workbench/paths';
import { until } from '../workbench/until';

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands?: readonly { readonly command: string }[];
    readonly views?: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as Manifest;

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
  assert.ok(found, 'VS Code does not know the extension');
  return found;
}

describe('Activation', () => {
  it('happens by itself once VS Code has started', async () => {
    await until('the activation', () => extension().isActive);
  });

  it('waits for the documented events and no others', () => {
    const { activationEvents } = extension().packageJSON as Manifest;
    assert.deepEqual(activationEvents, manifest.activationEvents);
    assert.ok(activationEvents.includes('onStartupFinished'));
    const allowed = /^(onStartupFinished|onUri|onFileSystem:jsign|onWebviewPanel:jsign\.\w+)$/;
    assert.deepEqual(
      activationEvents.filter((event) => !allowed.test(event)),
      [],
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
    await until('the activation', () => extension().isActive);
    assert.ok(contributed.length > 0);
    assert.deepEqual(await registered(), contributed);
  });
});
