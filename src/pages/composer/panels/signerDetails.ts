import { h } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedSigner } from '../composition';
import { updateSigner } from '../model/people';
import type { ComposerContext } from './context';
import { labelled, textArea, textInput, type BoundText } from './inputs';

/** Characters in a private note at most (API reference, section 12). */
const LONGEST_NOTE = 100;

/** What is rarely said of a signer: phone, a private note, the role. */
export class SignerDetails {
  readonly root: HTMLElement;
  private readonly country: BoundText;
  private readonly phone: BoundText;
  private readonly note: BoundText<HTMLTextAreaElement>;
  private readonly role: BoundText;
  private readonly left: HTMLElement;

  constructor(
    private readonly context: ComposerContext,
    id: string,
  ) {
    const { strings, editor } = context;
    const change = (patch: Parameters<typeof updateSigner>[1], what: string) =>
      editor.apply(updateSigner(id, patch), strings.didSigner, { merge: `${what}-${id}` });
    const done = () => editor.endMerge();
    this.country = textInput({
      label: strings.countryCode,
      clean: (text) => text.replace(/\D/g, '').slice(0, 4),
      change: (text) => change({ countryCode: text === '' ? undefined : Number(text) }, 'country'),
      done,
      attributes: { id: `country-${id}`, inputmode: 'tel', class: 'input country', placeholder: '49' },
    });
    this.phone = textInput({
      label: strings.phone,
      clean: (text) => text.trim(),
      change: (text) => change({ phoneNumber: text === '' ? undefined : text }, 'phone'),
      done,
      attributes: { id: `phone-${id}`, inputmode: 'tel' },
    });
    this.note = textArea({
      label: strings.privateNote,
      change: (text) => change({ note: text === '' ? undefined : text }, 'note'),
      done,
      attributes: { id: `note-${id}`, maxlength: LONGEST_NOTE, 'aria-describedby': `note-left-${id}` },
    });
    this.role = textInput({
      label: strings.role,
      clean: (text) => text.trim(),
      change: (text) => change({ role: text === '' ? undefined : text }, 'role'),
      done,
      attributes: { id: `role-${id}` },
    });
    this.left = h('span', { class: 'hint', id: `note-left-${id}` });
    this.root = h(
      'div',
      { class: 'signer-details', id: `signer-details-${id}` },
      h(
        'div',
        { class: 'pair' },
        labelled(
          strings.countryCode,
          h('span', { class: 'country-place' }, this.country.element),
          this.country.element,
        ),
        labelled(strings.phone, this.phone.element),
      ),
      labelled(
        strings.privateNote,
        h('div', { class: 'stack' }, this.note.element, this.left),
        this.note.element,
      ),
      labelled(strings.role, this.role.element),
    );
  }

  show({ countryCode, phoneNumber, note, role }: ComposedSigner): void {
    this.country.show(countryCode === undefined ? '' : String(countryCode));
    this.phone.show(phoneNumber ?? '');
    this.note.show(note ?? '');
    this.role.show(role ?? '');
    this.left.textContent = filled(this.context.strings.noteLength, (note ?? '').length, LONGEST_NOTE);
  }

  focus(part: 'phone' | 'note'): void {
    (part === 'phone' ? this.phone : this.note).element.focus();
  }
}
