import type { Draft } from '../../delivery/draft';
import { reminderDays, type Answers } from './answers';
import type { Placement } from './placement';

/** Makes the draft of what was said. Every call makes a new draft and a new intent. */
export function makeDraft(
  said: Answers,
  placement: Placement,
  accountId: string,
  newId: () => string,
): Draft {
  const inOrder = said.flow === 'Sequential' && said.people.length > 1;
  const reminders = reminderDays(said.expiresInDays);
  return {
    version: 1,
    id: newId(),
    intentId: newId(),
    accountId,
    name: said.name,
    description: '',
    categories: [],
    documents: placement.documents,
    signers: said.people.map(({ id, name, email, role }, index) => ({
      id,
      name,
      email,
      order: inOrder ? index + 1 : 1,
      ...(role === undefined ? {} : { role }),
    })),
    observers: [],
    fields: placement.fields,
    options: {
      flow: inOrder ? 'Sequential' : 'Parallel',
      expiresInDays: said.expiresInDays,
      sendEmails: true,
      ...(reminders === undefined ? {} : { reminderDays: reminders }),
    },
  };
}
