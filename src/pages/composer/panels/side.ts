import { h } from '../../dom';
import type { Composition } from '../composition';
import type { ShownProblem } from '../protocol';
import type { ComposerContext } from './context';
import { FieldKinds } from './fieldKinds';
import { Observers } from './observers';
import { Options } from './options';
import { Properties } from './properties';
import type { SignerPart } from './signerRow';
import { Signers } from './signers';

/** What of a signer a problem is about, by what its code speaks of. */
const PARTS: readonly (readonly [SignerPart, RegExp])[] = [
  ['phone', /phone|country/],
  ['note', /note/],
  ['order', /order/],
  ['email', /mail|same|duplicate/],
];

export interface SideChange {
  readonly before: Composition;
  readonly now: Composition;
  readonly selection: boolean;
  readonly tool: boolean;
}

/** Everything beside the pages: people, fields, what is selected, options. */
export class Side {
  readonly root: HTMLElement;
  readonly signers: Signers;
  readonly properties: Properties;
  private readonly observers: Observers;
  private readonly kinds: FieldKinds;
  private readonly options: Options;

  constructor(context: ComposerContext, ports: { readonly focusPages: () => void }) {
    this.signers = new Signers(context);
    this.observers = new Observers(context);
    this.kinds = new FieldKinds(context, ports);
    this.properties = new Properties(context, ports);
    this.options = new Options(context);
    const parts = [this.signers, this.kinds, this.properties, this.observers, this.options];
    this.root = h(
      'aside',
      { class: 'side', 'aria-label': context.strings.side },
      ...parts.map(({ section }) => section.root),
    );
  }

  showAll(): void {
    this.signers.show();
    this.observers.show();
    this.kinds.show();
    this.properties.show();
    this.options.show();
  }

  /** Draws what is different; a pointer that drags a field makes many small differences. */
  show({ before, now, selection, tool }: SideChange): void {
    const people = now.signers !== before.signers || now.options !== before.options;
    if (people || tool) {
      this.signers.show();
      this.kinds.show();
    }
    if (now.observers !== before.observers) this.observers.show();
    if (selection || people) this.properties.show();
    const options =
      now.options !== before.options ||
      now.description !== before.description ||
      now.categories !== before.categories;
    if (options) this.options.show();
  }

  focusOption(option: Exclude<ShownProblem['where']['option'], undefined | 'name'>): void {
    if (option === 'observers') this.observers.focus();
    else if (option === 'flow') this.signers.focusFlow();
    else this.options.focus(option);
  }

  /** To what the problem with this code is about. */
  focusSigner(signerId: string, code: string): void {
    if (code === 'signer-without-field') {
      this.kinds.focus();
      return;
    }
    const [part] = PARTS.find(([, about]) => about.test(code)) ?? ['name'];
    this.signers.focusSigner(signerId, part);
  }
}
