import {
  commands as editorCommands,
  EventEmitter,
  l10n,
  window,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
} from 'vscode';
import type { TemplateAction } from '../../jsign/types';
import type { Accounts, SessionState } from '../account/api';
import { UserError, type Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import { Disposable, DisposableSlot } from '../platform/disposable';
import { lazy } from '../platform/lazy';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { toTreeItem } from '../platform/treeItems';
import type { When } from '../platform/when';
import { templateRef, type TemplateDesk } from './api';
import { filterWords, templateNodes, templateRow, type TemplateNode } from './present';
import { isFiltered, TemplateShelf } from './store';

/** Milliseconds that a line stays in the status bar. */
const STATUS_TIME = 8000;

export interface TemplatesDependencies {
  readonly accounts: Accounts;
  readonly commands: CommandRegistry;
  readonly actions: Actions;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: When;
}

/** The Templates view. */
export class TemplatesFeature extends Disposable implements TreeDataProvider<TemplateNode>, TemplateDesk {
  private readonly emitter = this._register(new EventEmitter<TemplateNode | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly listening = this._register(new DisposableSlot());
  private readonly view: TreeView<TemplateNode>;
  private shelf: TemplateShelf | undefined;
  /** The shelf that VS Code is waiting for. */
  private asked: TemplateShelf | undefined;
  private readonly part = lazy(async () =>
    (await import('./part')).createTemplates({
      ...this.deps,
      showStatus: (text) => void window.setStatusBarMessage(text, STATUS_TIME),
    }),
  );

  constructor(private readonly deps: TemplatesDependencies) {
    super();
    const { accounts, commands } = deps;
    this.view = this._register(window.createTreeView('jsign.templates', { treeDataProvider: this }));
    this._register(accounts.onDidChange((state) => this.follow(state)));
    this.follow(accounts.state);
    commands.register('jsign.refreshTemplates', () => this.refresh());
    commands.register('jsign.loadMoreTemplates', () => this.more());
    commands.register('jsign.retryTemplates', () => this.shelf?.list.retry());
    commands.register('jsign.filterTemplates', () => this.filter());
    commands.register('jsign.activateTemplate', (row) => this.act(row, 'activate'));
    commands.register('jsign.deactivateTemplate', (row) => this.act(row, 'deactivate'));
    commands.register('jsign.deleteTemplate', (row) => this.act(row, 'delete'));
  }

  getTreeItem(node: TemplateNode): TreeItem {
    return toTreeItem(templateRow(node, this.deps.translate, this.deps.when), node);
  }

  async getChildren(node?: TemplateNode): Promise<TemplateNode[]> {
    const { shelf } = this;
    if (node || !shelf) return [];
    // What VS Code waits for here it shows by itself: telling it of the change as well would make it ask all over again.
    this.asked = shelf;
    await shelf.list.open();
    this.asked = undefined;
    if (shelf !== this.shelf) return [];
    return [...templateNodes(shelf, (error) => this.deps.actions.describe(error))];
  }

  async changed(): Promise<void> {
    await this.shelf?.list.refresh();
  }

  private async act(row: unknown, action: TemplateAction): Promise<void> {
    const ref = templateRef(row);
    if (!ref || !this.shelf) throw new UserError(l10n.t('Choose a template in the Templates view first.'));
    await (await this.part()).actions.run(this.shelf, ref, action);
  }

  private async filter(): Promise<void> {
    if (!this.shelf) return;
    // From the palette as well: a filter on a view that is not to be seen would look as if nothing happened.
    await editorCommands.executeCommand('jsign.templates.focus');
    await (await this.part()).filtering.choose(this.shelf);
  }

  private async more(): Promise<void> {
    if (!this.shelf) return;
    if (isFiltered(this.shelf.filter)) await (await this.part()).filtering.readOn(this.shelf);
    else await this.shelf.list.more();
  }

  private async refresh(): Promise<void> {
    await window.withProgress(
      { location: { viewId: 'jsign.templates' }, title: l10n.t('Reading templates') },
      () => this.changed(),
    );
  }

  private follow(state: SessionState): void {
    const before = this.shelf;
    const session = state.kind === 'signedIn' ? state.session : undefined;
    // A renewed session is no reason to show something else; another account is.
    const kept = before?.session.account.id === session?.account.id ? before?.filter : undefined;
    const shelf = session && new TemplateShelf(session, kept);
    this.shelf = shelf;
    const list = shelf?.list.onDidChange(() => {
      if (shelf.list.state !== 'loading' && shelf !== this.asked) this.emitter.fire(undefined);
    });
    const filter = shelf?.onDidFilter(() => this.show());
    this.listening.set({ dispose: () => [list, filter].forEach((each) => each?.dispose()) });
    this.show();
  }

  private show(): void {
    this.view.description = this.shelf ? filterWords(this.shelf.filter, this.deps.translate) : '';
    this.emitter.fire(undefined);
  }
}
