import { randomUUID } from 'node:crypto';
import { l10n, window, type TreeView } from 'vscode';
import type { Accounts } from '../account/api';
import type { Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import type { ContextKeys } from '../platform/contextKeys';
import { Disposable, DisposableSlot } from '../platform/disposable';
import type { Listen } from '../platform/event';
import { lazy } from '../platform/lazy';
import type { Memory } from '../platform/memory';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import type { DraftList, EnvelopeRef, FilterKey } from './api';
import { registerAttachmentCommands } from './attachments/attachmentCommands';
import { AttachmentDrop, chooseFiles } from './attachments/attachmentDrop';
import type { FileSource } from './attachments/localFiles';
import type { AttachmentPorts, AttachmentTarget } from './attachments/ports';
import { FilterShelf } from './finding/savedFilters';
import { isNode, type Node } from './nodes';
import { Outline } from './outline';
import { Presenter } from './present';
import type { ServiceEnvelopeStore } from './store';
import type { AccountEnvelopeStores } from './stores';
import { EnvelopeTree } from './tree';

/** Milliseconds that a line stays in the status bar. */
const STATUS_TIME = 8000;

export interface EnvelopesDependencies {
  readonly stores: AccountEnvelopeStores;
  readonly accounts: Accounts;
  readonly commands: CommandRegistry;
  readonly contextKeys: ContextKeys;
  readonly actions: Actions;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: When;
  /** The client of an account that is signed in. */
  readonly client: AttachmentPorts['client'];
  /** Of this machine, for all folders: keeps the saved filters of each account. */
  readonly memory: Memory;
  /** What is being prepared on this machine. */
  readonly drafts: DraftList;
  /** Reads what is to be attached. */
  readonly files: FileSource;
  /** Shows an attachment in the editor. */
  readonly openAttachment: (target: AttachmentTarget) => Promise<void>;
}

/** The Envelopes view: tree, badge, header, and the commands of the list. What is used seldom is loaded when first needed. */
export class EnvelopesFeature extends Disposable {
  private readonly view: TreeView<Node>;
  private readonly tree: EnvelopeTree;
  private readonly shelf: FilterShelf;
  private readonly listening = this._register(new DisposableSlot());
  /** The store that was asked whether it is empty. */
  private looked: ServiceEnvelopeStore | undefined;
  private readonly part = lazy(async () =>
    (await import('./finding/part')).createFinding({
      ...this.deps,
      shelf: this.shelf,
      describe: (error) => this.deps.actions.describe(error),
      reveal: (key) => void this.reveal(key),
      showStatus: (text) => void window.setStatusBarMessage(text, STATUS_TIME),
    }),
  );

  constructor(private readonly deps: EnvelopesDependencies) {
    super();
    const { stores, commands, actions, translate, when, drafts, files, memory, openAttachment } = deps;
    const { part } = this;
    const shelf = (this.shelf = new FilterShelf(memory, randomUUID));
    const outline = new Outline((error) => actions.describe(error), shelf, drafts);
    const presenter = new Presenter(translate, when, (key) => shelf.isNew(key), drafts);
    this.tree = this._register(new EnvelopeTree(stores, outline, presenter));
    this.view = this._register(
      window.createTreeView('jsign.envelopes', {
        treeDataProvider: this.tree,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: new AttachmentDrop(files, actions, part),
      }),
    );
    this._register(shelf.onDidChange(() => this.tree.redraw()));
    this._register(drafts.onDidChange(() => this.tree.redrawDrafts()));
    this._register(stores.onDidChange((store) => this.follow(store)));
    this._register(this.view.onDidChangeVisibility(({ visible }) => visible && this.look(stores.current)));
    this.follow(stores.current);

    commands.register('jsign.refresh', () => this.refresh());
    commands.register('jsign.loadMore', (node) =>
      isNode(node, 'more') ? stores.current?.group(node.group).more() : undefined,
    );
    commands.register('jsign.retry', (node) => this.retry(node));
    commands.register('jsign.findEnvelope', async () => (await part()).finding.find());
    commands.register('jsign.filterEnvelopes', async (row) => (await part()).finding.filter(row));
    commands.register('jsign.removeSavedFilter', async (row, rows) =>
      (await part()).finding.remove(row, rows),
    );
    registerAttachmentCommands({
      commands,
      part,
      pickEnvelope: () => this.pickEnvelope(),
      chooseFiles: (title) => chooseFiles(title, files),
      openAttachment,
    });
  }

  /** Whether the view is on screen. */
  get isVisible(): boolean {
    return this.view.visible;
  }

  get onDidChangeVisible(): Listen<unknown> {
    return this.view.onDidChangeVisibility;
  }

  /** Lets the person choose one of the envelopes seen so far; where there are many of them, by searching. */
  async pickEnvelope(): Promise<EnvelopeRef | undefined> {
    return (await this.part()).finding.pickEnvelope();
  }

  private async reveal(key: FilterKey): Promise<void> {
    const node = this.tree.groupNode(key);
    if (!node) return;
    try {
      await this.view.reveal(node, { select: true, focus: true, expand: true });
    } catch {
      // VS Code was drawing something else; the group stands there all the same.
    }
  }

  private async refresh(): Promise<void> {
    const store = this.deps.stores.current;
    if (!store) return;
    await window.withProgress({ location: { viewId: 'jsign.envelopes' } }, () => store.refresh());
  }

  private async retry(node: unknown): Promise<void> {
    const store = this.deps.stores.current;
    if (!store || !isNode(node, 'error')) return;
    if (node.envelopeId !== undefined && node.part === 'attachments')
      await store.attachments(node.envelopeId, { fresh: true });
    else if (node.envelopeId !== undefined) await store.details(node.envelopeId, { fresh: true });
    else await store.group(node.group).retry();
  }

  private follow(store: ServiceEnvelopeStore | undefined): void {
    this.view.description = store
      ? `${store.account.email} · ${this.deps.accounts.environmentLabel(store.account)}`
      : '';
    this.listening.set(store?.onDidChange(() => this.show(store)));
    this.show(store);
    if (this.view.visible) this.look(store);
  }

  /** When the view is looked at: is there anything at all? Asked once per store, beside the groups that open by themselves. */
  private look(store: ServiceEnvelopeStore | undefined): void {
    if (store === this.looked) return;
    this.looked = store;
    // A failure here is shown by the groups, which ask at the same time.
    store?.probe().catch(() => {
      if (this.looked === store) this.looked = undefined;
    });
  }

  private show(store: ServiceEnvelopeStore | undefined): void {
    const waiting = store?.group('AwaitingMySignature').total ?? 0;
    this.view.badge =
      waiting > 0
        ? {
            value: waiting,
            tooltip:
              waiting === 1
                ? l10n.t('1 envelope needs your signature')
                : l10n.t('{0} envelopes need your signature', waiting),
          }
        : undefined;
    this.deps.contextKeys.set('jsign.noEnvelopes', store?.isEmpty ?? false);
  }
}
