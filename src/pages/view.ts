/** What the details page shows: plain data, already in the person's language. */
import type { EnvelopeActionName } from './actions';

/** Stands in a {@link Phrase} where its date goes. No name can hold it: the host takes it out of server text. */
export const DATE_PLACE = '\uFFFC';

/** A finished sentence with at most one date in it. The page writes the date, since only it knows the person's zone. */
export interface Phrase {
  readonly text: string;
  /** Milliseconds since 1970 (UTC); `undefined` where the phrase has no date. */
  readonly at: number | undefined;
  /** `day` 12 May · `moment` 12 May, 09:41 · `relative` in 3 days. */
  readonly as: 'day' | 'moment' | 'relative';
}

export const TONES = ['normal', 'attention', 'good', 'bad', 'muted'] as const;
export type Tone = (typeof TONES)[number];

/** Codicons that the host may name. */
export const ICONS = [
  'edit',
  'clock',
  'warning',
  'pass-filled',
  'circle-slash',
  'close',
  'calendar',
  'question',
  'check',
  'circle-large-outline',
  'eye',
  'send',
  'add',
  'mail',
  'trash',
] as const;
export type Icon = (typeof ICONS)[number];

export interface Mark {
  readonly icon: Icon;
  readonly tone: Tone;
}

export interface StatusView extends Mark {
  /** The status word first, then what else is worth knowing (sent, expires, account). */
  readonly phrases: readonly Phrase[];
}

export interface SignerView extends Mark {
  readonly name: string;
  readonly email: string;
  /** `undefined` where all sign at the same time. */
  readonly order: number | undefined;
  readonly state: Phrase;
  /** Why they declined, in their words. */
  readonly reason: string | undefined;
  readonly canSign: 'self' | 'inPerson' | 'no';
  /** It is their turn, and this account may remind them. */
  readonly canRemind: boolean;
}

/** A hash as shown and copied. The label names its kind where that is known. */
export interface HashView {
  readonly label: string;
  readonly short: string;
  readonly full: string;
}

export interface DocumentView {
  readonly id: string;
  readonly name: string;
  readonly original: HashView | undefined;
  readonly signed: HashView | undefined;
  readonly hasSignedCopy: boolean;
}

export interface TimelineView extends Mark {
  readonly text: string;
  readonly at: number | undefined;
}

export interface FactView {
  readonly label: string;
  readonly value: Phrase;
  readonly copies: 'envelopeId' | undefined;
}

/** Folded until opened, and read then. */
export const SECTION_NAMES = ['auditLog', 'enteredValues', 'attachments'] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export interface DetailsContent {
  readonly status: StatusView;
  readonly canSign: boolean;
  /** What the menu offers, in its order. */
  readonly actions: readonly EnvelopeActionName[];
  /** The folded sections that there are, in their order. */
  readonly sections: readonly SectionName[];
  readonly signers: readonly SignerView[];
  /** Positions in `signers`; those of one group sign at the same time. */
  readonly steps: readonly (readonly number[])[];
  readonly documents: readonly DocumentView[];
  readonly timeline: readonly TimelineView[];
  /** Why there is no timeline; empty when there is one. */
  readonly timelineProblem: string;
  readonly facts: readonly FactView[];
}

export interface Banner {
  readonly tone: 'good' | 'bad' | 'normal';
  readonly text: string;
}

export interface DetailsView {
  readonly phase: 'loading' | 'ready' | 'failed' | 'gone' | 'signedOut';
  readonly title: string;
  /** A reading is under way. */
  readonly busy: boolean;
  /** What went wrong, ready to show; empty when nothing did. */
  readonly message: string;
  readonly banner: Banner | undefined;
  /** What is known, also while something failed. */
  readonly content: DetailsContent | undefined;
}

export interface SigningView {
  readonly phase: 'off' | 'opening' | 'open' | 'failed';
  /** e.g. `Signing as Ada Example`. */
  readonly title: string;
  /** One line below the bar; empty for none. */
  readonly notice: string;
  readonly tone: 'normal' | 'bad';
}
