import type { AccountDetails, Statistics } from '../../../jsign/types';
import type { Account, ServiceClient, Session } from '../api';

/** What was read of an account. Each part may fail by itself, with the reason in its place. */
export interface AccountFacts {
  readonly account: Account;
  readonly details: Known<AccountDetails>;
  readonly outcomes: Known<Statistics>;
  /** Envelopes that the list shows since the subscription began; only where that day can be told. */
  readonly envelopes: Known<Counted> | undefined;
  /** Templates the account has now. */
  readonly templates: Known<Counted>;
}
export type Known<T> = { readonly value: T } | { readonly error: unknown };
export interface Counted {
  readonly count: number;
  /** Milliseconds since the epoch, UTC. */
  readonly since?: number;
}

type Client = Pick<ServiceClient, 'account' | 'envelopes' | 'templates'>;

/**
 * Reads account, outcomes and what can be counted (API reference, sections 4.15, 5.4, 7.1 and 7.2): four short calls, side by side where they
 * do not need each other. Rejects only where there is no client at all.
 *
 * @param now milliseconds since the epoch
 */
export async function readAccount(session: Session, now: number): Promise<AccountFacts> {
  const client: Client = await session.client();
  const [details, outcomes, templates] = await Promise.all([
    known(client.account.details()),
    known(client.account.statistics()),
    known(client.templates.list(1, 1).then(({ total }) => ({ count: total }))),
  ]);
  const since = 'value' in details ? beginOf(details.value.subscription.startDate, now) : undefined;
  const envelopes =
    since === undefined
      ? undefined
      : await known(
          client.envelopes
            .list({ from: dayOf(since), to: dayOf(now) }, 1, 1)
            .then(({ total }) => ({ count: total, since })),
        );
  return { account: session.account, details, outcomes, envelopes, templates };
}

async function known<T>(reading: Promise<T>): Promise<Known<T>> {
  try {
    return { value: await reading };
  } catch (error) {
    return { error };
  }
}

/** The day a subscription began; `undefined` where the service's text is no day, or one still to come. */
export function beginOf(text: string, now: number): number | undefined {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text.trim()) ?? [];
  const iso =
    year === undefined
      ? /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0]
      : `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  const at = iso === undefined ? Number.NaN : Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) || at > now ? undefined : at;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
