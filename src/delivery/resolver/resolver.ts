import type { DeliveryClient, Evidence } from '../ports';
import { readRange } from './listRange';
import { adoptable, type Judged, judge, type Search, worthReading } from './match';

/** At most so many of other names are opened, where none of the right name bears the reference. */
const MAX_YOUNG = 20;
/** At most so many of the right name. */
const MAX_NAMED = 100;
const MAX_SHOWN = 20;
const DAY = 86_400_000;

export interface Finding {
  readonly evidence: Evidence;
  /** The one envelope that may be adopted. */
  readonly envelopeId: string | undefined;
}

/**
 * Looks for the envelope of an undecided attempt: all pages of the list from the day before to the day after it (UTC), then the
 * details of those that may be it. Finding nothing proves nothing, since an envelope may become visible late.
 *
 * @throws JsignError when the service cannot be asked at all, or the call was cancelled.
 */
export async function findEnvelope(
  client: Pick<DeliveryClient, 'list' | 'details'>,
  search: Search,
  signal?: AbortSignal,
): Promise<Finding> {
  const range = { from: dayOf(search.attemptAt - DAY), to: dayOf(search.attemptAt + DAY) };
  const list = await readRange(client, range, signal);
  const { named, young } = worthReading(search, list.summaries);
  const judged: Judged[] = [];
  const fromTemplate = search.facts.template !== undefined;
  let complete = list.complete && named.length <= MAX_NAMED;

  const look = async (
    envelopeId: string,
    itsName: string,
    createdAt: number | undefined,
    likely: boolean,
  ) => {
    try {
      const one = judge(search, await client.details(envelopeId, signal === undefined ? {} : { signal }));
      if (one !== undefined) judged.push(one);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      complete = false;
      // The person may know it by its name, so it is shown although it could not be opened.
      if (likely) {
        judged.push({
          candidate: { envelopeId, name: itsName, createdAt, matches: ['name'] },
          ours: false,
          alike: false,
          doubtful: false,
        });
      }
    }
  };
  for (const { id, name, createdAt } of named.slice(0, MAX_NAMED)) await look(id, name, createdAt, true);
  if (!judged.some((one) => one.ours)) {
    for (const { id, name, createdAt } of young.slice(0, MAX_YOUNG)) await look(id, name, createdAt, false);
  }

  const shown = judged
    .filter((one) => one.candidate.matches.length > 0)
    .sort((a, b) => b.candidate.matches.length - a.candidate.matches.length)
    .slice(0, MAX_SHOWN);
  return {
    evidence: { candidates: shown.map((one) => one.candidate), complete },
    // One of another name may bear the reference; an envelope from a template bears none, so its name must agree anyway.
    envelopeId: adoptable(judged, complete && (fromTemplate || young.length <= MAX_YOUNG), search.rivals),
  };
}

/** The day in UTC, `yyyy-mm-dd`. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
