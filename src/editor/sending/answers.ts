import { rolesOf as rolesOfAnchors } from '../../contract/fields';
import type { Draft } from '../../delivery/draft';
import type { SignFlow } from '../../jsign/types';
import type { LoadedDocument } from './documentReader';
import type { Person } from './ports';

/** A person who will sign. The id stays when name or address are corrected. */
export interface SigningPerson extends Person {
  readonly id: string;
  /** The role in the documents' anchors that this person fills. */
  readonly role?: string;
}

/**
 * What was said so far. One object for the whole sequence, changed by its questions: so a step back, even in the middle of a question with
 * several parts, keeps everything.
 */
export interface Answers {
  name: string;
  /** In the order they sign, where there is one. */
  people: readonly SigningPerson[];
  flow: SignFlow;
  /** Places in a hybrid flow, by the ids of people, from 1; who has none signs last. Nothing in any other flow. */
  places: ReadonlyMap<string, number>;
  expiresInDays: number;
  /** The person has agreed that a page is appended where there is no room. */
  appendPage: boolean;
}

/** The answers that a draft was made of. */
export function answersOf(draft: Draft, appendPage: boolean): Answers {
  // Equal numbers keep the order in which they stand.
  const signers = [...draft.signers].sort((a, b) => a.order - b.order);
  const { flow, expiresInDays } = draft.options;
  return {
    name: draft.name,
    people: signers.map(({ id, name, email, role }) => ({
      id,
      name,
      email,
      ...(role === undefined ? {} : { role }),
    })),
    flow,
    places: new Map(signers.map(({ id, order }) => [id, order])),
    expiresInDays,
    appendPage,
  };
}

/** The roles of all anchors, in the order they first appear; `Client` and `client` are one. */
export function rolesOf(documents: readonly LoadedDocument[]): readonly string[] {
  return rolesOfAnchors({ anchors: documents.flatMap(({ inspection }) => inspection.anchors) });
}

/** How many days before the end people are reminded; none where the time is too short for it. */
export function reminderDays(expiresInDays: number): number | undefined {
  return expiresInDays > 3 ? 3 : undefined;
}

/** The day it expires, milliseconds since the epoch: so many calendar days after `now`, in the person's zone. */
export function expiryDate(days: number, now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
