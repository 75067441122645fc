import { DATE_PLACE, type PageStrings, type Phrase } from '../../../pages/view';
import type { Sentence } from '../../../jsign/types';
import type { Translate } from '../../platform/translate';

/** The words of the page itself. */
const PAGE_SENTENCES: Readonly<Record<keyof PageStrings, Sentence>> = {
  loading: { text: 'Loading the envelope' },
  sign: { text: 'Sign' },
  signAsYou: { text: 'Sign as you' },
  signInPerson: { text: 'Sign in person…' },
  more: { text: 'More actions' },
  refresh: { text: 'Refresh' },
  copyEnvelopeId: { text: 'Copy envelope id' },
  downloadAll: { text: 'Download documents…' },
  openLog: { text: 'Open Log' },
  retry: { text: 'Retry' },
  signIn: { text: 'Sign In' },
  documents: { text: 'Documents' },
  saveOriginal: { text: 'Save Original…' },
  saveSigned: { text: 'Save Signed…' },
  copyHash: { text: 'Copy the whole hash' },
  copied: { text: 'Copied' },
  notCopied: { text: 'Could not be copied' },
  signers: { text: 'Signers' },
  progress: { text: 'Signing progress' },
  timeline: { text: 'Timeline' },
  noTimeline: { text: 'jSign has recorded nothing yet.' },
  details: { text: 'Details' },
  newLink: { text: 'New Link' },
  openInBrowser: { text: 'Open in Browser' },
  back: { text: 'Back' },
  timeLeft: { text: 'Time left for this link' },
  frameTitle: { text: 'Signing page of jSign' },
  frameLoading: { text: 'Loading the signing page' },
  linkEnded: { text: 'This link has ended.' },
  linkEndedDetail: { text: 'A signing link lives ten minutes. Ask for a new one to go on.' },
  oneMinuteLeft: { text: 'One minute left for this link.' },
};

export function pageStrings(t: Translate): PageStrings {
  return Object.fromEntries(
    Object.entries(PAGE_SENTENCES).map(([key, sentence]) => [key, t(sentence)]),
  ) as Readonly<Record<keyof PageStrings, string>>;
}

/** A phrase without a date. */
export function phrase(text: string): Phrase {
  return { text, at: undefined, as: 'day' };
}

/** A phrase around a date: the sentence has `{0}` where the date goes, further args follow. */
export function dated(
  t: Translate,
  text: string,
  at: number,
  as: Phrase['as'],
  ...args: readonly (string | number)[]
): Phrase {
  return { text: t({ text, args: [DATE_PLACE, ...args] }), at, as };
}

// Controls, marks that turn the direction of what follows, and the place that stands for a date.
const UNSHOWABLE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFC]/gu;

/** Text of the service fit to stand in a sentence of ours: one line, no direction marks, not endless. */
export function showable(text: string, longest = 120): string {
  const clean = text.replace(UNSHOWABLE, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(clean);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : clean;
}

/** A name inside a sentence on a page, kept from turning the sentence around it (first-strong isolate). */
export function isolated(name: string): string {
  return `\u2068${showable(name)}\u2069`;
}
