import type { Services } from '../core/services';

/** Writes and stores the mails that time alone has brought about (see {@link Postbox.sweep}). */
export async function sweep({ store, postbox }: Services): Promise<void> {
  const { changed, mails } = postbox.sweep(store.envelopes.values());
  await store.save(
    ...changed.map((v) => ({ t: 'envelope', v }) as const),
    ...mails.map((v) => ({ t: 'mail', v }) as const),
  );
}
