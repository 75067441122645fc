import { button, h } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedSigner, Flow } from '../composition';
import { looksComplete, matchingPeople } from '../matching';
import { setOrder } from '../model/people';
import type { KnownPerson } from '../protocol';
import type { ComposerStrings } from '../strings';
import { badge } from './badge';
import { Combobox } from './combobox';
import type { ComposerContext } from './context';
import { BoundNumber, textInput, type BoundText } from './inputs';
import type { Row } from './keyed';
import { gripper } from './reorder';
import { SignerDetails } from './signerDetails';

export type SignerPart = 'name' | 'email' | 'phone' | 'note' | 'order';

export interface SignerRowPorts {
  /** Enter in the address, or in a name that is complete. */
  readonly next: (id: string, from: 'name' | 'email') => void;
  readonly remove: (id: string) => void;
  readonly fill: (id: string, person: KnownPerson) => void;
  /** What is typed into a row: the row of nobody becomes a signer by it. */
  readonly change: (id: string, patch: Partial<Pick<ComposedSigner, 'name' | 'email'>>) => void;
  /** Escape. */
  readonly leave: (id: string) => void;
}

/** One signer: who it is, when they sign, and whether the next fields are theirs. */
export class SignerRow implements Row<ComposedSigner> {
  readonly root: HTMLElement;
  private readonly name: BoundText;
  private readonly email: BoundText;
  private readonly order: BoundNumber;
  private readonly place = h('span', { class: 'signer-order', 'aria-hidden': 'true' });
  private readonly whose: HTMLButtonElement;
  private readonly me: HTMLButtonElement;
  private readonly more: HTMLButtonElement;
  private readonly remove: HTMLButtonElement;
  private readonly details: SignerDetails;
  private readonly strings: ComposerStrings;

  constructor(
    private readonly context: ComposerContext,
    private readonly id: string,
    private readonly ports: SignerRowPorts,
  ) {
    const { strings, editor } = context;
    this.strings = strings;
    const text = (part: 'name' | 'email', label: string, clean: (text: string) => string) =>
      textInput({
        label,
        clean,
        change: (value) => ports.change(id, { [part]: value }),
        done: () => editor.endMerge(),
        attributes: {
          id: `signer-${part}-${id}`,
          placeholder: label,
          inputmode: part === 'email' ? 'email' : 'text',
        },
      });
    this.name = text('name', strings.name, (value) => value.trim());
    this.email = text('email', strings.email, (value) => value.trim());
    const lists = [
      this.suggesting('name', this.name.element, () => true),
      this.suggesting('email', this.email.element, (typed) => !looksComplete(typed)),
    ];
    this.order = new BoundNumber({
      label: strings.order,
      least: 1,
      most: 99,
      whole: true,
      change: (order) => {
        if (order !== undefined)
          editor.apply(setOrder(id, order), strings.didOrder, { merge: `order-${id}` });
      },
      done: () => editor.endMerge(),
      attributes: { class: 'input number signer-order-input' },
    });
    this.whose = h('button', { type: 'button', class: 'button icon whose', 'data-key': `whose-${id}` });
    this.whose.addEventListener('click', () => editor.setSigner(id));
    this.me = button({
      kind: 'icon',
      key: `me-${id}`,
      label: strings.me,
      icon: 'account',
      run: () => {
        ports.fill(id, context.facts.me);
        this.focus('email');
      },
    });
    this.details = new SignerDetails(context, id);
    this.more = button({
      kind: 'icon',
      key: `more-${id}`,
      label: strings.moreAboutSigner,
      icon: 'ellipsis',
      run: () => this.unfold(this.more.getAttribute('aria-expanded') !== 'true'),
    });
    this.more.setAttribute('aria-controls', this.details.root.id);
    this.remove = button({
      kind: 'icon',
      key: `remove-${id}`,
      label: strings.removeSigner,
      icon: 'close',
      run: () => ports.remove(id),
    });
    this.root = h(
      'li',
      { class: 'signer', 'data-id': id },
      h('div', { class: 'signer-when' }, gripper(strings.dragToReorder), this.place, this.order.element),
      this.whose,
      h('div', { class: 'signer-who' }, this.name.element, this.email.element, ...lists),
      h('div', { class: 'signer-tools' }, this.me, this.more, this.remove),
      this.details.root,
    );
    this.unfold(false);
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) ports.leave(id);
    });
  }

  show(signer: ComposedSigner, index: number): void {
    const { strings, context } = this;
    const { composition, signerId } = context.editor;
    const look = context.look(this.id);
    const { flow } = composition.options;
    this.name.show(signer.name);
    this.email.show(signer.email);
    const number = index + 1;
    this.name.element.setAttribute('aria-label', filled(strings.nameOfSigner, number));
    this.name.element.placeholder = signer.role ?? strings.name;
    this.email.element.setAttribute('aria-label', filled(strings.emailOfSigner, number));
    this.showOrder(signer, flow, number);
    this.showWhose(look, signerId === this.id);
    this.me.hidden = signer.name !== '' || signer.email !== '';
    rename(this.more, filled(strings.moreAbout, look.name));
    rename(this.remove, filled(strings.removeNamed, look.name));
    this.details.show(signer);
  }

  focus(part: SignerPart): void {
    if (part === 'phone' || part === 'note') {
      this.unfold(true);
      this.details.focus(part);
      return;
    }
    // In a row that has no number to change, the order is that of the list.
    const order = this.order.element.hidden ? this.name.element : this.order.element;
    const control = { name: this.name.element, email: this.email.element, order }[part];
    control.focus();
    control.select();
  }

  private showOrder(signer: ComposedSigner, flow: Flow, number: number): void {
    this.order.show(signer.order);
    this.order.element.setAttribute('aria-label', filled(this.strings.orderOfSigner, number));
    this.order.element.hidden = flow !== 'Hybrid';
    this.place.hidden = flow !== 'Sequential';
    this.place.textContent = String(signer.order);
  }

  private showWhose(look: ReturnType<ComposerContext['look']>, isTheirs: boolean): void {
    const label = filled(this.strings.fieldsOf, look.name);
    rename(this.whose, label);
    this.whose.setAttribute('aria-pressed', String(isTheirs));
    const key = `${look.colour}${look.initial}`;
    if (this.whose.dataset['look'] === key) return;
    this.whose.dataset['look'] = key;
    this.whose.replaceChildren(badge(look));
  }

  private unfold(open: boolean): void {
    this.details.root.hidden = !open;
    this.more.setAttribute('aria-expanded', String(open));
  }

  private suggesting(
    part: 'name' | 'email',
    input: HTMLInputElement,
    takesFirst: (typed: string) => boolean,
  ): HTMLElement {
    const { context, id, ports } = this;
    return new Combobox<KnownPerson>(input, {
      id: `signer-${part}-${id}`,
      label: this.strings.suggestedPeople,
      suggest: (typed) => {
        const others = context.editor.composition.signers.filter((signer) => signer.id !== id);
        const people = matchingPeople(
          typed,
          context.people(),
          others.map(({ email }) => email),
        );
        return people.map((person) => ({ text: person.name, detail: person.email, value: person }));
      },
      take: (person) => {
        ports.fill(id, person);
        this.focus('email');
      },
      enter: () => ports.next(id, part),
      takesFirst,
    }).list;
  }
}

function rename(element: HTMLElement, label: string): void {
  element.setAttribute('aria-label', label);
  element.title = label;
}
