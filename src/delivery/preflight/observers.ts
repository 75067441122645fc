import type { Problem } from '../../contract/types';
import type { Draft } from '../draft';
import { mailbox } from '../spelling';
import { isAddress } from './address';
import { groupsOfSame, problem } from './problem';

/** Who only watches: an address each, nobody twice. */
export function observerProblems(draft: Draft): readonly Problem[] {
  const where = { option: 'observers' } as const;
  const bad = draft.observers
    .filter(({ email }) => !isAddress(email))
    .map(({ email, name }) =>
      email.trim() === ''
        ? problem(
            'error',
            'observer-without-email',
            name.trim() === ''
              ? ['An observer has neither a name nor an e-mail address.']
              : ['The observer {0} has no e-mail address.', name],
            where,
            ['Type it, or remove the observer.'],
          )
        : problem('error', 'bad-observer-email', ['"{0}" is no e-mail address.', email], where),
    );
  const addressed = draft.observers.filter(({ email }) => email.trim() !== '');
  const twice = groupsOfSame(addressed, ({ email }) => mailbox(email)).map((group) =>
    problem(
      'warning',
      'same-observer',
      ['{0} is an observer {1} times.', group[0].email.trim(), group.length],
      where,
      ['Leave one of them.'],
    ),
  );
  const signers = new Set(draft.signers.map(({ email }) => mailbox(email)));
  const both = addressed
    .filter(({ email }) => signers.has(mailbox(email)))
    .map(({ email }) =>
      problem('warning', 'observer-signs', ['{0} is both a signer and an observer.', email.trim()], where, [
        'Remove the observer: whoever signs sees everything.',
      ]),
    );
  return [...bad, ...twice, ...both];
}
