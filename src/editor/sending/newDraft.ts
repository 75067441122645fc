import type { Draft } from '../../delivery/draft';
import { reminderDays } from './answers';

/** A draft with nothing in it, and an intent of its own. `expiresInDays`: as the person has set it. */
export function newDraft(accountId: string, name: string, expiresInDays: number, newId: () => string): Draft {
  const reminders = reminderDays(expiresInDays);
  return {
    version: 2,
    id: newId(),
    intentId: newId(),
    accountId,
    name,
    description: '',
    categories: [],
    documents: [],
    signers: [],
    observers: [],
    fields: [],
    options: {
      flow: 'Parallel',
      expiresInDays,
      ...(reminders === undefined ? {} : { reminderDays: reminders }),
      sendEmails: true,
    },
  };
}
