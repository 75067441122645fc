import { EventEmitter, window, type TreeDataProvider, type TreeItem } from 'vscode';
import { Disposable } from '../../platform/disposable';
import { lazy } from '../../platform/lazy';
import { toTreeItem } from '../../platform/treeItems';
import type { Accounts, SessionState } from '../api';
import { AccountContents } from './accountContents';
import type { AccountRow, AccountWords } from './accountRows';

export interface AccountViewParts {
  readonly accounts: Accounts;
  readonly words: AccountWords;
}

/** The Account view. Reads when it is looked at, again on *Refresh*, and shows what it knows meanwhile. */
export class AccountView extends Disposable implements TreeDataProvider<AccountRow> {
  private readonly emitter = this._register(new EventEmitter<void>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly contents: AccountContents;

  constructor({ accounts, words }: AccountViewParts) {
    super();
    this.contents = new AccountContents(
      accounts,
      words,
      lazy(() => import('../part')),
    );
    const view = this._register(window.createTreeView('jsign.account', { treeDataProvider: this }));
    const follow = (state: SessionState): void => {
      this.contents.forget();
      view.description = state.kind === 'signedIn' ? state.session.account.email : '';
      this.emitter.fire();
    };
    this._register(accounts.onDidChange(follow));
    follow(accounts.state);
  }

  refresh(): void {
    this.contents.forget();
    this.emitter.fire();
  }

  getTreeItem(row: AccountRow): TreeItem {
    return toTreeItem(row, row);
  }

  async getChildren(row?: AccountRow): Promise<AccountRow[]> {
    if (row) return [...row.below];
    return [...(await this.contents.rows())];
  }
}
