import { EventEmitter, window, type TreeDataProvider, type TreeItem } from 'vscode';
import { Disposable } from '../../platform/disposable';
import { lazy } from '../../platform/lazy';
import { toTreeItem } from '../../platform/treeItems';
import type { Accounts, SessionState } from '../api';
import type { AccountFacts } from './accountFacts';
import type { AccountRow, AccountWords } from './accountRows';

export interface AccountViewParts {
  readonly accounts: Accounts;
  readonly words: AccountWords;
}

/** The Account view. Reads when it is looked at, again on *Refresh*, and shows what it knows meanwhile. */
export class AccountView extends Disposable implements TreeDataProvider<AccountRow> {
  private readonly emitter = this._register(new EventEmitter<void>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly part = lazy(() => import('../part'));
  private reading: Promise<AccountFacts> | undefined;

  constructor(private readonly parts: AccountViewParts) {
    super();
    const view = this._register(window.createTreeView('jsign.account', { treeDataProvider: this }));
    const follow = (state: SessionState): void => {
      this.reading = undefined;
      view.description = state.kind === 'signedIn' ? state.session.account.email : '';
      this.emitter.fire();
    };
    this._register(parts.accounts.onDidChange(follow));
    follow(parts.accounts.state);
  }

  refresh(): void {
    this.reading = undefined;
    this.emitter.fire();
  }

  getTreeItem(row: AccountRow): TreeItem {
    return toTreeItem(row, row);
  }

  async getChildren(row?: AccountRow): Promise<AccountRow[]> {
    if (row) return [...row.below];
    const { state } = this.parts.accounts;
    if (state.kind !== 'signedIn') return [];
    const { accountRows, readAccount } = await this.part();
    this.reading ??= readAccount(state.session, Date.now());
    try {
      return [...accountRows(await this.reading, this.parts.words)];
    } catch (error) {
      // No client at all, so nothing of the service is known; the account itself is.
      const nothing = { error };
      const { account } = state.session;
      return [
        ...accountRows(
          { account, details: nothing, outcomes: nothing, envelopes: undefined, templates: nothing },
          this.parts.words,
        ),
      ].filter(({ id }) => id !== 'error:outcomes');
    }
  }
}
