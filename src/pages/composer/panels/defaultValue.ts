import { h } from '../../dom';
import type { ComposedField } from '../composition';
import { mayHave } from '../model/fields';
import type { ComposerStrings } from '../strings';
import { Check, labelled, Select, textInput, type BoundText } from './inputs';

/** What stands in a field before its signer does anything: a text, a tick, or one of its choices. */
export class DefaultValue {
  readonly root: HTMLElement;
  private readonly text: BoundText;
  private readonly tick: Check;
  private readonly choice: Select;
  private readonly textRow: HTMLElement;
  private readonly choiceRow: HTMLElement;

  constructor(
    private readonly strings: ComposerStrings,
    set: (value: string | undefined, merge?: string) => void,
    done: () => void,
  ) {
    this.text = textInput({
      label: strings.defaultValue,
      change: (value) => set(value, 'default'),
      done,
      attributes: { 'data-key': 'default' },
    });
    this.tick = new Check({
      label: strings.defaultChecked,
      key: 'default-checked',
      change: (checked) => set(checked ? 'checked' : undefined),
    });
    this.choice = new Select(strings.defaultValue, (value) => set(value === '' ? undefined : value), {
      'data-key': 'default-choice',
    });
    this.textRow = labelled(strings.defaultValue, this.text.element);
    this.choiceRow = labelled(strings.defaultValue, this.choice.root, this.choice.element);
    this.root = h('div', { class: 'default-value' }, this.textRow, this.tick.root, this.choiceRow);
  }

  show(fields: readonly ComposedField[]): void {
    const [first] = fields;
    const kinds = new Set(fields.map(({ kind }) => kind));
    const one = fields.length === 1 ? first : undefined;
    const isText = [...kinds].every((kind) => kind === 'text' || kind === 'textArea');
    const isTick = kinds.size === 1 && first?.kind === 'checkbox';
    this.root.hidden = !first || ![...kinds].every((kind) => mayHave(kind, 'defaultValue'));
    this.textRow.hidden = !isText;
    this.tick.root.hidden = !isTick;
    this.choiceRow.hidden = one?.kind !== 'dropdown';
    const values = new Set(fields.map(({ defaultValue }) => defaultValue));
    const value = values.size === 1 ? first?.defaultValue : undefined;
    if (isText) this.text.show(value ?? '');
    if (isTick) this.tick.show(values.size > 1 ? undefined : value === 'checked');
    if (one?.kind === 'dropdown') {
      this.choice.show(
        [
          { value: '', text: this.strings.noDefault },
          ...(one.choices ?? []).map((text) => ({ value: text, text })),
        ],
        one.defaultValue ?? '',
      );
    }
  }
}
