import type { Field, Signer } from '../core/model';
import { offeredValue } from '../operations/signing';
import { type Html, html } from './html';

/** Names of the inputs that stand for all signature and all initials fields of the signer. */
const SIGNATURE = 'signature';
const INITIALS = 'initials';

/** The signer's fields as inputs of a form. */
export function fieldInputs(signer: Signer, now: number, given?: URLSearchParams): Html {
  const has = (kind: Field['kind']): boolean => signer.fields.some((field) => field.kind === kind);
  const shared = (kind: 'signature' | 'initials', name: string, label: string): Html => {
    const field = signer.fields.find((f) => f.kind === kind);
    const value = given?.get(name) ?? (field === undefined ? '' : offeredValue(field, signer, now));
    return html`<label for="${name}">${label}</label
      ><input
        type="text"
        class="script"
        id="${name}"
        name="${name}"
        value="${value}"
        required
        maxlength="100"
        autocomplete="off"
      />`;
  };
  return html`${has('signature') ? shared('signature', SIGNATURE, 'Signature') : undefined}
  ${has('initials') ? shared('initials', INITIALS, 'Initials') : undefined}
  ${signer.fields.map((field, index) => input(field, index, signer, now, given))}`;
}

/** What a submitted form says, in the order of the signer's fields. */
export function fieldValues(signer: Signer, form: URLSearchParams): readonly string[] {
  return signer.fields.map((field, index) => {
    if (field.kind === 'signature') return form.get(SIGNATURE) ?? '';
    if (field.kind === 'initials') return form.get(INITIALS) ?? '';
    const value = form.get(`field${index}`) ?? '';
    return field.kind === 'checkbox'
      ? value === ''
        ? 'unchecked'
        : 'checked'
      : value.replaceAll('\r\n', '\n');
  });
}

const NAMES: Readonly<Record<Field['kind'], string>> = {
  signature: 'Signature',
  initials: 'Initials',
  date: 'Date',
  text: 'Text',
  textArea: 'Text',
  checkbox: 'I agree',
  radio: 'Choice',
  dropdown: 'Choice',
};

export function labelOf(field: Field): string {
  return field.label === '' ? NAMES[field.kind] : field.label;
}

function input(field: Field, index: number, signer: Signer, now: number, given?: URLSearchParams): Html {
  if (field.kind === 'signature' || field.kind === 'initials') return html``;
  const id = `field${index}`;
  const value = given === undefined ? offeredValue(field, signer, now) : (given.get(id) ?? '');
  const must = field.required ? html` required` : html``;
  const most = field.charLimit === undefined ? html`` : html` maxlength="${field.charLimit}"`;
  const label = html`<label for="${id}">${labelOf(field)}${field.required ? '' : ' (optional)'}</label>`;
  switch (field.kind) {
    case 'date':
      return html`${label}<input type="date" id="${id}" name="${id}" value="${value}" ${must} />`;
    case 'text':
      return html`${label}<input type="text" id="${id}" name="${id}" value="${value}" ${must}${most} />`;
    case 'textArea':
      return html`${label}<textarea id="${id}" name="${id}" ${must}${most}>${value}</textarea>`;
    case 'checkbox':
      return html`<label class="inline" for="${id}"
        ><input
          type="checkbox"
          id="${id}"
          name="${id}"
          value="checked"
          ${value === 'checked' ? html` checked` : html``}${must}
        />
        ${labelOf(field)}</label
      >`;
    case 'radio':
      return html`<fieldset>
        <legend>${labelOf(field)}</legend>
        ${(field.choices ?? []).map(
          (choice) =>
            html`<label class="inline"
              ><input
                type="radio"
                name="${id}"
                value="${choice}"
                ${choice === value ? html` checked` : html``}${must}
              />
              ${choice}</label
            >`,
        )}
      </fieldset>`;
    case 'dropdown':
      return html`${label}<select id="${id}" name="${id}" ${must}>
          ${value === '' ? html`<option value=""></option>` : html``}${(field.choices ?? []).map(
            (choice) => html`<option${choice === value ? html` selected` : html``}>${choice}</option>`,
          )}
        </select>`;
  }
}
