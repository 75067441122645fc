import type { Draft } from '../../../delivery/draft';
import type { Composition } from '../../../pages/composer/composition';
import { Disposable } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import { compositionOf, withComposition, type FindDocument } from './draftComposition';
import type { ComposerPage } from './ports';

/** What something done by the extension made of the draft. */
export interface Made {
  readonly draft: Draft;
  /** What was done, in the person's language. */
  readonly label: string;
  /** Ids of fields to select. */
  readonly select?: readonly string[];
}
/** Does something to the newest draft; `undefined` where there is nothing to do any more. It may be called again. */
export type Make = (draft: Draft) => Made | undefined;

/** Replaces that the page may still ask for anew. */
const MOST_REMEMBERED = 20;

/**
 * The newest state of one draft. While the page listens it is the page that has it: what is done here is offered as a replace, and
 * counts once the page has taken it. Until then, and whenever the page is being loaded, it is done here.
 */
export class ComposerState extends Disposable {
  private readonly makes = new Map<number, Make>();
  private number = 0;
  private revisionNow = 0;
  private isListening = false;
  private readonly changed = this._register(new Emitter<void>());
  /** The draft is another. */
  readonly onDidChange = this.changed.event;

  constructor(
    private draftNow: Draft,
    private readonly page: Pick<ComposerPage, 'post'>,
    private readonly find: FindDocument,
  ) {
    super();
  }

  get draft(): Draft {
    return this.draftNow;
  }
  /** Counts states. */
  get revision(): number {
    return this.revisionNow;
  }

  /** The page listens, for the first time or anew: what it had been offered before it never took. */
  listen(): Composition {
    this.makes.clear();
    this.isListening = true;
    return compositionOf(this.draftNow);
  }

  /** The page has this now. */
  take(revision: number, composition: Composition): void {
    this.set(withComposition(this.draftNow, composition, this.find), revision);
  }

  /** False where there was nothing to do. */
  replace(make: Make): boolean {
    this.number += 1;
    return this.offer(this.number, make);
  }

  /** The page went on before it got this replace. */
  again(number: number): void {
    const make = this.makes.get(number);
    if (make) this.offer(number, make);
  }

  private offer(number: number, make: Make): boolean {
    const made = make(this.draftNow);
    if (!made) return false;
    if (!this.isListening) {
      this.set(made.draft, this.revisionNow + 1);
      return true;
    }
    this.remember(number, make);
    this.page.post({
      type: 'replace',
      number,
      base: this.revisionNow,
      composition: compositionOf(made.draft),
      label: made.label,
      select: made.select ?? [],
    });
    return true;
  }

  private remember(number: number, make: Make): void {
    this.makes.set(number, make);
    for (const oldest of this.makes.keys()) {
      if (this.makes.size <= MOST_REMEMBERED) return;
      this.makes.delete(oldest);
    }
  }

  private set(draft: Draft, revision: number): void {
    this.draftNow = draft;
    this.revisionNow = revision;
    this.changed.fire();
  }
}
