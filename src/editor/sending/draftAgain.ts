import { withoutReference } from '../../delivery/reference';
import type { Draft } from '../../delivery/draft';
import type { EnvelopeDetails, EnvelopeSigner } from '../../jsign/types';
import { cleanName } from './people';

/** What the questions start from when something is sent again. */
export interface StartingDraft {
  /** Everything that was said before. Its documents and fields count only where `keepsFields` says so. */
  readonly draft: Draft;
  /** The documents are byte for byte those of the draft, so its fields stand where they stood. */
  readonly keepsFields: boolean;
  /** The person had agreed to a signature page, which is made anew with the names as they are now. */
  readonly appendPage: boolean;
}

const DAY = 86_400_000;

/**
 * Puts into a draft that was made of the answers what no question asks for and the earlier draft had: observers, description,
 * categories, notes, phones and options. Who signs when is among the answers.
 */
export function carryOver(made: Draft, before: Draft): Draft {
  const known = new Map(before.signers.map((signer) => [signer.id, signer]));
  const { expiresInDays, flow, reminderDays } = made.options;
  const { reminderDays: remindedBefore, ...options } = before.options;
  const reminders = before.options.expiresInDays === expiresInDays ? remindedBefore : reminderDays;
  return {
    ...made,
    description: before.description,
    categories: before.categories,
    observers: before.observers,
    ...(before.replaces === undefined ? {} : { replaces: before.replaces }),
    signers: made.signers.map((signer) => {
      const { countryCode, phoneNumber, note } = known.get(signer.id) ?? {};
      return {
        ...signer,
        ...(countryCode === undefined ? {} : { countryCode }),
        ...(phoneNumber === undefined ? {} : { phoneNumber }),
        ...(note === undefined ? {} : { note }),
      };
    }),
    options: {
      ...options,
      flow,
      expiresInDays,
      ...(reminders === undefined ? {} : { reminderDays: reminders }),
    },
  };
}

/** A draft that went out, under the name that its envelope has now: it may have been renamed since. */
export function namedAs({ name }: EnvelopeDetails, sent: Draft): Draft {
  return { ...sent, name: cleanName(name) || sent.name };
}

/** From a template people and options are kept here; documents and fields stand in the envelope and the template alone. */
export function hasOwnDocuments(sent: Draft | undefined): sent is Draft {
  return sent !== undefined && sent.documents.length > 0;
}

/**
 * A draft of what the service says about an envelope that was not sent from here: everything but documents and fields. The
 * roles of anchors are guessed from the order where there are as many as signers; each is asked for.
 */
export function draftOfDetails(
  details: EnvelopeDetails,
  facts: {
    readonly accountId: string;
    readonly roles: readonly string[];
    readonly defaultDays: number;
    readonly newId: () => string;
  },
): Draft {
  const { accountId, defaultDays, newId, roles } = facts;
  const signers = [...details.signers].sort((a, b) => (a.order ?? 1) - (b.order ?? 1));
  const withRoles = roles.length === signers.length;
  return {
    version: 2,
    id: newId(),
    intentId: newId(),
    accountId,
    name: cleanName(details.name),
    description: withoutReference(details.description),
    categories: details.categories,
    documents: [],
    signers: signers.map((signer, index) => {
      const role = withRoles ? roles[index] : undefined;
      return {
        id: newId(),
        name: nameOf(signer),
        email: signer.email,
        order: signer.order ?? 1,
        ...(role === undefined ? {} : { role }),
      };
    }),
    observers: details.observers.map(({ name, email }) => ({ name, email })),
    fields: [],
    options: {
      flow: details.flow === 'unknown' ? 'Parallel' : details.flow,
      expiresInDays: daysOf(details) ?? defaultDays,
      sendEmails: true,
    },
  };
}

/** The service gives first and last name; where it gives none the address must do until the person corrects it. */
function nameOf({ email, firstName, lastName }: EnvelopeSigner): string {
  return cleanName(`${firstName} ${lastName}`) || email;
}

/** How many days people had, from 1 to a year. */
function daysOf({ createdAt, dueAt }: EnvelopeDetails): number | undefined {
  if (createdAt === undefined || dueAt === undefined) return undefined;
  const days = Math.round((dueAt - createdAt) / DAY);
  return days >= 1 && days <= 365 ? days : undefined;
}
