import { ENVELOPE_STATUSES, type StatusWord } from '../types';

/** Compared without case and spacing; a word nobody knows yet is kept. */
export function readStatus(raw: string): StatusWord {
  const word = letters(raw);
  const spelling = word === 'canceled' ? 'cancelled' : word;
  return { known: ENVELOPE_STATUSES.find((status) => letters(status) === spelling) ?? 'unknown', raw };
}

/** Lower-case letters only, for comparing words that the service spells in several ways. */
export function letters(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, '');
}
