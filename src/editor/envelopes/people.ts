import type { ServiceEnvelopeStore } from './store';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/**
 * People to offer when sending: signers of the newest envelopes of this account. They are read from the service when asked
 * for and kept nowhere, because names and addresses do not belong into the editor's state.
 * `most` limits how many envelopes are asked about; a failure of one of them leaves it out.
 */
export async function pastPeople(
  store: ServiceEnvelopeStore,
  most: number,
  signal?: AbortSignal,
): Promise<readonly Person[]> {
  const recent = store.seen().slice(0, most);
  const found = await Promise.all(
    recent.map((item) => store.details(item.id, signal ? { signal } : {}).catch(() => undefined)),
  );
  const people = new Map<string, Person>();
  for (const details of found) {
    for (const { email, firstName, lastName } of details?.signers ?? []) {
      const key = email.toLowerCase();
      if (!people.has(key)) people.set(key, { email, name: `${firstName} ${lastName}`.trim() });
    }
  }
  return [...people.values()];
}
