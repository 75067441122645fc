import type { EnvelopeDetails, EnvelopeSummary } from '../../jsign/types';
import { addressHash, type IntentFacts, plainName, sameSet } from '../facts';
import type { Candidate } from '../ports';
import { referenceIn } from '../reference';

/** How far the service's clock may be behind ours before an envelope counts as older than the attempt. */
export const CLOCK_SKEW = 10 * 60_000;
/**
 * How long after the attempt an envelope from a template may still be its work. Nothing but name, signers and time tells it from
 * one that the person has made by hand in the meantime, so a later one is shown and asked about.
 */
export const LATEST_FROM_TEMPLATE = 60 * 60_000;

/** What is looked for. */
export interface Search {
  readonly facts: IntentFacts;
  /** When the creating call was about to be made. */
  readonly attemptAt: number;
  /** Envelopes that are known to belong to other intents. */
  readonly taken: ReadonlySet<string>;
  /** Another undecided intent may have made an envelope that looks the same: only the reference can tell them apart. */
  readonly rivals: boolean;
}

/** One envelope held against the search. */
export interface Judged {
  readonly candidate: Candidate;
  /** Bears the reference: it is ours, whatever else was changed since. */
  readonly ours: boolean;
  /** No reference makes it ours, yet so much agrees that it may be adopted if it is the only one and everything was read. */
  readonly alike: boolean;
  /** Alike, but only a person can say whether it is the one. */
  readonly doubtful: boolean;
}

/** `undefined` when the envelope bears the reference of another intent. */
export function judge(search: Search, details: EnvelopeDetails): Judged | undefined {
  const { facts } = search;
  const fromTemplate = facts.template !== undefined;
  const written = referenceIn(details.description);
  // The description of an envelope from a template is the template's, and a reference in it may have come along with that. So it
  // says neither that the envelope is ours nor that it is not.
  const reference = fromTemplate ? undefined : written;
  const ours = reference !== undefined && reference === facts.reference;
  if (reference !== undefined && !ours) return undefined;
  const name = sameName(details.name, facts.name);
  const signers = sameSet(
    details.signers.map((signer) => addressHash(signer.email)),
    facts.signers,
  );
  const documents = compareDocuments(details, facts.documents);
  const age = (details.createdAt ?? Number.NaN) - search.attemptAt;
  const young = age >= -CLOCK_SKEW && (!fromTemplate || age <= LATEST_FROM_TEMPLATE);
  // Where no hash can be compared, a description that someone wrote without our reference speaks against it. Documents and
  // description of a template are its own, and nothing can be read off them.
  const bytes =
    fromTemplate ||
    documents === 'same' ||
    (documents === 'not-offered' && details.description.trim() === '');
  return {
    candidate: {
      envelopeId: details.id,
      name: details.name,
      createdAt: details.createdAt,
      matches: [
        ...(ours ? (['reference'] as const) : []),
        ...(name ? (['name'] as const) : []),
        ...(signers ? (['signers'] as const) : []),
        ...(documents === 'same' && !fromTemplate ? (['documents'] as const) : []),
      ],
    },
    ours,
    alike: !ours && name && signers && bytes && young,
    doubtful: fromTemplate && written !== undefined,
  };
}

/**
 * Which envelope may be adopted without asking.
 *
 * The reference is unique to the intent, so exactly one envelope that bears it is the one, even where the rest of the list could
 * not be read. Without it, name, signers and documents must agree, everything must have been read, and nothing else may be as
 * alike: on partial knowledge the right one may be the one that was not seen.
 */
export function adoptable(judged: readonly Judged[], complete: boolean, rivals: boolean): string | undefined {
  const ours = judged.filter((one) => one.ours);
  if (ours.length > 0) return ours.length === 1 ? ours[0]?.candidate.envelopeId : undefined;
  const alike = judged.filter((one) => one.alike);
  const [one, ...more] = alike;
  if (!one || more.length > 0 || one.doubtful || !complete || rivals) return undefined;
  return one.candidate.envelopeId;
}

/** Names as people see them: without regard to composition and runs of space. */
export function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

/**
 * Those of the list whose details are worth reading, the nearest to the attempt first: of the right name, and those of another
 * name that are young enough, since a name may have been shortened by the service or changed by someone.
 */
export function worthReading(
  search: Search,
  summaries: readonly EnvelopeSummary[],
): { readonly named: readonly EnvelopeSummary[]; readonly young: readonly EnvelopeSummary[] } {
  const distance = (summary: EnvelopeSummary): number =>
    Math.abs((summary.createdAt ?? Number.MAX_SAFE_INTEGER) - search.attemptAt);
  const free = summaries
    .filter((summary) => !search.taken.has(summary.id))
    .sort((a, b) => distance(a) - distance(b));
  const named = free.filter((summary) => sameName(summary.name, search.facts.name));
  const young = free.filter(
    (summary) =>
      !named.includes(summary) &&
      (summary.createdAt === undefined || summary.createdAt >= search.attemptAt - CLOCK_SKEW),
  );
  return { named, young };
}

/** Hashes count only where they can be SHA-256; the service does not say which function it uses. */
function compareDocuments(
  details: EnvelopeDetails,
  documents: readonly string[],
): 'same' | 'different' | 'not-offered' {
  if (details.documents.length > 0 && details.documents.length !== documents.length) return 'different';
  const hashes = details.documents
    .map((document) => document.originalHash?.trim().replace(/^0x/i, '').toLowerCase())
    .filter((hash) => hash !== undefined && /^[0-9a-f]{64}$/.test(hash));
  if (hashes.some((hash) => hash !== undefined && !documents.includes(hash))) return 'different';
  if (hashes.length < documents.length || hashes.length === 0) return 'not-offered';
  return sameSet(
    hashes.filter((hash) => hash !== undefined),
    documents,
  )
    ? 'same'
    : 'different';
}
