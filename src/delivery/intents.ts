import { type IntentFacts, plainName, sameSet } from './facts';
import type { JournalEntry, JournalState } from './journalEntry';

/** What the journal says of one intent. */
export interface IntentRecord {
  readonly intentId: string;
  readonly state: JournalState;
  /** The newest attempt. */
  readonly attempt: number;
  /** Milliseconds since the epoch, of the newest entry. */
  readonly at: number;
  readonly facts: IntentFacts;
  /** When the newest creating call was about to be made. */
  readonly creatingAt: number | undefined;
  readonly envelopeId: string | undefined;
  /** Attempts whose creating call has no known end. */
  readonly undecided: readonly number[];
  /** Some entry was written by a newer version: hands off. */
  readonly foreign: boolean;
}

const NO_FACTS: IntentFacts = { reference: '', name: '', fingerprint: '', documents: [], signers: [] };

/**
 * Adds one entry to what is known. The newest entry counts, with two exceptions on the side of caution: what was sent once stays
 * sent, and an attempt that was about to create stays undecided until something says how that same attempt ended.
 */
export function foldEntry(record: IntentRecord | undefined, entry: JournalEntry): IntentRecord {
  const undecided = undecidedAfter(record?.undecided ?? [], entry);
  const sent = record !== undefined && isSent(record.state);
  const state = sent
    ? record.state
    : undecided.length > 0 && !isUndecided(entry.state)
      ? 'unknown'
      : entry.state;
  return {
    intentId: entry.intentId,
    state,
    attempt: Math.max(record?.attempt ?? 0, entry.attempt),
    at: entry.at,
    facts: factsAfter(record?.facts ?? NO_FACTS, entry),
    creatingAt: entry.state === 'creating' ? entry.at : record?.creatingAt,
    envelopeId: record?.envelopeId ?? entry.envelopeId,
    undecided,
    foreign: record?.foreign ?? false,
  };
}

/** An entry that this version does not understand. */
export function markForeign(record: IntentRecord | undefined, intentId: string): IntentRecord {
  if (record !== undefined) return { ...record, foreign: true };
  return {
    intentId,
    state: 'unknown',
    attempt: 0,
    at: 0,
    facts: NO_FACTS,
    creatingAt: undefined,
    envelopeId: undefined,
    undecided: [],
    foreign: true,
  };
}

export function isSent(state: JournalState): boolean {
  return state === 'created' || state === 'adopted';
}

/** The creating call was about to be made and nobody wrote down how it ended. */
export function isUndecided(state: JournalState): boolean {
  return state === 'creating' || state === 'unknown';
}

/** Stopped before the creating call: nothing was created, uploads without an envelope do no harm. */
export function isUnfinished(state: JournalState): boolean {
  return state === 'prepared' || state === 'uploading' || state === 'uploaded';
}

/** Envelopes that cannot have come of this intent: those of others, and those that it was made to replace. */
export function takenEnvelopes(
  records: ReadonlyMap<string, IntentRecord>,
  { facts, intentId }: IntentRecord,
): ReadonlySet<string> {
  const others = [...records.values()].filter((record) => record.intentId !== intentId);
  const theirs = others.map((record) => record.envelopeId).filter((id) => id !== undefined);
  return new Set([...theirs, ...replacedEnvelopes(records, facts.replaces)]);
}

/** An envelope that was replaced, the one that it had replaced itself, and so on, as far as the journal says it. */
export function replacedEnvelopes(
  records: ReadonlyMap<string, IntentRecord>,
  replaces: string | undefined,
): ReadonlySet<string> {
  const all = [...records.values()];
  const chain = new Set<string>();
  for (let next = replaces; next !== undefined && !chain.has(next);) {
    const envelopeId: string = next;
    chain.add(envelopeId);
    next = all.find((record) => record.envelopeId === envelopeId)?.facts.replaces;
  }
  return chain;
}

/**
 * Whether another undecided intent may have made an envelope that looks like this one's: the same bytes to the same signers, or,
 * where a template is in play and an envelope bears no reference, the same name to the same signers.
 */
export function hasRivals(
  records: ReadonlyMap<string, IntentRecord>,
  { intentId, facts }: IntentRecord,
): boolean {
  return [...records.values()].some(
    (other) =>
      other.intentId !== intentId &&
      isUndecided(other.state) &&
      (other.facts.fingerprint === facts.fingerprint ||
        ((facts.template ?? other.facts.template) !== undefined && looksAlike(facts, other.facts))),
  );
}

function looksAlike(one: IntentFacts, other: IntentFacts): boolean {
  return plainName(one.name) === plainName(other.name) && sameSet(one.signers, other.signers);
}

function undecidedAfter(before: readonly number[], entry: JournalEntry): readonly number[] {
  switch (entry.state) {
    case 'creating':
    case 'unknown':
      return before.includes(entry.attempt) ? before : [...before, entry.attempt];
    case 'created':
    case 'failed':
      return before.filter((attempt) => attempt !== entry.attempt);
    case 'adopted':
    case 'not-sent':
      return [];
    case 'prepared':
    case 'uploading':
    case 'uploaded':
      return before;
  }
}

function factsAfter(before: IntentFacts, entry: JournalEntry): IntentFacts {
  const template = entry.template ?? before.template;
  const replaces = entry.replaces ?? before.replaces;
  return {
    reference: entry.reference ?? before.reference,
    name: entry.name ?? before.name,
    fingerprint: entry.fingerprint ?? before.fingerprint,
    documents: entry.documents ?? before.documents,
    signers: entry.signers ?? before.signers,
    ...(template !== undefined && { template }),
    ...(replaces !== undefined && { replaces }),
  };
}
