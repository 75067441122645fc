import type { EnvelopeDetails, EnvelopeDocument, HistoryEntry } from '../../../jsign/types';
import { DATE_PLACE } from '../../../pages/view';
import type {
  DetailsContent,
  DocumentView,
  FactView,
  HashView,
  SignerView,
  TimelineView,
} from '../../../pages/view';
import type { Account } from '../../account/api';
import { hasSignedCopy } from '../../documents/api';
import type { Translate } from '../../platform/translate';
import { sha256Of } from '../../platform/sha256';
import { mayBeReminded } from '../allowed';
import { offeredActions, offeredSections } from './pageActions';
import { activityMark, signerMark, signerWord, statusView } from './statusView';
import { signerName } from '../signers';
import { whoCanSign } from './whoCanSign';
import { shortText } from '../../platform/foreignText';
import { phrase } from './words';

/** Names are shown whole where there is room for them; beyond this they are no names. */
export const LONGEST_NAME = 400;

export interface ContentSource {
  readonly details: EnvelopeDetails;
  /** `undefined` while it is being read. */
  readonly history: readonly HistoryEntry[] | undefined;
  /** Why there is no history; empty when there is one. */
  readonly historyProblem: string;
  readonly account: Pick<Account, 'email'>;
  readonly accountLabel: string;
}

/** Everything that the panel shows of an envelope. */
export function contentView(source: ContentSource, t: Translate): DetailsContent {
  const { details, account } = source;
  const choices = whoCanSign(details, account.email);
  const signers = inOrder(details).map((signer): SignerView => {
    const choice = choices.find((each) => each.email === signer.email);
    return {
      ...signerMark(signer),
      name: shortText(signerName(signer), LONGEST_NAME),
      email: signer.email,
      order: isOrdered(details) ? signer.order : undefined,
      state: signerWord(signer, t),
      reason: signer.declineReason,
      canSign: choice ? (choice.self ? 'self' : 'inPerson') : 'no',
      canRemind: mayBeReminded(details, signer, account.email),
    };
  });
  return {
    status: statusView(details, account, source.accountLabel, t),
    canSign: choices.length > 0,
    actions: offeredActions(details, account.email),
    sections: offeredSections(details, account.email),
    signers,
    steps: steps(signers),
    documents: details.documents.map((document) => documentView(document, details, t)),
    timeline: timeline(source.history ?? []),
    timelineProblem: source.historyProblem,
    facts: facts(source, t),
  };
}

function isOrdered({ flow, signers }: EnvelopeDetails): boolean {
  return (
    (flow === 'Sequential' || flow === 'Hybrid') && signers.every((signer) => signer.order !== undefined)
  );
}

function inOrder(details: EnvelopeDetails): EnvelopeDetails['signers'] {
  if (!isOrdered(details)) return details.signers;
  return details.signers.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
}

/** Signers who sign at the same time stand in one group: equal orders, or all of them where there is no order. */
function steps(signers: readonly SignerView[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  signers.forEach((signer, index) => {
    const key = signer.order ?? 0;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

function documentView(document: EnvelopeDocument, details: EnvelopeDetails, t: Translate): DocumentView {
  const { originalHash, signedHash } = document;
  // Two hashes side by side have to be told apart; one alone is the original's.
  const original = (kind: string) =>
    signedHash === undefined ? kind : t({ text: 'original {0}', args: [kind] });
  return {
    id: document.id,
    name: shortText(document.name, LONGEST_NAME),
    original: hashView(originalHash, t, original),
    signed: hashView(signedHash, t, (kind) => t({ text: 'signed {0}', args: [kind] })),
    hasSignedCopy: hasSignedCopy(details, document),
  };
}

/** The service does not say which hash it uses, so the name is given only where the value has that hash's form. */
function hashView(
  hash: string | undefined,
  t: Translate,
  label: (kind: string) => string,
): HashView | undefined {
  if (hash === undefined || hash.trim() === '') return undefined;
  const full = hash.trim();
  const sha256 = sha256Of(full);
  const bare = sha256 ?? full;
  return {
    label: label(sha256 === undefined ? t({ text: 'hash' }) : 'sha-256'),
    short: bare.length > 12 ? `${bare.slice(0, 6)}…${bare.slice(-4)}` : bare,
    full,
  };
}

/**
 * Newest first; what has no time comes at the end. Of entries of one instant the service's own order tells which came later,
 * so a list that it gives oldest first is turned around before it is sorted.
 */
function timeline(history: readonly HistoryEntry[]): readonly TimelineView[] {
  const times = history.flatMap(({ at }) => at ?? []);
  const oldestFirst = (times[0] ?? 0) <= (times.at(-1) ?? 0);
  return (oldestFirst ? history.toReversed() : history)
    .map((entry): TimelineView => ({
      ...activityMark(entry.activity),
      text:
        entry.content.trim() || [entry.firstName, entry.lastName, entry.activity].filter(Boolean).join(' '),
      at: entry.at,
    }))
    .toSorted((one, other) => (other.at ?? -Infinity) - (one.at ?? -Infinity) || 0);
}

function facts({ details, accountLabel }: ContentSource, t: Translate): readonly FactView[] {
  const flows = {
    Parallel: t({ text: 'all at the same time' }),
    Sequential: t({ text: 'one after the other' }),
    Hybrid: t({ text: 'in groups, one after the other' }),
    unknown: '',
  };
  const text = (label: string, value: string): readonly FactView[] =>
    value.trim() === '' ? [] : [{ label, value: phrase(value), copies: undefined }];
  const date = (label: string, at: number | undefined): readonly FactView[] =>
    at === undefined ? [] : [{ label, value: { text: DATE_PLACE, at, as: 'moment' }, copies: undefined }];
  return [
    ...text(t({ text: 'Description' }), details.description),
    ...text(t({ text: 'Categories' }), details.categories.join(', ')),
    ...text(t({ text: 'Signing order' }), flows[details.flow]),
    ...text(
      t({ text: 'Observers' }),
      details.observers.map((observer) => observer.name || observer.email).join(', '),
    ),
    ...text(t({ text: 'Reason for cancelling' }), details.cancelReason ?? ''),
    ...text(t({ text: 'Created by' }), details.createdBy),
    ...date(t({ text: 'Created' }), details.createdAt),
    ...date(t({ text: 'Expires' }), details.dueAt),
    ...text(t({ text: 'Account' }), accountLabel),
    { label: t({ text: 'Envelope id' }), value: phrase(details.id), copies: 'envelopeId' },
  ];
}
