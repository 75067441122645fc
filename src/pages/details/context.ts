import { h } from '../dom';
import type { CopyWhat, PageMessage } from '../protocol';
import type { ActionName, ActMessage } from '../actions';
import type { SectionView } from '../sections';
import type { PageStrings } from '../strings';
import type { Phrase, SectionName } from '../view';
import { splitPhrase, type Dates } from './dates';

/** What every part of the page draws with. */
export interface PageContext {
  readonly strings: PageStrings;
  readonly dates: Dates;
  say(message: PageMessage): void;
  /** Reads something to people who do not see the page. */
  announce(text: string): void;
  /** Asks the host to do something to the envelope, or to what `about` names of it. */
  act(action: ActionName, about?: Partial<Omit<ActMessage, 'type' | 'action'>>): void;
  /** Asks the host to copy something and says whether it did. */
  copy(what: CopyWhat, about?: { readonly documentId?: string; readonly value?: string }): void;
  /** What is known of a folded section; `undefined` before it was read. */
  section(name: SectionName): SectionView | undefined;
  isOpen(name: SectionName): boolean;
  toggle(name: SectionName): void;
}

/** A date as `<time>`, whole on hover. */
export function time(context: PageContext, at: number, as: Phrase['as']): HTMLElement {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return h('span');
  return h(
    'time',
    { datetime: date.toISOString(), title: context.dates.full(at) },
    context.dates.short(at, as, Date.now()),
  );
}

/** A phrase with its date written in. */
export function phrase(context: PageContext, value: Phrase): HTMLElement {
  const { before, after } = splitPhrase(value);
  if (after === undefined || value.at === undefined) return h('bdi', {}, before);
  return h('span', {}, before, time(context, value.at, value.as), after);
}
