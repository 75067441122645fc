import { button, h, icon } from '../../dom';
import { filled } from '../../viewer/strings';
import { FIELD_KINDS, type FieldKind } from '../composition';
import type { StringKey } from '../strings';
import type { ComposerContext } from './context';
import { labelled, Select } from './inputs';
import { Section } from './section';

/** What a field is dragged as, from here to a page. */
export const FIELD_TYPE = 'application/x-jsign-field';

interface KindLook {
  readonly words: StringKey;
  readonly icon: string;
  /** The key that places one while the pages have the focus. */
  readonly key: string;
}
export const KIND_LOOKS: Readonly<Record<FieldKind, KindLook>> = {
  signature: { words: 'kindSignature', icon: 'edit', key: 'S' },
  initials: { words: 'kindInitials', icon: 'case-sensitive', key: 'I' },
  date: { words: 'kindDate', icon: 'calendar', key: 'D' },
  text: { words: 'kindText', icon: 'symbol-string', key: 'T' },
  textArea: { words: 'kindTextArea', icon: 'three-bars', key: 'A' },
  checkbox: { words: 'kindCheckbox', icon: 'check', key: 'C' },
  dropdown: { words: 'kindDropdown', icon: 'list-selection', key: 'L' },
};

export interface FieldKindsPorts {
  /** A kind was chosen with the keyboard: the next key is for the pages. */
  readonly focusPages: () => void;
}

/** The kinds of fields, to click and then place, or to drag onto a page; and whose they are. */
export class FieldKinds {
  readonly section: Section;
  private readonly toolbar: HTMLElement;
  private readonly kinds = new Map<FieldKind, HTMLButtonElement>();
  private readonly whose: Select;
  private readonly nobody: HTMLElement;

  constructor(
    private readonly context: ComposerContext,
    ports: FieldKindsPorts,
  ) {
    const { strings, editor } = context;
    this.section = new Section({ key: 'fields', title: strings.fields });
    this.whose = new Select(strings.fieldsFor, (id) => editor.setSigner(id), { 'data-key': 'whose' });
    for (const kind of FIELD_KINDS) this.kinds.set(kind, this.kindButton(kind, ports));
    this.toolbar = h(
      'div',
      { class: 'kinds', role: 'toolbar', 'aria-label': strings.kinds },
      ...this.kinds.values(),
    );
    this.toolbar.addEventListener('keydown', (event) => this.key(event));
    this.nobody = h('p', { class: 'hint' }, strings.noSigners);
    this.section.body.append(
      labelled(strings.fieldsFor, this.whose.root, this.whose.element),
      this.toolbar,
      this.nobody,
      button({
        kind: 'link',
        key: 'suggest',
        label: strings.suggestPlaces,
        icon: 'lightbulb',
        run: () => context.say({ type: 'suggest' }),
      }),
    );
  }

  show(): void {
    const { editor, look } = this.context;
    const { signers } = editor.composition;
    for (const [kind, element] of this.kinds) {
      element.setAttribute('aria-pressed', String(kind === editor.tool));
      element.draggable = signers.length > 0;
    }
    this.stop(editor.tool ?? this.stopNow());
    this.whose.show(
      signers.map(({ id }, index) => ({ value: id, text: `${index + 1}  ${look(id).name}` })),
      editor.signerId,
    );
    this.whose.root.parentElement?.toggleAttribute('hidden', signers.length === 0);
    this.nobody.hidden = signers.length > 0;
  }

  /** To the kind that comes first, or was used last. */
  focus(): void {
    this.section.fold(true);
    this.kinds.get(this.stopNow())?.focus();
  }

  private kindButton(kind: FieldKind, { focusPages }: FieldKindsPorts): HTMLButtonElement {
    const { strings, editor } = this.context;
    const { words, icon: symbol, key } = KIND_LOOKS[kind];
    const element = h(
      'button',
      {
        type: 'button',
        class: 'kind',
        'data-key': `kind-${kind}`,
        'data-kind': kind,
        draggable: 'true',
        title: filled(strings.kindHint, strings[words], key),
      },
      icon(symbol),
      strings[words],
    );
    element.addEventListener('click', (event) => {
      const chosen = editor.tool === kind ? undefined : kind;
      editor.setTool(chosen);
      // Enter and the space bar click without a pointer.
      if (chosen !== undefined && event.detail === 0) focusPages();
    });
    element.addEventListener('dragstart', (event) => {
      event.dataTransfer?.setData(FIELD_TYPE, kind);
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
    });
    return element;
  }

  private stopNow(): FieldKind {
    return FIELD_KINDS.find((kind) => this.kinds.get(kind)?.tabIndex === 0) ?? 'signature';
  }

  /** The one button of the bar that takes the Tab key. */
  private stop(at: FieldKind): void {
    for (const [kind, element] of this.kinds) element.tabIndex = kind === at ? 0 : -1;
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const count = FIELD_KINDS.length;
    const at = FIELD_KINDS.findIndex((kind) => this.kinds.get(kind) === document.activeElement);
    const to: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % count,
      ArrowDown: (at + 1) % count,
      ArrowLeft: (at - 1 + count) % count,
      ArrowUp: (at - 1 + count) % count,
      Home: 0,
      End: count - 1,
    };
    const next = FIELD_KINDS[to[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.stop(next);
    this.kinds.get(next)?.focus();
  }
}
