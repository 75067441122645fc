import { EventEmitter, l10n, window, type TreeDataProvider, type TreeItem } from 'vscode';
import type { TemplateSummary } from '../../jsign/types';
import type { Accounts, SessionState } from '../account/api';
import type { Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import { Disposable, DisposableSlot } from '../platform/disposable';
import type { PagedList } from '../platform/pagedList';
import type { Translate } from '../platform/translate';
import { toTreeItem } from '../platform/treeItems';
import type { When } from '../platform/when';
import type { TemplateDesk } from './api';
import { templateNodes, templateRow, type TemplateNode } from './present';
import { templateList } from './store';

export interface TemplatesDependencies {
  readonly accounts: Accounts;
  readonly commands: CommandRegistry;
  readonly actions: Actions;
  readonly translate: Translate;
  readonly when: When;
}

/** The Templates view. */
export class TemplatesFeature extends Disposable implements TreeDataProvider<TemplateNode>, TemplateDesk {
  private readonly emitter = this._register(new EventEmitter<TemplateNode | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly listening = this._register(new DisposableSlot());
  private list: PagedList<TemplateSummary> | undefined;
  /** The list that VS Code is waiting for. */
  private asked: PagedList<TemplateSummary> | undefined;

  constructor(private readonly deps: TemplatesDependencies) {
    super();
    const { accounts, commands } = deps;
    this._register(window.createTreeView('jsign.templates', { treeDataProvider: this }));
    this._register(accounts.onDidChange((state) => this.follow(state)));
    this.follow(accounts.state);
    commands.register('jsign.refreshTemplates', () => this.refresh());
    commands.register('jsign.loadMoreTemplates', () => this.list?.more());
    commands.register('jsign.retryTemplates', () => this.list?.retry());
  }

  getTreeItem(node: TemplateNode): TreeItem {
    return toTreeItem(templateRow(node, this.deps.translate, this.deps.when), node);
  }

  async getChildren(node?: TemplateNode): Promise<TemplateNode[]> {
    const { list } = this;
    if (node || !list) return [];
    // What VS Code waits for here it shows by itself: telling it of the change as well would make it ask all over again.
    this.asked = list;
    await list.open();
    this.asked = undefined;
    if (list !== this.list) return [];
    return [...templateNodes(list, (error) => this.deps.actions.describe(error))];
  }

  async changed(): Promise<void> {
    await this.list?.refresh();
  }

  private async refresh(): Promise<void> {
    await window.withProgress(
      { location: { viewId: 'jsign.templates' }, title: l10n.t('Reading templates') },
      () => this.changed(),
    );
  }

  private follow(state: SessionState): void {
    this.list = state.kind === 'signedIn' ? templateList(state.session) : undefined;
    this.listening.set(
      this.list?.onDidChange(() => {
        if (this.list?.state !== 'loading' && this.list !== this.asked) this.emitter.fire(undefined);
      }),
    );
    this.emitter.fire(undefined);
  }
}
