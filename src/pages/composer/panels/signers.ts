import { button, h } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedSigner } from '../composition';
import { addSigner, moveSigner, removeSigner, updateSigner } from '../model/people';
import type { KnownPerson } from '../protocol';
import type { ComposerContext } from './context';
import { FlowPicker } from './flow';
import { KeyedRows } from './keyed';
import { reorderable } from './reorder';
import { Section } from './section';
import { SignerRow, type SignerPart } from './signerRow';

/** The people who sign, in order. */
export class Signers {
  readonly section: Section;
  private readonly list = h('ul', { class: 'signers-list' });
  private readonly rows: KeyedRows<ComposedSigner, SignerRow>;
  private readonly flow: FlowPicker;
  private readonly add: HTMLButtonElement;
  private readonly addMe: HTMLButtonElement;
  /** A row that waits for somebody; nobody signs by it until something is typed. */
  private blank: string | undefined;
  private pointerIsDown = false;

  constructor(private readonly context: ComposerContext) {
    const { strings } = context;
    this.section = new Section({ key: 'signers', title: strings.signers });
    this.flow = new FlowPicker(context);
    this.rows = new KeyedRows(
      this.list,
      ({ id }) => id,
      (id) =>
        new SignerRow(context, id, {
          next: (from, part) => this.next(from, part),
          remove: (gone) => this.remove(gone),
          fill: (filledRow, person) => this.fill(filledRow, person),
          change: (changed, patch) => this.change(changed, patch),
          leave: (left) => {
            if (left === this.blank) this.remove(left);
          },
        }),
    );
    this.add = button({
      kind: 'link',
      key: 'addSigner',
      label: strings.addSigner,
      icon: 'add',
      run: () => this.addRow(),
    });
    this.addMe = button({
      kind: 'link',
      key: 'addMe',
      label: strings.addMe,
      icon: 'account',
      run: () => this.addSelf(),
    });
    reorderable(this.list, {
      type: 'application/x-jsign-signer',
      move: (id, to) => {
        if (id !== this.blank) this.move(id, to);
      },
    });
    this.section.body.append(
      this.list,
      h('p', { class: 'row-of-links' }, this.add, this.addMe),
      this.flow.root,
    );
    this.list.addEventListener('focusout', (event) => this.left(event));
    const pointer = (isDown: boolean) => () => {
      this.pointerIsDown = isDown;
    };
    document.addEventListener('pointerdown', pointer(true), { capture: true });
    document.addEventListener('pointerup', pointer(false), { capture: true });
    document.addEventListener('dragend', pointer(false), { capture: true });
    document.addEventListener('pointercancel', pointer(false), { capture: true });
  }

  show(): void {
    const { signers } = this.context.editor.composition;
    if (signers.length === 0) this.blank ??= this.context.newId();
    if (signers.some(({ id }) => id === this.blank)) this.blank = undefined;
    this.rows.show(this.blank === undefined ? signers : [...signers, nobody(this.blank, signers.length + 1)]);
    this.section.count(signers.length === 0 ? '' : String(signers.length));
    const { email } = this.context.facts.me;
    this.addMe.hidden = signers.some((signer) => sameAddress(signer.email, email));
    this.flow.show();
  }

  /** Goes to what one types next: the first signer of whom something is missing, otherwise a new one. */
  focus(): void {
    const { signers } = this.context.editor.composition;
    const first = signers[0];
    if (!first) this.addRow();
    else this.focusSigner(first.id, 'name');
  }

  focusSigner(id: string, part: SignerPart): void {
    this.section.fold(true);
    this.rows.get(id)?.focus(part);
  }

  focusFlow(): void {
    this.section.fold(true);
    this.flow.focus();
  }

  /** Whether somebody is still to be named. */
  get missing(): boolean {
    const { signers } = this.context.editor.composition;
    return signers.length === 0 || signers.some(({ name, email }) => name === '' && email === '');
  }

  focusMissing(): void {
    const { signers } = this.context.editor.composition;
    const missing = signers.find(({ name, email }) => name === '' || email === '');
    if (missing) this.focusSigner(missing.id, missing.name === '' ? 'name' : 'email');
    else this.addRow();
  }

  private addRow(): void {
    this.section.fold(true);
    this.blank ??= this.context.newId();
    this.show();
    this.rows.get(this.blank)?.focus('name');
  }

  private addSelf(): void {
    const { editor, facts } = this.context;
    const unnamed = editor.composition.signers.find(({ name, email }) => name === '' && email === '');
    this.fill(unnamed?.id ?? this.blank ?? this.context.newId(), facts.me);
  }

  private fill(id: string, { name, email }: KnownPerson): void {
    this.context.editor.endMerge();
    this.change(id, { name, email });
    this.context.editor.endMerge();
  }

  private change(id: string, patch: Partial<Pick<ComposedSigner, 'name' | 'email'>>): void {
    const { editor, strings } = this.context;
    const { signers } = editor.composition;
    if (signers.some((signer) => signer.id === id)) {
      editor.apply(updateSigner(id, patch), strings.didSigner, {
        merge: `${Object.keys(patch).join()}-${id}`,
      });
      return;
    }
    if (Object.values(patch).every((text) => text === '')) return;
    this.blank = id;
    // The letters that follow are one step with the first.
    editor.apply(addSigner({ ...nobody(id, signers.length + 1), ...patch }), strings.didAddSigner, {
      merge: `${Object.keys(patch).join()}-${id}`,
    });
  }

  private remove(id: string): void {
    const { editor, strings, look, announce } = this.context;
    const ids = this.context.editor.composition.signers.map((signer) => signer.id);
    const at = ids.indexOf(id);
    const neighbour = ids[at + 1] ?? ids[at - 1];
    if (id === this.blank) {
      this.blank = undefined;
      this.show();
    } else {
      const { name } = look(id);
      editor.apply(removeSigner(id), filled(strings.didRemove, name));
      announce(filled(strings.saidRemoved, name));
    }
    if (at >= 0 && neighbour !== undefined) this.focusSigner(neighbour, 'name');
    else this.add.focus();
  }

  private move(id: string, to: number): void {
    const { editor, strings, look, announce } = this.context;
    editor.apply(moveSigner(id, to), strings.didOrder);
    const { signers } = editor.composition;
    const at = signers.findIndex((signer) => signer.id === id);
    announce(filled(strings.saidMoved, look(id).name, at + 1, signers.length));
  }

  /** Enter: from the name to the address, from the address to the next signer, after the last one to a new one. */
  private next(id: string, from: 'name' | 'email'): void {
    if (from === 'name') {
      this.rows.get(id)?.focus('email');
      return;
    }
    if (id === this.blank) return;
    const ids = this.context.editor.composition.signers.map((signer) => signer.id);
    const after = ids[ids.indexOf(id) + 1];
    if (after === undefined) this.addRow();
    else this.focusSigner(after, 'name');
  }

  /** A row of nobody goes when the focus does, but not while the mouse is held: nothing may move from under it. */
  private left(event: FocusEvent): void {
    const id = this.blank;
    const row = id === undefined ? undefined : this.rows.get(id)?.root;
    if (!row?.contains(asNode(event.target)) || row.contains(asNode(event.relatedTarget))) return;
    const drop = () => {
      // Somebody who looks an address up in another window comes back to it.
      if (this.blank !== id || row.contains(document.activeElement) || !document.hasFocus()) return;
      if (this.context.editor.composition.signers.length === 0) return;
      this.blank = undefined;
      this.show();
    };
    if (this.pointerIsDown)
      document.addEventListener('pointerup', () => window.setTimeout(drop), { once: true });
    else window.setTimeout(drop);
  }
}

function nobody(id: string, order: number): ComposedSigner {
  return { id, name: '', email: '', order };
}

function asNode(target: EventTarget | null): Node | null {
  return target instanceof Node ? target : null;
}

function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
