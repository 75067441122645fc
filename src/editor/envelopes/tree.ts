import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { Disposable, DisposableSlot } from '../platform/disposable';
import { toTreeItem } from '../platform/treeItems';
import type { GroupKey, StoreChange } from './api';
import type { DraftNode, DraftsNode, EnvelopeNode, FilterNode, GroupNode, Node } from './nodes';
import type { Outline } from './outline';
import type { Presenter } from './present';
import type { ServiceEnvelopeStore } from './store';
import type { AccountEnvelopeStores } from './stores';

/** Shows the current store as a tree. Nodes keep their identity, so that a change redraws one row and not the whole view. */
export class EnvelopeTree extends Disposable implements TreeDataProvider<Node> {
  private readonly emitter = this._register(new EventEmitter<Node | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly groups = new Map<GroupKey, GroupNode | FilterNode>();
  private readonly envelopes = new Map<string, EnvelopeNode>();
  private readonly draftGroup: DraftsNode = { kind: 'drafts' };
  private readonly drafts = new Map<string, DraftNode>();
  /** Whether the group of drafts was there when the groups were drawn; `undefined` while they were not. */
  private hadDrafts: boolean | undefined;
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
    if (store !== this.stores.current) return [];
    if (!node) this.hadDrafts = found.some(({ kind }) => kind === 'drafts');
    return found.map((child) => this.keep(child));
  }

  /** Only groups are ever brought into view, and nothing stands above them. */
  getParent(): undefined {
    return undefined;
  }

  /** The groups are others now. */
  redraw(): void {
    this.emitter.fire(undefined);
  }

  /** There are other drafts, or other things are said of them. */
  redrawDrafts(): void {
    const store = this.stores.current;
    if (!store || this.hadDrafts === undefined) return;
    const has = this.outline.roots(store).some(({ kind }) => kind === 'drafts');
    if (has !== this.hadDrafts) this.redraw();
    else if (has) this.emitter.fire(this.draftGroup);
  }

  /** The row of a group, where there is one. */
  groupNode(key: GroupKey): Node | undefined {
    const store = this.stores.current;
    const found = store && this.outline.roots(store).find((node) => keyOf(node) === key);
    return found && this.keep(found);
  }

  private follow(store: ServiceEnvelopeStore | undefined): void {
    this.groups.clear();
    this.envelopes.clear();
    this.drafts.clear();
    this.hadDrafts = undefined;
    this.listening.set(
      store?.onDidChange((change) => {
        if (change.envelopeId !== undefined) this.redrawEnvelope(change.envelopeId, change.part);
        else if (change.group === undefined) this.redraw();
        else this.redrawGroup(change.group);
      }),
    );
    this.redraw();
  }

  /** A group that was never drawn, or is gone, has nothing to be drawn again. */
  private redrawGroup(key: GroupKey): void {
    const node = this.groups.get(key);
    if (node) this.emitter.fire(node);
  }

  /** What VS Code is drawing already, because it has asked us, is not drawn anew: it drops a click on a row that is replaced. */
  private redrawEnvelope(envelopeId: string, part: StoreChange['part']): void {
    if (part === 'attachments' && this.outline.isReadingAttachments(envelopeId)) return;
    for (const node of this.envelopes.values()) if (node.envelopeId === envelopeId) this.emitter.fire(node);
  }

  /** The node we gave before for the same row, unless its facts have changed. */
  private keep(node: Node): Node {
    if (node.kind === 'group' || node.kind === 'filter') {
      const key = node.kind === 'group' ? node.status : node.group;
      const kept = this.groups.get(key) ?? node;
      this.groups.set(key, kept);
      return kept;
    }
    if (node.kind === 'drafts') return this.draftGroup;
    if (node.kind === 'draft') {
      const known = this.drafts.get(node.draftId ?? '');
      if (known?.row === node.row) return known;
      this.drafts.set(node.draftId ?? '', node);
      return node;
    }
    if (node.kind !== 'envelope') return node;
    const key = `${node.group}:${node.envelopeId}`;
    const kept = this.envelopes.get(key);
    if (kept?.summary === node.summary) return kept;
    this.envelopes.set(key, node);
    return node;
  }
}

function keyOf(node: Node): GroupKey | undefined {
  return node.kind === 'group' ? node.status : node.kind === 'filter' ? node.group : undefined;
}
