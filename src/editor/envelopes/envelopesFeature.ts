import { l10n, window, type TreeView } from 'vscode';
import type { Accounts } from '../account/api';
import type { Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import type { ContextKeys } from '../platform/contextKeys';
import { Disposable, DisposableSlot } from '../platform/disposable';
import { shown } from '../platform/foreignText';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import type { EnvelopeRef } from './api';
import { isNode, type Node } from './nodes';
import { Outline } from './outline';
import { Presenter } from './present';
import { statusLook, statusWords } from './status';
import type { ServiceEnvelopeStore } from './store';
import type { AccountEnvelopeStores } from './stores';
import { EnvelopeTree } from './tree';

export interface EnvelopesDependencies {
  readonly stores: AccountEnvelopeStores;
  readonly accounts: Accounts;
  readonly commands: CommandRegistry;
  readonly contextKeys: ContextKeys;
  readonly actions: Actions;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: When;
}

/** The Envelopes view: tree, badge, header, and the commands of the list. */
export class EnvelopesFeature extends Disposable {
  private readonly view: TreeView<Node>;
  private readonly listening = this._register(new DisposableSlot());
  /** The store that was asked whether it is empty. */
  private looked: ServiceEnvelopeStore | undefined;

  constructor(private readonly deps: EnvelopesDependencies) {
    super();
    const { stores, commands, actions, translate, when } = deps;
    const outline = new Outline((error) => actions.describe(error));
    const tree = this._register(new EnvelopeTree(stores, outline, new Presenter(translate, when)));
    this.view = this._register(
      window.createTreeView('jsign.envelopes', { treeDataProvider: tree, showCollapseAll: true }),
    );
    this._register(stores.onDidChange((store) => this.follow(store)));
    this._register(this.view.onDidChangeVisibility(({ visible }) => visible && this.look(stores.current)));
    this.follow(stores.current);

    commands.register('jsign.refresh', () => this.refresh());
    commands.register('jsign.loadMore', (node) =>
      isNode(node, 'more') ? stores.current?.group(node.group).more() : undefined,
    );
    commands.register('jsign.retry', (node) => this.retry(node));
  }

  /** Lets the person choose one of the envelopes listed so far. */
  async pickEnvelope(): Promise<EnvelopeRef | undefined> {
    const store = this.deps.stores.current;
    if (!store) return undefined;
    if (store.seen().length === 0) {
      const groups = [store.group('AwaitingMySignature'), store.group('AwaitingOthers')];
      await Promise.all(groups.map((list) => (list.state === 'failed' ? list.retry() : list.open())));
      // An empty picker says that there is nothing. Where that is not known, this says why.
      if (groups.some((list) => list.state === 'failed')) await store.probe();
    }
    const items = store.seen().map((summary) => ({
      label: shown(summary.name),
      description: statusWords(summary.status, store.known(summary.id), this.deps.translate),
      icon: statusLook(summary.status).icon,
      value: summary.id,
    }));
    const chosen = await this.deps.prompts.pick({
      title: l10n.t('Choose an envelope'),
      placeholder: items.length === 0 ? l10n.t('No envelope is listed yet') : l10n.t('Name of the envelope'),
      items,
    });
    return chosen.kind === 'value' ? { accountId: store.account.id, envelopeId: chosen.value } : undefined;
  }

  private async refresh(): Promise<void> {
    const store = this.deps.stores.current;
    if (!store) return;
    await window.withProgress({ location: { viewId: 'jsign.envelopes' } }, () => store.refresh());
  }

  private async retry(node: unknown): Promise<void> {
    const store = this.deps.stores.current;
    if (!store || !isNode(node, 'error')) return;
    if (node.envelopeId !== undefined) await store.details(node.envelopeId, { fresh: true });
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
