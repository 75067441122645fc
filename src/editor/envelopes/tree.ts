import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { KnownStatus } from '../../jsign/types';
import { Disposable, DisposableSlot } from '../platform/disposable';
import { toTreeItem } from '../platform/treeItems';
import type { EnvelopeNode, GroupNode, Node } from './nodes';
import type { Outline } from './outline';
import type { Presenter } from './present';
import type { ServiceEnvelopeStore } from './store';
import type { AccountEnvelopeStores } from './stores';

/** Shows the current store as a tree. Nodes keep their identity, so that a change redraws one row and not the whole view. */
export class EnvelopeTree extends Disposable implements TreeDataProvider<Node> {
  private readonly emitter = this._register(new EventEmitter<Node | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly groups = new Map<KnownStatus, GroupNode>();
  private readonly envelopes = new Map<string, EnvelopeNode>();
  private readonly listening = this._register(new DisposableSlot());

  constructor(
    private readonly stores: AccountEnvelopeStores,
    private readonly outline: Outline,
    private readonly presenter: Presenter,
  ) {
    super();
    this._register(stores.onDidChange((store) => this.follow(store)));
    this.follow(stores.current);
  }

  getTreeItem(node: Node): TreeItem {
    const store = this.stores.current;
    // Between a change of account and the redraw VS Code may still ask for rows of the account before.
    if (!store) return toTreeItem({ id: 'gone', label: '', children: 'none' }, node);
    return toTreeItem(this.presenter.row(node, store), node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const store = this.stores.current;
    if (!store) return [];
    const found = node ? await this.outline.children(node, store) : this.outline.roots(store);
    // The account may have changed while the service was asked.
    return store === this.stores.current ? found.map((child) => this.keep(child)) : [];
  }

  private follow(store: ServiceEnvelopeStore | undefined): void {
    this.groups.clear();
    this.envelopes.clear();
    this.listening.set(
      store?.onDidChange((change) => {
        if (change.envelopeId !== undefined) this.redrawEnvelope(change.envelopeId);
        else this.emitter.fire(change.group === undefined ? undefined : this.groups.get(change.group));
      }),
    );
    this.emitter.fire(undefined);
  }

  private redrawEnvelope(envelopeId: string): void {
    for (const node of this.envelopes.values()) if (node.envelopeId === envelopeId) this.emitter.fire(node);
  }

  /** The node we gave before for the same row, unless its facts have changed. */
  private keep(node: Node): Node {
    if (node.kind === 'group') {
      const kept = this.groups.get(node.status) ?? node;
      this.groups.set(node.status, kept);
      return kept;
    }
    if (node.kind !== 'envelope') return node;
    const key = `${node.group}:${node.envelopeId}`;
    const kept = this.envelopes.get(key);
    if (kept?.summary === node.summary) return kept;
    this.envelopes.set(key, node);
    return node;
  }
}
