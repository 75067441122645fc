import { button, h, icon } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedDocument } from '../composition';
import { moveDocument, removeDocument } from '../model/documents';
import type { Spot } from '../model/geometry';
import type { ComposerContext } from './context';
import { DocumentRow } from './documentRow';
import { KeyedRows } from './keyed';
import { reorderable } from './reorder';
import { Section } from './section';

export interface DocumentsPorts {
  readonly goTo: (documentId: string, page: number) => void;
  readonly looked: () => Spot | undefined;
}

/** The documents in order, and their pages to go to. */
export class Documents {
  readonly section: Section;
  private readonly list = h('ul', { class: 'documents-list' });
  private readonly rows: KeyedRows<ComposedDocument, DocumentRow>;
  private readonly add: HTMLButtonElement;
  private readonly most = h('p', { class: 'hint' });
  private readonly counts = new Map<string, Map<number, number>>();

  constructor(
    private readonly context: ComposerContext,
    private readonly ports: DocumentsPorts,
  ) {
    const { strings } = context;
    this.section = new Section({ key: 'documents', title: strings.documents });
    this.rows = new KeyedRows(
      this.list,
      ({ id }) => id,
      (id) =>
        new DocumentRow(strings, id, {
          goTo: (page) => ports.goTo(id, page),
          remove: () => this.remove(id),
          looked: () => ports.looked(),
          fieldsOn: (page) => this.counts.get(id)?.get(page) ?? 0,
        }),
    );
    this.add = button({
      kind: 'link',
      key: 'addFiles',
      label: strings.addFiles,
      icon: 'add',
      run: () => context.say({ type: 'addFiles' }),
    });
    reorderable(this.list, { type: 'application/x-jsign-document', move: (id, to) => this.move(id, to) });
    this.section.body.append(
      this.list,
      this.add,
      this.most,
      h('p', { class: 'drop-hint hint' }, icon('cloud-upload', 'muted'), h('span', {}, strings.dropHint)),
    );
  }

  show(): void {
    const { documents } = this.context.editor.composition;
    this.count();
    this.rows.show(documents);
    this.section.count(documents.length === 0 ? '' : String(documents.length));
    const { strings, facts } = this.context;
    const { mostDocuments } = facts;
    this.most.hidden = mostDocuments === undefined || documents.length < mostDocuments;
    this.most.textContent = filled(strings.mostDocuments, mostDocuments ?? 0);
  }

  /** Somebody looks at another page. */
  placeChanged(): void {
    for (const { id } of this.context.editor.composition.documents) this.rows.get(id)?.placeChanged();
  }

  focus(): void {
    this.section.fold(true);
    const documentId = this.ports.looked()?.documentId;
    const first = this.context.editor.composition.documents[0]?.id;
    const row = this.rows.get(documentId ?? '') ?? this.rows.get(first ?? '');
    if (row) row.focus();
    else this.add.focus();
  }

  private count(): void {
    this.counts.clear();
    for (const { documentId, page } of this.context.editor.composition.fields) {
      const pages = this.counts.get(documentId) ?? new Map<number, number>();
      pages.set(page, (pages.get(page) ?? 0) + 1);
      this.counts.set(documentId, pages);
    }
  }

  private remove(id: string): void {
    const { editor, strings, announce } = this.context;
    const { documents } = editor.composition;
    const at = documents.findIndex((document) => document.id === id);
    const gone = documents[at];
    if (!gone) return;
    editor.apply(removeDocument(id), filled(strings.didRemove, gone.name));
    announce(filled(strings.saidRemoved, gone.name));
    const neighbour = editor.composition.documents[Math.min(at, documents.length - 2)];
    if (neighbour) this.rows.get(neighbour.id)?.focus();
    else this.add.focus();
  }

  private move(id: string, to: number): void {
    const { editor, strings, announce } = this.context;
    const name = editor.composition.documents.find((document) => document.id === id)?.name ?? '';
    editor.apply(moveDocument(id, to), filled(strings.didMove, name));
    announce(filled(strings.saidMoved, name, to + 1, editor.composition.documents.length));
  }
}
