import type { AccountDetails } from '../../jsign/types';
import type { Session } from '../account/api';

/** What the service most likely takes where the account says nothing (API reference, section 12, INFERRED), bytes. */
export const INFERRED_MOST_BYTES = 25 * 1024 * 1024;

/** Files are read into memory to be looked at. Nothing that the service could take is near this, bytes. */
export const UNREADABLY_LARGE = 256 * 1024 * 1024;

/** What `work` gives, or `undefined` when it fails or takes longer than `patience` milliseconds. Never rejects. */
export async function within<T>(patience: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Limits of the account, or `undefined` when they cannot be read in time: what is not known is left to the service, because a
 * slow or failing account page must not keep anybody from sending. Never rejects.
 */
export async function readLimits(session: Session, patience = 2500): Promise<AccountDetails | undefined> {
  const abort = new AbortController();
  const read = async () => {
    const client = await session.client();
    return client.account.details({ signal: abort.signal });
  };
  try {
    return await within(patience, read());
  } finally {
    abort.abort();
  }
}
