import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ourExtension } from './extension';

describe('Accounts', () => {
  before(() => ourExtension().activate());

  it('are none in a fresh profile, and asking for one in silence opens nothing', async () => {
    assert.deepEqual(await vscode.authentication.getAccounts('jsign'), []);
    for (const options of [{ silent: true }, { createIfNone: false }]) {
      assert.equal(await vscode.authentication.getSession('jsign', [], options), undefined);
    }
  });
});
