import type { PageMessage } from '../protocol';
import type { PageStrings, Phrase } from '../view';
import { splitPhrase, type Dates } from './dates';
import { h } from './dom';

/** What every part of the page draws with. */
export interface PageContext {
  readonly strings: PageStrings;
  readonly dates: Dates;
  say(message: PageMessage): void;
  /** Reads something to people who do not see the page. */
  announce(text: string): void;
  /** Asks the host to copy something and says whether it did. */
  copy(what: 'envelopeId' | 'originalHash' | 'signedHash', documentId?: string): void;
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
