import type { Draft, DraftSigner } from '../draft';
import { withoutCountry } from '../preflight/phones';
import { NOTE_LENGTH } from '../preflight/signers';
import { asRead, mailbox } from '../spelling';
import { cleanAddress, cut, type Fixed, type Fixer, say, signerOf, withSigner, without } from './fixer';

/** Fixes of who signs, and when. */
export const SIGNER_FIXERS: Readonly<Record<string, Fixer>> = {
  'bad-email': mendAddress,
  'same-signer': merge,
  'phone-incomplete': dropPhone,
  'bad-country-code': dropPhone,
  'phone-with-country': shortenPhone,
  'note-too-long': shortenNote,
  'bad-order': number,
  'order-gap': number,
  'order-shared': share,
};

function mendAddress(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const signer = signerOf(problem, draft);
  const email = signer && cleanAddress(signer.email);
  // Nobody may sign twice: whose address it is, only the person knows.
  if (!email || draft.signers.some((other) => other !== signer && mailbox(other.email) === mailbox(email)))
    return undefined;
  return { label: say('Use {0}', email), draft: withSigner(draft, { ...signer, email }) };
}

/** Only where it is plainly one person; two people with one address is a slip that the person has to look at. */
function merge(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const signer = signerOf(problem, draft);
  if (signer === undefined || draft.template !== undefined) return undefined;
  const group = draft.signers.filter(({ email }) => mailbox(email) === mailbox(signer.email));
  const [first, ...others] = group;
  const names = new Set(group.map(({ name }) => asRead(name)).filter((name) => name !== ''));
  if (first === undefined || others.length === 0 || names.size > 1) return undefined;
  const gone = new Set(others.map(({ id }) => id));
  const name = group.find((one) => one.name.trim() !== '')?.name ?? first.name;
  const merged = {
    ...draft,
    signers: draft.signers
      .filter(({ id }) => !gone.has(id))
      .map((one) => (one === first ? { ...first, name } : one)),
    fields: draft.fields.map((field) =>
      gone.has(field.signerId) ? { ...field, signerId: first.id } : field,
    ),
  };
  return {
    label: say('Make them one signer'),
    draft: numbered(merged),
    select: draft.fields.filter(({ signerId }) => gone.has(signerId)).map(({ id }) => id),
  };
}

function dropPhone(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const signer = signerOf(problem, draft);
  if (signer === undefined) return undefined;
  return {
    label: say('Remove the phone'),
    draft: withSigner(draft, without(signer, 'countryCode', 'phoneNumber')),
  };
}

function shortenPhone(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const signer = signerOf(problem, draft);
  if (signer?.countryCode === undefined) return undefined;
  const phoneNumber = withoutCountry(signer.phoneNumber ?? '', signer.countryCode);
  if (phoneNumber === undefined) return undefined;
  return { label: say('Use {0}', phoneNumber), draft: withSigner(draft, { ...signer, phoneNumber }) };
}

function shortenNote(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const signer = signerOf(problem, draft);
  if (signer?.note === undefined) return undefined;
  return {
    label: say('Shorten it to {0} characters', NOTE_LENGTH),
    draft: withSigner(draft, { ...signer, note: cut(signer.note, NOTE_LENGTH) }),
  };
}

function number(...[, draft]: Parameters<Fixer>): Fixed | undefined {
  return { label: say('Number the signers from 1'), draft: numbered(draft) };
}

/** Places from 1 without gaps; who shared one still does, and nobody overtakes anybody. */
function numbered(draft: Draft): Draft {
  const key = ({ order }: DraftSigner) => (Number.isFinite(order) ? order : Number.MAX_VALUE);
  const places = [...new Set(draft.signers.map(key))].sort((a, b) => a - b);
  return {
    ...draft,
    signers: draft.signers.map((signer) => ({ ...signer, order: places.indexOf(key(signer)) + 1 })),
  };
}

/** Keeps the places as they were given. */
function share(...[, draft]: Parameters<Fixer>): Fixed | undefined {
  const places = new Set(draft.signers.map(({ order }) => order));
  if (draft.options.flow !== 'Sequential' || places.size === draft.signers.length) return undefined;
  const flow = places.size === 1 ? ('Parallel' as const) : ('Hybrid' as const);
  return {
    label: say('Let them sign at the same time'),
    draft: { ...draft, options: { ...draft.options, flow } },
  };
}
