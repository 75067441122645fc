import { button, h } from '../../dom';
import { filled } from '../../viewer/strings';
import {
  alignFields,
  distributeFields,
  duplicateFields,
  duplicateToAllPages,
  removeFields,
  type AlignEdge,
  type DistributeAxis,
} from '../model/fields';
import type { Edit } from '../model/editor';
import type { StringKey } from '../strings';
import type { ComposerContext } from './context';
import { glyph, type GlyphName } from './glyphs';

const EDGES: readonly (readonly [AlignEdge, StringKey])[] = [
  ['left', 'alignLeft'],
  ['center', 'alignCenter'],
  ['right', 'alignRight'],
  ['top', 'alignTop'],
  ['middle', 'alignMiddle'],
  ['bottom', 'alignBottom'],
];
const AXES: readonly (readonly [DistributeAxis, StringKey])[] = [
  ['horizontal', 'distributeHorizontally'],
  ['vertical', 'distributeVertically'],
];

/** What is done to the selected fields as a whole. */
export class ArrangeTools {
  readonly root: HTMLElement;
  private readonly align: HTMLElement;
  private readonly distribute: HTMLElement;

  constructor(
    private readonly context: ComposerContext,
    private readonly focusPages: () => void,
  ) {
    const { strings } = context;
    this.align = h(
      'div',
      { class: 'tools', role: 'group', 'aria-label': strings.align },
      ...EDGES.map(([edge, label]) => this.tool(label, edge, (ids) => alignFields(ids, edge))),
    );
    this.distribute = h(
      'div',
      { class: 'tools', role: 'group', 'aria-label': strings.distribute },
      ...AXES.map(([axis, label]) => this.tool(label, axis, (ids) => distributeFields(ids, axis))),
    );
    this.root = h(
      'div',
      { class: 'arrange' },
      this.align,
      this.distribute,
      h(
        'div',
        { class: 'tools', role: 'group', 'aria-label': strings.copies },
        this.named('duplicate', 'copy', () => this.copy(duplicateFields, strings.didDuplicate)),
        this.named('duplicateToAllPages', 'files', () =>
          this.copy(duplicateToAllPages, strings.didDuplicateToAllPages),
        ),
        this.named('removeFields', 'trash', () => this.remove()),
      ),
    );
  }

  /** How many are selected. */
  show(count: number): void {
    this.align.hidden = count < 2;
    this.distribute.hidden = count < 3;
  }

  private named(label: StringKey, symbol: string, run: () => void): HTMLButtonElement {
    return button({ kind: 'icon', key: label, label: this.context.strings[label], icon: symbol, run });
  }

  private tool(
    label: StringKey,
    picture: GlyphName,
    edit: (ids: readonly string[]) => Edit,
  ): HTMLButtonElement {
    const { editor, strings, announce } = this.context;
    const element = button({
      kind: 'icon',
      key: label,
      label: strings[label],
      run: () => {
        if (editor.apply(edit(editor.selected), strings[label])) announce(strings[label]);
      },
    });
    element.append(glyph(picture));
    return element;
  }

  private copy(make: typeof duplicateFields, label: string): void {
    const { editor, newId, announce, strings } = this.context;
    const { edit, ids } = make(editor.composition, editor.selected, newId);
    if (editor.apply(edit, label, { select: ids }))
      announce(filled(ids.length === 1 ? strings.saidOneCopy : strings.saidCopies, ids.length));
  }

  private remove(): void {
    const { editor, strings, announce } = this.context;
    const count = editor.selected.length;
    if (!editor.apply(removeFields(editor.selected), strings.didRemoveFields)) return;
    announce(filled(count === 1 ? strings.saidOneRemoved : strings.saidManyRemoved, count));
    this.focusPages();
  }
}
