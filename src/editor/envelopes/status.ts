import type { EnvelopeDetails, KnownStatus, StatusWord } from '../../jsign/types';
import { shortText } from '../platform/foreignText';
import type { Translate } from '../platform/translate';
import { signerName } from './signers';

/** Icon and colour of a status; the word always stands beside it, so colour is never alone. */
export interface StatusLook {
  readonly icon: string;
  readonly color: string;
}

const LOOKS: Record<KnownStatus | 'unknown', StatusLook> = {
  AwaitingMySignature: { icon: 'edit', color: 'charts.yellow' },
  AwaitingOthers: { icon: 'clock', color: 'foreground' },
  DueSoon: { icon: 'warning', color: 'list.warningForeground' },
  Completed: { icon: 'pass-filled', color: 'testing.iconPassed' },
  Declined: { icon: 'circle-slash', color: 'errorForeground' },
  Cancelled: { icon: 'close', color: 'disabledForeground' },
  // Not `history`, which is drawn as `clock` is.
  Expired: { icon: 'calendar', color: 'list.errorForeground' },
  unknown: { icon: 'question', color: 'foreground' },
};

export function statusLook(status: StatusWord): StatusLook {
  return LOOKS[status.known];
}

/** The name of a status group. */
export function groupName(status: KnownStatus, t: Translate): string {
  const names: Record<KnownStatus, string> = {
    AwaitingMySignature: 'Needs My Signature',
    AwaitingOthers: 'Waiting for Others',
    DueSoon: 'Due Soon',
    Completed: 'Completed',
    Declined: 'Declined',
    Cancelled: 'Cancelled',
    Expired: 'Expired',
  };
  return t({ text: names[status] });
}

/** A status in words, with what the details add: who is waited for, who declined. */
export function statusWords(status: StatusWord, details: EnvelopeDetails | undefined, t: Translate): string {
  switch (status.known) {
    case 'AwaitingMySignature':
      return t({ text: 'Needs your signature' });
    case 'AwaitingOthers':
      return waitingWords(details, t);
    case 'DueSoon':
      return t({ text: 'Due soon' });
    case 'Completed':
      return t({ text: 'Completed' });
    case 'Declined': {
      const who = details?.signers.find((signer) => signer.state === 'declined');
      return who ? t({ text: 'Declined by {0}', args: [signerName(who)] }) : t({ text: 'Declined' });
    }
    case 'Cancelled':
      return t({ text: 'Cancelled' });
    case 'Expired':
      return t({ text: 'Expired' });
    case 'unknown':
      return shortText(status.raw, 60) || t({ text: 'Unknown status' });
  }
}

function waitingWords(details: EnvelopeDetails | undefined, t: Translate): string {
  const progress = details && signedCount(details);
  if (!progress) return t({ text: 'Waiting for others' });
  return t({ text: 'Waiting for {0} of {1}', args: [progress.total - progress.signed, progress.total] });
}

/** How many have signed; `undefined` where the service does not say it of every signer. */
export function signedCount(
  details: EnvelopeDetails,
): { readonly signed: number; readonly total: number } | undefined {
  const { signers } = details;
  if (signers.length === 0 || signers.some((signer) => signer.state === 'unknown')) return undefined;
  return { signed: signers.filter((signer) => signer.state === 'signed').length, total: signers.length };
}
