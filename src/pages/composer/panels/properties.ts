import { h } from '../../dom';
import { filled } from '../../viewer/strings';
import { ALIGNMENTS, type Alignment, type Box, type ComposedField } from '../composition';
import {
  mayHave,
  moveFields,
  resizeField,
  setFields,
  type FieldPatch,
  type FieldProperty,
} from '../model/fields';
import type { StringKey } from '../strings';
import { ArrangeTools } from './arrangeTools';
import type { ComposerContext } from './context';
import { DefaultValue } from './defaultValue';
import { KIND_LOOKS } from './fieldKinds';
import { BoundNumber, Check, labelled, Select, textArea, textInput } from './inputs';
import { Section } from './section';

const ALIGNMENT_WORDS: Readonly<Record<Alignment, StringKey>> = {
  left: 'textLeft',
  center: 'textCenter',
  right: 'textRight',
};

/** What the selected fields have in common, to look at and to change. */
export class Properties {
  readonly section: Section;
  private readonly kind = h('p', { class: 'hint' });
  private readonly signer: Select;
  private readonly required: Check;
  private readonly label;
  private readonly defaultValue: DefaultValue;
  private readonly alignment: Select;
  private readonly limit: BoundNumber;
  private readonly choices;
  private readonly numbers: Readonly<Record<keyof Box, BoundNumber>>;
  private readonly place: HTMLElement;
  private readonly tools: ArrangeTools;
  /** Rows that only some kinds have. */
  private readonly rows: Readonly<Record<Exclude<FieldProperty, 'defaultValue'>, HTMLElement>>;

  constructor(
    private readonly context: ComposerContext,
    ports: { readonly focusPages: () => void },
  ) {
    const { strings, editor } = context;
    const done = () => editor.endMerge();
    this.section = new Section({ key: 'properties', title: strings.properties });
    this.signer = new Select(strings.signer, (signerId) => this.set({ signerId }), { 'data-key': 'signer' });
    this.required = new Check({
      label: strings.required,
      key: 'required',
      change: (required) => this.set({ required }),
    });
    this.label = textInput({
      label: strings.fieldLabel,
      change: (label) => this.set({ label }, 'label'),
      clean: (text) => text.trim(),
      done,
      attributes: { 'data-key': 'label' },
    });
    this.choices = textArea({
      label: strings.choices,
      change: (text) => this.set({ choices: linesOf(text) }, 'choices'),
      clean: (text) => linesOf(text).join('\n'),
      done,
      attributes: { 'data-key': 'choices', rows: 4, 'aria-describedby': 'choices-hint' },
    });
    this.defaultValue = new DefaultValue(
      strings,
      (value, merge) => this.set({ defaultValue: value }, merge),
      done,
    );
    this.alignment = new Select(
      strings.alignment,
      (value) => this.set({ alignment: ALIGNMENTS.find((each) => each === value) }),
      { 'data-key': 'alignment' },
    );
    this.limit = new BoundNumber({
      label: strings.charLimit,
      least: 1,
      most: 10_000,
      whole: true,
      optional: true,
      change: (charLimit) => this.set({ charLimit }, 'limit'),
      done,
      attributes: { 'data-key': 'limit' },
    });
    this.numbers = {
      x: this.number('x', strings.left, 0),
      y: this.number('y', strings.top, 0),
      width: this.number('width', strings.width, 8),
      height: this.number('height', strings.height, 8),
    };
    this.tools = new ArrangeTools(context, ports.focusPages);
    this.rows = {
      label: labelled(strings.fieldLabel, this.label.element),
      alignment: labelled(strings.alignment, this.alignment.root, this.alignment.element),
      charLimit: labelled(strings.charLimit, this.limit.element),
      choices: labelled(
        strings.choices,
        h(
          'div',
          { class: 'stack' },
          this.choices.element,
          h('span', { class: 'hint', id: 'choices-hint' }, strings.choicesHint),
        ),
        this.choices.element,
      ),
    };
    const { x, y, width, height } = this.numbers;
    this.place = h(
      'div',
      { class: 'quad', role: 'group', 'aria-label': strings.position },
      labelled(strings.left, x.element),
      labelled(strings.top, y.element),
      labelled(strings.width, width.element),
      labelled(strings.height, height.element),
    );
    this.section.body.append(
      this.kind,
      labelled(strings.signer, this.signer.root, this.signer.element),
      this.required.root,
      this.rows.label,
      this.rows.choices,
      this.defaultValue.root,
      this.rows.alignment,
      this.rows.charLimit,
      this.place,
      this.tools.root,
    );
    // Back to where the field is.
    this.section.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      ports.focusPages();
    });
  }

  show(): void {
    const { editor } = this.context;
    const fields = this.selected();
    const [first] = fields;
    this.section.root.hidden = !first;
    if (!first) return;
    this.showCommon(fields, first);
    const able = (property: FieldProperty) => fields.every(({ kind }) => mayHave(kind, property));
    for (const [property, row] of Object.entries(this.rows)) {
      row.hidden = !able(property as FieldProperty);
    }
    this.label.show(common(fields, ({ label }) => label) ?? '');
    this.limit.show(common(fields, ({ charLimit }) => charLimit));
    this.choices.show(common(fields, ({ choices }) => (choices ?? []).join('\n')) ?? '');
    this.showAlignment(fields);
    this.defaultValue.show(fields);
    this.place.hidden = fields.length > 1;
    for (const part of ['x', 'y', 'width', 'height'] as const) this.numbers[part].show(first.box[part]);
    this.tools.show(editor.selected.length);
  }

  /** Goes to the first thing to say about the selection. */
  focus(): void {
    if (this.section.root.hidden) return;
    this.section.fold(true);
    const [first, ...more] = this.selected();
    if (first?.kind === 'dropdown' && more.length === 0) this.choices.element.focus();
    else this.label.element.focus();
    this.section.root.scrollIntoView({ block: 'nearest' });
  }

  private showCommon(fields: readonly ComposedField[], first: ComposedField): void {
    const { strings, look, editor } = this.context;
    const oneKind = common(fields, ({ kind }) => kind);
    this.section.title = strings.properties;
    const kind = oneKind === undefined ? strings.severalKinds : strings[KIND_LOOKS[oneKind].words];
    this.kind.textContent =
      fields.length === 1
        ? filled(strings.oneSelected, kind, first.page)
        : filled(strings.severalSelected, fields.length, kind);
    this.signer.show(
      editor.composition.signers.map(({ id }, index) => ({
        value: id,
        text: `${index + 1}  ${look(id).name}`,
      })),
      common(fields, ({ signerId }) => signerId),
    );
    this.required.show(common(fields, ({ required }) => required));
  }

  private showAlignment(fields: readonly ComposedField[]): void {
    const { strings } = this.context;
    this.alignment.show(
      [
        { value: '', text: strings.alignmentDefault },
        ...ALIGNMENTS.map((value) => ({ value, text: strings[ALIGNMENT_WORDS[value]] })),
      ],
      common(fields, ({ alignment }) => alignment ?? ''),
    );
  }

  private selected(): readonly ComposedField[] {
    const { selected, composition } = this.context.editor;
    const byId = new Map(composition.fields.map((field) => [field.id, field]));
    return selected.flatMap((id) => byId.get(id) ?? []);
  }

  private set(patch: FieldPatch, merge?: string): void {
    const { editor, strings } = this.context;
    const key = merge === undefined ? {} : { merge: `${merge}-${editor.selected.join()}` };
    editor.apply(setFields(editor.selected, patch), strings.didProperties, key);
  }

  private number(part: keyof Box, label: string, least: number): BoundNumber {
    const { editor, strings } = this.context;
    return new BoundNumber({
      label,
      least,
      step: 1,
      change: (value) => {
        const [field] = this.selected();
        if (!field || value === undefined) return;
        const { id, box } = field;
        const edit =
          part === 'x'
            ? moveFields([id], value - box.x, 0)
            : part === 'y'
              ? moveFields([id], 0, value - box.y)
              : resizeField(id, { ...box, [part]: value });
        editor.apply(edit, strings.didPlace, { merge: `place-${id}` });
      },
      done: () => editor.endMerge(),
      attributes: { 'data-key': part },
    });
  }
}

/** What all of them have; `undefined` where they differ. */
function common<T>(fields: readonly ComposedField[], read: (field: ComposedField) => T): T | undefined {
  const [first, ...more] = fields.map(read);
  return more.every((value) => value === first) ? first : undefined;
}

function linesOf(text: string): readonly string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}
