import type { Problem } from '../../contract/types';
import type { Draft, DraftSigner } from '../draft';
import { isAddress } from './address';
import { groupsOfSame, problem } from './problem';

/** A private note goes into the invitation; longer ones, in characters, are cut in the web application (API reference, section 12). */
export const NOTE_LENGTH = 100;

/** Who signs and who watches: names, addresses, phones, order. */
export function signerProblems(draft: Draft): readonly Problem[] {
  if (draft.signers.length === 0) {
    return [
      problem('error', 'no-signers', ['Nobody is to sign.'], {}, ['Add a signer.']),
      ...observers(draft),
    ];
  }
  return [
    ...draft.signers.flatMap((signer) => [
      ...name(signer),
      ...address(signer),
      ...phone(signer),
      ...note(signer),
      ...rank(signer),
    ]),
    ...duplicates(draft),
    ...order(draft),
    ...observers(draft),
  ];
}

function name(signer: DraftSigner): readonly Problem[] {
  if (signer.name.trim() !== '') return [];
  return [
    problem('error', 'signer-without-name', ['The signer {0} has no name.', signer.email], {
      signerId: signer.id,
    }),
  ];
}

function address(signer: DraftSigner): readonly Problem[] {
  const where = { signerId: signer.id };
  if (signer.email.trim() === '') {
    return [problem('error', 'signer-without-email', ['{0} has no e-mail address.', signer.name], where)];
  }
  if (isAddress(signer.email)) return [];
  return [problem('error', 'bad-email', ['"{0}" is no e-mail address.', signer.email], where)];
}

function phone(signer: DraftSigner): readonly Problem[] {
  const number = signer.phoneNumber?.trim() ?? '';
  if ((signer.countryCode === undefined) === (number === '')) return [];
  return [
    problem(
      'error',
      'phone-incomplete',
      ['The phone of {0} needs both the country code and the number.', signer.name],
      { signerId: signer.id },
    ),
  ];
}

function note(signer: DraftSigner): readonly Problem[] {
  if ((signer.note?.length ?? 0) <= NOTE_LENGTH) return [];
  return [
    problem(
      'warning',
      'note-too-long',
      ['The note to {0} has more than {1} characters and may be cut.', signer.name, NOTE_LENGTH],
      { signerId: signer.id },
    ),
  ];
}

function rank(signer: DraftSigner): readonly Problem[] {
  if (Number.isInteger(signer.order) && signer.order >= 1) return [];
  return [
    problem('error', 'bad-order', ['The place of {0} in the order must be 1 or more.', signer.name], {
      signerId: signer.id,
    }),
  ];
}

function duplicates(draft: Draft): readonly Problem[] {
  const addressed = draft.signers.filter((signer) => signer.email.trim() !== '');
  return groupsOfSame(addressed, (signer) => signer.email.trim().toLowerCase()).map((group) =>
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
            {},
            ['Number the signers without gaps.'],
          ),
        ];
  if (flow === 'Hybrid') return gaps;
  const shared = groupsOfSame(draft.signers, (signer) => String(signer.order)).map((group) =>
    problem(
      'error',
      'order-shared',
      ['{0} signers share place {1}, but all are to sign one after the other.', group.length, group[0].order],
      { signerId: group.at(-1)?.id ?? group[0].id },
      ['Give each a place of their own, or let some sign at the same time.'],
    ),
  );
  return [...gaps, ...shared];
}

function observers(draft: Draft): readonly Problem[] {
  const bad = draft.observers
    .filter((observer) => !isAddress(observer.email))
    .map((observer) =>
      problem('error', 'bad-observer-email', ['"{0}" is no e-mail address.', observer.email]),
    );
  const signers = new Set(draft.signers.map((signer) => signer.email.trim().toLowerCase()));
  const both = draft.observers
    .filter((observer) => signers.has(observer.email.trim().toLowerCase()))
    .map((observer) =>
      problem('warning', 'observer-signs', ['{0} is both a signer and an observer.', observer.email.trim()]),
    );
  return [...bad, ...both];
}
