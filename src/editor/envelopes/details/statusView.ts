import type { EnvelopeDetails, EnvelopeSigner, SignerState } from '../../../jsign/types';
import type { Icon, Mark, Phrase, StatusView } from '../../../pages/view';
import type { Account } from '../../account/api';
import type { Translate } from '../../platform/translate';
import { isWaiting } from '../allowed';
import { sameAddress, signerName } from '../signers';

import { isolated, shortText } from '../../platform/foreignText';
import { dated, phrase } from './words';

/** Icon, word and facts of the line below the title. `accountLabel` is e.g. `ada@example.org, Local sandbox`. */
export function statusView(
  details: EnvelopeDetails,
  account: Pick<Account, 'email'>,
  accountLabel: string,
  t: Translate,
): StatusView {
  return {
    ...statusMark(details),
    phrases: [
      statusWord(details, t),
      ...sent(details, account, t),
      ...due(details, t),
      phrase(shortText(accountLabel)),
    ],
  };
}

function statusMark({ status }: EnvelopeDetails): Mark {
  switch (status.known) {
    case 'AwaitingMySignature':
      return { icon: 'edit', tone: 'attention' };
    case 'AwaitingOthers':
      return { icon: 'clock', tone: 'normal' };
    case 'DueSoon':
      return { icon: 'warning', tone: 'attention' };
    case 'Completed':
      return { icon: 'pass-filled', tone: 'good' };
    case 'Declined':
      return { icon: 'circle-slash', tone: 'bad' };
    case 'Cancelled':
      return { icon: 'close', tone: 'muted' };
    case 'Expired':
      // Not `history`, which is drawn as `clock` is.
      return { icon: 'calendar', tone: 'bad' };
    case 'unknown':
      return { icon: 'question', tone: 'normal' };
  }
}

function statusWord(details: EnvelopeDetails, t: Translate): Phrase {
  switch (details.status.known) {
    case 'AwaitingMySignature':
      return phrase(t({ text: 'Needs your signature' }));
    case 'AwaitingOthers':
      return waiting(details, t);
    case 'DueSoon':
      return details.dueAt === undefined
        ? phrase(t({ text: 'Due soon' }))
        : dated(t, 'Due {0}', details.dueAt, 'relative');
    case 'Completed':
      return phrase(t({ text: 'Completed' }));
    case 'Declined': {
      const who = details.signers.find((signer) => signer.state === 'declined');
      return phrase(
        who ? t({ text: 'Declined by {0}', args: [isolated(signerName(who))] }) : t({ text: 'Declined' }),
      );
    }
    case 'Cancelled':
      return details.cancelledAt === undefined
        ? phrase(t({ text: 'Cancelled' }))
        : dated(t, 'Cancelled on {0}', details.cancelledAt, 'day');
    case 'Expired':
      return details.dueAt === undefined
        ? phrase(t({ text: 'Expired' }))
        : dated(t, 'Expired on {0}', details.dueAt, 'day');
    case 'unknown':
      return phrase(shortText(details.status.raw) || t({ text: 'Status not known' }));
  }
}

function waiting({ signers }: EnvelopeDetails, t: Translate): Phrase {
  const pending = signers.filter((signer) => signer.state === 'waiting' || signer.state === 'viewed');
  const [only] = pending;
  if (only && pending.length === 1)
    return phrase(t({ text: 'Waiting for {0}', args: [isolated(signerName(only))] }));
  if (pending.length > 1)
    return phrase(t({ text: 'Waiting for {0} of {1}', args: [pending.length, signers.length] }));
  return phrase(t({ text: 'Waiting for others' }));
}

function sent(details: EnvelopeDetails, account: Pick<Account, 'email'>, t: Translate): readonly Phrase[] {
  if (details.createdAt === undefined) return [];
  return [
    sameAddress(details.createdBy, account.email)
      ? dated(t, 'sent {0} by you', details.createdAt, 'day')
      : dated(t, 'sent {0} by {1}', details.createdAt, 'day', isolated(details.createdBy)),
  ];
}

function due({ status, dueAt }: EnvelopeDetails, t: Translate): readonly Phrase[] {
  if (dueAt === undefined) return [];
  const open = isWaiting(status.known) || status.known === 'unknown';
  return open ? [dated(t, 'expires {0}', dueAt, 'day')] : [];
}

const SIGNER_MARKS: Readonly<Record<SignerState, Mark>> = {
  waiting: { icon: 'circle-large-outline', tone: 'muted' },
  viewed: { icon: 'eye', tone: 'normal' },
  signed: { icon: 'check', tone: 'good' },
  declined: { icon: 'circle-slash', tone: 'bad' },
  unknown: { icon: 'question', tone: 'muted' },
};

export function signerMark(signer: EnvelopeSigner): Mark {
  return SIGNER_MARKS[signer.state];
}

export function signerWord(signer: EnvelopeSigner, t: Translate): Phrase {
  switch (signer.state) {
    case 'waiting':
      return phrase(t({ text: 'not signed yet' }));
    case 'viewed':
      return phrase(t({ text: 'viewed, not signed yet' }));
    case 'signed':
      return signer.signedAt === undefined
        ? phrase(t({ text: 'signed' }))
        : dated(t, 'signed {0}', signer.signedAt, 'moment');
    case 'declined':
      return phrase(t({ text: 'declined' }));
    case 'unknown':
      return phrase(shortText(signer.stateWord ?? '') || t({ text: 'jSign does not say' }));
  }
}

const ACTIVITY_MARKS: readonly (readonly [RegExp, Icon, Mark['tone']])[] = [
  [/declin/i, 'circle-slash', 'bad'],
  [/cancel/i, 'close', 'muted'],
  [/expire/i, 'calendar', 'bad'],
  [/extend/i, 'calendar', 'normal'],
  [/complet/i, 'pass-filled', 'good'],
  [/view|open/i, 'eye', 'normal'],
  [/remind/i, 'mail', 'normal'],
  [/creat|attach/i, 'add', 'normal'],
  [/updat|edit/i, 'edit', 'normal'],
  [/delet|remov/i, 'trash', 'muted'],
  [/sent|send/i, 'send', 'normal'],
  [/sign/i, 'check', 'good'],
];

/** Goes by the activity's code alone; a word that nobody has met is shown as such. */
export function activityMark(activity: string): Mark {
  const found = ACTIVITY_MARKS.find(([pattern]) => pattern.test(activity));
  return found ? { icon: found[1], tone: found[2] } : { icon: 'question', tone: 'muted' };
}
