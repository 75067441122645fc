import type { Problem } from '../../contract/types';
import type { Draft, DraftSigner } from '../draft';
import { mailbox } from '../spelling';
import { isAddress } from './address';
import { calledAs, lacking } from './lacking';
import { observerProblems } from './observers';
import { phoneProblems } from './phones';
import { groupsOfSame, problem } from './problem';

/** A private note goes into the invitation; longer ones, in characters, are cut in the web application (API reference, section 12). */
export const NOTE_LENGTH = 100;

/** Who signs and who watches: names, addresses, phones, order. */
export function signerProblems(draft: Draft): readonly Problem[] {
  if (draft.signers.length === 0) {
    return [
      problem('error', 'no-signers', ['Nobody is to sign.'], {}, ['Add a signer.']),
      ...observerProblems(draft),
    ];
  }
  return [
    ...draft.signers.flatMap((signer) => [
      ...name(signer, draft),
      ...address(signer, draft),
      ...phoneProblems(signer, draft),
      ...note(signer, draft),
      ...rank(signer, draft),
    ]),
    ...duplicates(draft),
    ...order(draft),
    ...observerProblems(draft),
  ];
}

function name(signer: DraftSigner, draft: Draft): readonly Problem[] {
  if (signer.name.trim() !== '') return [];
  const message = lacking(signer, draft, {
    known: 'The signer {0} has no name.',
    role: 'The signer for the role {0} has no name.',
    place: 'Signer {0} has no name.',
  });
  return [problem('error', 'signer-without-name', message, { signerId: signer.id })];
}

function address(signer: DraftSigner, draft: Draft): readonly Problem[] {
  const where = { signerId: signer.id };
  if (signer.email.trim() === '') {
    const message = lacking(signer, draft, {
      known: '{0} has no e-mail address.',
      role: 'The signer for the role {0} has no e-mail address.',
      place: 'Signer {0} has no e-mail address.',
    });
    return [problem('error', 'signer-without-email', message, where)];
  }
  if (isAddress(signer.email)) return [];
  return [problem('error', 'bad-email', ['"{0}" is no e-mail address.', signer.email], where)];
}

function note(signer: DraftSigner, draft: Draft): readonly Problem[] {
  if ((signer.note?.length ?? 0) <= NOTE_LENGTH) return [];
  return [
    problem(
      'warning',
      'note-too-long',
      ['The note to {0} has more than {1} characters and may be cut.', calledAs(signer, draft), NOTE_LENGTH],
      { signerId: signer.id },
    ),
  ];
}

function rank(signer: DraftSigner, draft: Draft): readonly Problem[] {
  if (Number.isInteger(signer.order) && signer.order >= 1) return [];
  return [
    problem(
      'error',
      'bad-order',
      ['The place of {0} in the order must be 1 or more.', calledAs(signer, draft)],
      {
        signerId: signer.id,
      },
    ),
  ];
}

function duplicates(draft: Draft): readonly Problem[] {
  const addressed = draft.signers.filter((signer) => signer.email.trim() !== '');
  return groupsOfSame(addressed, ({ email }) => mailbox(email)).map((group) =>
    problem(
      'error',
      'same-signer',
      ['{0} is a signer {1} times.', group[0].email.trim(), group.length],
      { signerId: group.at(-1)?.id ?? group[0].id },
      ['Give all their fields to one of them and remove the other.'],
    ),
  );
}

function order(draft: Draft): readonly Problem[] {
  const { flow } = draft.options;
  if (flow === 'Parallel') return [];
  const ranks = draft.signers
    .map((signer) => signer.order)
    .filter((one) => Number.isInteger(one) && one >= 1);
  const gap = [...new Set(ranks)].sort((a, b) => a - b).findIndex((one, index) => one !== index + 1);
  const gaps =
    gap < 0
      ? []
      : [
          problem(
            'error',
            'order-gap',
            ['Nobody signs in place {0}, but someone comes after it.', gap + 1],
            { option: 'flow' },
            ['Number the signers without gaps.'],
          ),
        ];
  if (flow === 'Hybrid') return gaps;
  const shared = groupsOfSame(draft.signers, (signer) => String(signer.order)).map((group) =>
    problem(
      'error',
      'order-shared',
      ['{0} signers share place {1}, but all are to sign one after the other.', group.length, group[0].order],
      { signerId: group.at(-1)?.id ?? group[0].id, option: 'flow' },
      ['Give each a place of their own, or let some sign at the same time.'],
    ),
  );
  return [...gaps, ...shared];
}
