import type { EnvelopeDetails, EnvelopeSigner, EnvelopeSummary, SignerState } from '../../../jsign/types';
import type { Account } from '../../account/api';
import type { EnvelopeEvent, EnvelopeEventKind, GroupNews } from '../api';
import { sameAddress } from '../signers';
import type { Change } from './pageReading';
import { isMine } from './pageReading';
import { isEnded, openStatus, type Records } from './records';
import { OPEN_STATUSES } from './rotation';

/** An event, and what decides whether the person is told. */
export interface Told {
  readonly event: EnvelopeEvent;
  /** The account's own: it made the envelope, or its signature is needed. */
  readonly mine: boolean;
}

export interface Happened {
  readonly told: readonly Told[];
  /** What moved between the groups. */
  readonly news: readonly GroupNews[];
  /** Whether anything was new at all. */
  readonly hasChanged: boolean;
  /** A list had lost it that still holds it by its details. */
  readonly wasThere: boolean;
  readonly hasEnded: boolean;
}

/** Takes the details of an envelope into what is known, and says what happened since. */
export function takeDetails(
  records: Records,
  change: Change,
  details: EnvelopeDetails,
  account: Account,
  row: EnvelopeSummary | undefined,
): Happened {
  const { id, was, missing } = change;
  const { known, raw } = details.status;
  const isWaiting =
    openStatus(known) !== undefined ||
    // A word for "waiting" that we do not know: the lists decide.
    (known === 'unknown' && [...(records.open.get(id)?.lists ?? [])].some((list) => !missing.includes(list)));
  const summary = summaryOf(details, row ?? records.open.get(id)?.row, account);
  return isWaiting
    ? waiting(records, change, details, account, summary)
    : ended(
        records,
        { ...change, was: was === 'closed' && records.closedOf(id)?.status.raw === raw ? 'unknown' : was },
        details,
        account,
        summary,
      );
}

/** An envelope that the service no longer shows to this account. */
export function takeGone(records: Records, id: string): readonly GroupNews[] {
  records.forget(id);
  return OPEN_STATUSES.map((group) => ({ group, put: [], drop: [id] }));
}

function ended(
  records: Records,
  change: Change,
  details: EnvelopeDetails,
  account: Account,
  summary: EnvelopeSummary,
): Happened {
  const { id, was } = change;
  const { known, raw } = details.status;
  const signersBefore = records.open.get(id)?.signers;
  records.close(id, details.status);
  const closed = records.closedOf(id);
  // The list says one thing and the details another: the details count, and are not read for the same word again.
  if (closed && change.listed !== undefined && change.listed.raw !== raw) closed.disputed = change.listed.raw;
  const isNews = was !== 'unknown';
  const told = isNews
    ? [
        ...(was === 'new' ? [tell('new', details, account)] : []),
        ...signerEvents(signersBefore, details, account),
        tell(endOf(known), details, account),
      ]
    : [];
  const drop = OPEN_STATUSES.map((group): GroupNews => ({ group, put: [], drop: [id] }));
  const put: readonly GroupNews[] =
    known === 'unknown' || !isNews ? [] : [{ group: known, put: [summary], drop: [] }];
  return { told, news: isNews ? [...drop, ...put] : [], hasChanged: isNews, wasThere: false, hasEnded: true };
}

function endOf(known: EnvelopeDetails['status']['known']): EnvelopeEventKind {
  const ends: Partial<Record<typeof known, EnvelopeEventKind>> = {
    Completed: 'completed',
    Declined: 'declined',
    Cancelled: 'cancelled',
    Expired: 'expired',
  };
  return ends[known] ?? 'changed';
}

function waiting(
  records: Records,
  { id, was, mine: wasMine, missing, listed }: Change,
  details: EnvelopeDetails,
  account: Account,
  summary: EnvelopeSummary,
): Happened {
  const word = openStatus(details.status.known);
  const endedBefore = records.closedOf(id)?.status.known;
  const record = records.openOf(id);
  const wasThere = word !== undefined && missing.includes(word);
  for (const status of missing) {
    if (status === word) record.doubted.add(status);
    else record.lists.delete(status);
  }
  if (word !== undefined && !record.doubted.has(word)) record.lists.add(word);
  if (word === 'AwaitingOthers') record.lists.delete('AwaitingMySignature');
  if (word === 'AwaitingMySignature') record.lists.delete('AwaitingOthers');
  if (listed !== undefined && isEnded(listed.known)) record.disputed = listed.raw;
  const signersBefore = record.signers;
  const nameBefore = record.name;
  record.name = details.name;
  record.signers = statesOf(details.signers);
  const mine = isMine(record);
  const told: Told[] = [];
  if (was === 'new') told.push(tell('new', details, account));
  told.push(...signerEvents(signersBefore, details, account));
  const isNews = was !== 'unknown';
  if (isNews && mine && !wasMine) told.push(tell('needsMe', details, account));
  const moved = was === 'closed' || mine !== wasMine || missing.some((status) => status !== word);
  const renamed = nameBefore !== undefined && nameBefore !== details.name;
  if (told.length === 0 && isNews && (moved || renamed || (listed !== undefined && !isEnded(listed.known))))
    told.push(tell('changed', details, account));
  const groups: GroupNews[] = [];
  for (const group of OPEN_STATUSES) {
    if (record.lists.has(group)) groups.push({ group, put: [summary], drop: [] });
    else groups.push({ group, put: [], drop: [id] });
  }
  if (endedBefore !== undefined && endedBefore !== 'unknown')
    groups.push({ group: endedBefore, put: [], drop: [id] });
  return {
    told,
    news: told.length > 0 ? groups : [],
    hasChanged: told.length > 0,
    wasThere,
    hasEnded: false,
  };
}

/** What the signers did since the details were read before; nothing where they were not. */
function signerEvents(
  before: ReadonlyMap<string, SignerState> | undefined,
  details: EnvelopeDetails,
  account: Account,
): readonly Told[] {
  if (!before) return [];
  return details.signers.flatMap((signer) => {
    const { state } = signer;
    const was = before.get(signer.email.toLowerCase());
    if (state === was || (state !== 'viewed' && state !== 'signed') || was === 'signed') return [];
    return [tell(state, details, account, signer)];
  });
}

function statesOf(signers: readonly EnvelopeSigner[]): ReadonlyMap<string, SignerState> {
  return new Map(signers.map(({ email, state }) => [email.toLowerCase(), state]));
}

function tell(
  kind: EnvelopeEventKind,
  details: EnvelopeDetails,
  account: Account,
  signer?: EnvelopeSigner,
): Told {
  const actor =
    signer ?? (kind === 'declined' ? details.signers.find((each) => each.state === 'declined') : undefined);
  const who = actor && `${actor.firstName} ${actor.lastName}`.trim();
  const at = kind === 'cancelled' ? details.cancelledAt : actor?.signedAt;
  const ownsIt = sameAddress(details.createdBy, account.email);
  return {
    event: {
      kind,
      accountId: account.id,
      envelopeId: details.id,
      name: details.name,
      ...(who ? { who } : {}),
      ...(at === undefined ? {} : { at }),
    },
    mine: kind === 'needsMe' || ownsIt,
  };
}

/** The list names the creator, the details give an address, which does not belong into what windows tell each other. */
function summaryOf(
  details: EnvelopeDetails,
  row: EnvelopeSummary | undefined,
  account: Account,
): EnvelopeSummary {
  const { id, name, status, createdAt, categories, createdBy } = details;
  const isOwn = sameAddress(createdBy, account.email);
  return {
    id,
    name,
    status,
    categories,
    createdAt: createdAt ?? row?.createdAt,
    createdBy: row?.createdBy ?? (isOwn ? account.name : ''),
  };
}
