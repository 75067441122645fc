import * as v from 'valibot';
import type { Draft } from '../../delivery/draft';
import { readDraft } from '../../delivery/drafts/schema';
import type { KeyedFiles } from '../../delivery/drafts/store';
import type { EnvelopeRef } from '../envelopes/api';
import type { Log } from '../platform/log';
import { sha256 } from '../platform/sha256';

/** How long a sent draft is kept, milliseconds. */
export const KEPT_FOR = 30 * 86_400_000;
/** How many are kept, of all accounts together. */
export const MOST_KEPT = 200;

/** Digits of the time in a key: enough for the next ten thousand years in base 36. */
const TIME_DIGITS = 10;
const SentRecord = v.object({
  v: v.literal(1),
  accountId: v.string(),
  envelopeId: v.string(),
  draft: v.unknown(),
});

/**
 * Drafts that went out, by the envelope that came of them, so that an envelope that is cancelled for a wrong address can be sent
 * again as it was. Kept is the draft alone: names and addresses, where the fields are, hashes and where the files lie; no
 * document's bytes. It lies in a folder of the extension that only this user may read, for 30 days, the newest 200.
 */
export class SentDrafts {
  constructor(
    private readonly files: KeyedFiles,
    private readonly log: Pick<Log, 'error'>,
    private readonly now: () => number,
  ) {}

  /** Never rejects: what is sent is sent, whether or not it can be remembered. */
  async keep(draft: Draft, envelopeId: string): Promise<void> {
    if (envelopeId === '') return;
    const { accountId } = draft;
    const text = JSON.stringify({ v: 1, accountId, envelopeId, draft });
    try {
      await this.files.write(`${timeKey(this.now())}-${nameKey({ accountId, envelopeId })}`, text);
      await this.prune(await this.files.keys());
    } catch (error) {
      this.log.error('keeping a sent draft failed', error);
    }
  }

  /** The draft of an envelope that was sent from here; `undefined` when it was not, or is no longer kept. Never rejects. */
  async of(ref: EnvelopeRef): Promise<Draft | undefined> {
    try {
      const name = nameKey(ref);
      // Whoever sends nothing any more still reads, and must not keep what is too old.
      const kept = await this.prune(await this.files.keys());
      for (const key of kept.filter((one) => one.endsWith(name))) {
        const draft = readRecord((await this.files.read(key)) ?? '', ref);
        if (draft) return draft;
      }
    } catch (error) {
      this.log.error('reading a sent draft failed', error);
    }
    return undefined;
  }

  /** Removes what is too old or too much; gives what is left, newest first. Keys begin with their time, so nothing has to be read. */
  private async prune(keys: readonly string[]): Promise<readonly string[]> {
    const oldest = timeKey(this.now() - KEPT_FOR);
    const newestFirst = [...keys].sort().reverse();
    const isOver = (key: string, index: number) => index >= MOST_KEPT || key < oldest;
    for (const key of newestFirst.filter(isOver)) {
      try {
        await this.files.remove(key);
      } catch (error) {
        this.log.error('removing a sent draft failed', error);
      }
    }
    return newestFirst.filter((key, index) => !isOver(key, index));
  }
}

function timeKey(at: number): string {
  return Math.max(0, at).toString(36).padStart(TIME_DIGITS, '0');
}

function nameKey({ accountId, envelopeId }: EnvelopeRef): string {
  return sha256(Buffer.from(JSON.stringify([accountId, envelopeId]))).slice(0, 40);
}

function readRecord(json: string, ref: EnvelopeRef): Draft | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return undefined;
  }
  const record = v.safeParse(SentRecord, raw);
  if (!record.success) return undefined;
  const { accountId, envelopeId, draft } = record.output;
  if (accountId !== ref.accountId || envelopeId !== ref.envelopeId) return undefined;
  const read = readDraft(JSON.stringify(draft));
  return read.kind === 'draft' && read.draft.accountId === accountId ? read.draft : undefined;
}
