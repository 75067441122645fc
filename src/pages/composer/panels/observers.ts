import { button, h } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedObserver } from '../composition';
import { matchingPeople } from '../matching';
import { addObserver, removeObserver, updateObserver } from '../model/people';
import type { KnownPerson } from '../protocol';
import { Combobox } from './combobox';
import type { ComposerContext } from './context';
import { textInput, type BoundText } from './inputs';
import { KeyedRows, type Row } from './keyed';
import { Section } from './section';

interface Placed {
  readonly observer: ComposedObserver;
  readonly index: number;
}

/** People who are sent a copy and sign nothing. */
export class Observers {
  readonly section: Section;
  private readonly list = h('ul', { class: 'observers-list' });
  private readonly rows: KeyedRows<Placed, ObserverRow>;
  private readonly add: HTMLButtonElement;

  constructor(private readonly context: ComposerContext) {
    const { strings } = context;
    this.section = new Section({ key: 'observers', title: strings.observers, open: false });
    // Observers have no ids: a row is the one of its place.
    this.rows = new KeyedRows(
      this.list,
      ({ index }) => String(index),
      (id) =>
        new ObserverRow(context, Number(id), {
          next: () => this.next(Number(id)),
          remove: () => this.remove(Number(id)),
        }),
    );
    this.add = button({
      kind: 'link',
      key: 'addObserver',
      label: strings.addObserver,
      icon: 'add',
      run: () => this.addRow(),
    });
    this.section.body.append(h('p', { class: 'hint' }, strings.observersDetail), this.list, this.add);
  }

  show(): void {
    const { observers } = this.context.editor.composition;
    this.rows.show(observers.map((observer, index) => ({ observer, index })));
    const count = observers.length === 0 ? '' : String(observers.length);
    this.section.count(count);
  }

  /** Goes to the first one, or to where one is added. */
  focus(): void {
    this.section.fold(true);
    const first = this.rows.get('0');
    if (first) first.focus();
    else this.add.focus();
  }

  private addRow(): void {
    const { editor, strings } = this.context;
    this.section.fold(true);
    const { observers } = editor.composition;
    const last = observers.at(-1);
    const isBlank = last?.name === '' && last.email === '';
    if (!isBlank) editor.apply(addObserver({ name: '', email: '' }), strings.didAddObserver);
    this.rows.get(String(isBlank ? observers.length - 1 : observers.length))?.focus();
  }

  private next(index: number): void {
    const { observers } = this.context.editor.composition;
    if (observers[index]?.email === '') return;
    const after = this.rows.get(String(index + 1));
    if (after) after.focus();
    else this.addRow();
  }

  private remove(index: number): void {
    const { editor, strings } = this.context;
    editor.apply(removeObserver(index), strings.didRemoveObserver);
    const left = editor.composition.observers.length;
    if (left === 0) this.add.focus();
    else this.rows.get(String(Math.min(index, left - 1)))?.focus();
  }
}

class ObserverRow implements Row<Placed> {
  readonly root: HTMLElement;
  private readonly name: BoundText;
  private readonly email: BoundText;

  constructor(
    context: ComposerContext,
    index: number,
    ports: { readonly next: () => void; readonly remove: () => void },
  ) {
    const { strings, editor } = context;
    const input = (part: 'name' | 'email', label: string) =>
      textInput({
        label: filled(label, index + 1),
        clean: (text) => text.trim(),
        change: (text) =>
          editor.apply(updateObserver(index, { [part]: text }), strings.didObserver, {
            merge: `observer-${part}-${index}`,
          }),
        done: () => editor.endMerge(),
        attributes: {
          id: `observer-${part}-${index}`,
          placeholder: part === 'name' ? strings.name : strings.email,
        },
      });
    this.name = input('name', strings.nameOfObserver);
    this.email = input('email', strings.emailOfObserver);
    const suggesting = (bound: BoundText, part: 'name' | 'email') =>
      new Combobox<KnownPerson>(bound.element, {
        id: `observer-${part}-${index}`,
        label: strings.suggestedPeople,
        suggest: (typed) => {
          const taken = editor.composition.observers
            .filter((_, at) => at !== index)
            .map(({ email }) => email);
          return matchingPeople(typed, context.people(), taken).map((person) => ({
            text: person.name,
            detail: person.email,
            value: person,
          }));
        },
        take: ({ name, email }) => {
          editor.endMerge();
          editor.apply(updateObserver(index, { name, email }), strings.didObserver);
          this.email.element.focus();
        },
        enter: () => (part === 'name' ? this.email.element.focus() : ports.next()),
        takesFirst: (typed) => part === 'name' && typed.trim() !== '',
      }).list;
    this.root = h(
      'li',
      { class: 'observer' },
      h(
        'div',
        { class: 'signer-who' },
        this.name.element,
        this.email.element,
        suggesting(this.name, 'name'),
        suggesting(this.email, 'email'),
      ),
      button({
        kind: 'icon',
        key: `removeObserver-${index}`,
        label: filled(strings.removeObserver, index + 1),
        icon: 'close',
        run: ports.remove,
      }),
    );
  }

  show({ observer }: Placed): void {
    this.name.show(observer.name);
    this.email.show(observer.email);
  }

  focus(): void {
    this.name.element.focus();
  }
}
