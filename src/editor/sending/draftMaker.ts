import type { Draft } from '../../delivery/draft';
import type { SignFlow } from '../../jsign/types';
import type { Answers, SigningPerson } from './answers';
import { newDraft } from './newDraft';
import type { Placement } from './placement';

/** Makes the draft of what was said. Every call makes a new draft and a new intent. */
export function makeDraft(
  said: Answers,
  placement: Placement,
  accountId: string,
  newId: () => string,
): Draft {
  const { flow, people } = inOrder(said);
  const empty = newDraft(accountId, said.name, said.expiresInDays, newId);
  return {
    ...empty,
    documents: placement.documents,
    signers: people.map(({ order, person: { id, name, email, role } }) => ({
      id,
      name,
      email,
      order,
      ...(role === undefined ? {} : { role }),
    })),
    fields: placement.fields,
    options: { ...empty.options, flow },
  };
}

interface Order {
  readonly flow: SignFlow;
  readonly people: readonly { readonly person: SigningPerson; readonly order: number }[];
}

/** One person has no order, whatever was said. */
function inOrder(said: Answers): Order {
  const { flow, people } = said;
  if (flow === 'Hybrid') return inGroups(said);
  const sequential = flow === 'Sequential' && people.length > 1;
  return {
    flow: sequential ? 'Sequential' : 'Parallel',
    people: people.map((person, index) => ({ person, order: sequential ? index + 1 : 1 })),
  };
}

/** Places without gaps, whoever came or went since they were given; who has none signs last. */
function inGroups({ people, places }: Answers): Order {
  const placeOf = ({ id }: SigningPerson) => places.get(id) ?? Number.MAX_SAFE_INTEGER;
  const used = [...new Set(people.map(placeOf))].sort((a, b) => a - b);
  return {
    flow: used.length < 2 ? 'Parallel' : used.length === people.length ? 'Sequential' : 'Hybrid',
    people: people
      .map((person) => ({ person, order: used.indexOf(placeOf(person)) + 1 }))
      .sort((a, b) => a.order - b.order),
  };
}
