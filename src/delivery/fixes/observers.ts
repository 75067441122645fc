import type { Draft } from '../draft';
import { mailbox } from '../spelling';
import { cleanAddress, type Fixed, type Fixer, say } from './fixer';

/** Fixes of who only watches. They have no ids, so it is the sentence that says who is meant. */
export const OBSERVER_FIXERS: Readonly<Record<string, Fixer>> = {
  'observer-without-email': (problem, draft) => {
    const name = said(problem).trim();
    return removed(draft, (one) => one.email.trim() === '' && one.name.trim() === name);
  },
  'bad-observer-email': (problem, draft) => {
    const email = said(problem);
    const clean = cleanAddress(email);
    if (clean === undefined) return undefined;
    const observers = draft.observers.map((one) => (one.email === email ? { ...one, email: clean } : one));
    return { label: say('Use {0}', clean), draft: { ...draft, observers } };
  },
  'same-observer': (problem, draft) => {
    const group = draft.observers.filter(({ email }) => mailbox(email) === mailbox(said(problem)));
    const [first, ...others] = group;
    if (first === undefined || others.length === 0) return undefined;
    // Whichever has a name keeps it.
    const name = group.find((one) => one.name.trim() !== '')?.name ?? '';
    const observers = draft.observers
      .filter((one) => !others.includes(one))
      .map((one) => (one === first ? { ...first, name } : one));
    return { label: say('Leave {0} once', first.email.trim()), draft: { ...draft, observers } };
  },
  'observer-signs': (problem, draft) =>
    removed(draft, (one) => mailbox(one.email) === mailbox(said(problem))),
};

function said({ message }: Parameters<Fixer>[0]): string {
  return String(message.args?.[0] ?? '');
}

function removed(draft: Draft, is: (observer: Draft['observers'][number]) => boolean): Fixed | undefined {
  if (!draft.observers.some(is)) return undefined;
  return {
    label: say('Remove the observer'),
    draft: { ...draft, observers: draft.observers.filter((one) => !is(one)) },
  };
}
