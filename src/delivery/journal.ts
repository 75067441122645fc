import * as v from 'valibot';

import { storageError } from './errors';
import { foldEntry, type IntentRecord, markForeign } from './intents';
import { JOURNAL_STATES, type JournalEntry } from './journalEntry';
import type { Clock, JournalFile } from './ports';

/** What a caller says of a step; the rest of the entry is the same for all. */
export type JournalStep = Omit<JournalEntry, 'v' | 'accountId' | 'at'>;

/** The journal of one account over a file that accounts may share. */
export class Journal {
  constructor(
    private readonly file: JournalFile,
    private readonly accountId: string,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once the step is on the disk. Only then may it be taken.
   *
   * @throws DeliveryError `journal` or `storage-full`.
   */
  async append(step: JournalStep): Promise<void> {
    const entry: JournalEntry = { v: 1, accountId: this.accountId, at: this.clock.now(), ...step };
    try {
      await this.file.append(JSON.stringify(entry));
    } catch (error) {
      throw storageError(error);
    }
  }

  /**
   * The state of every intent of this account, by intent id, in the order of their first entries.
   *
   * @throws DeliveryError `journal` when the file cannot be read: then nothing may be sent either.
   */
  async read(): Promise<ReadonlyMap<string, IntentRecord>> {
    let lines: readonly string[];
    try {
      lines = await this.file.lines();
    } catch (error) {
      throw storageError(error);
    }
    const records = new Map<string, IntentRecord>();
    for (const line of lines) {
      const raw = parse(line);
      const entry = v.safeParse(EntrySchema, raw);
      if (entry.success) {
        const { accountId, intentId } = entry.output;
        if (accountId === this.accountId)
          records.set(intentId, foldEntry(records.get(intentId), entry.output));
        continue;
      }
      const foreign = v.safeParse(ForeignSchema, raw);
      if (foreign.success && foreign.output.accountId === this.accountId) {
        const { intentId } = foreign.output;
        records.set(intentId, markForeign(records.get(intentId), intentId));
      }
    }
    return records;
  }
}

const text = v.string();
const count = v.pipe(v.number(), v.finite());
const EntrySchema = v.pipe(
  v.object({
    v: v.literal(1),
    intentId: text,
    accountId: text,
    attempt: count,
    state: v.picklist(JOURNAL_STATES),
    at: count,
    reference: v.exactOptional(text),
    name: v.exactOptional(text),
    fingerprint: v.exactOptional(text),
    documents: v.exactOptional(v.array(text)),
    template: v.exactOptional(text),
    replaces: v.exactOptional(text),
    signers: v.exactOptional(v.array(text)),
    envelopeId: v.exactOptional(text),
    error: v.exactOptional(text),
  }),
  v.check(
    (entry) => (entry.state !== 'created' && entry.state !== 'adopted') || entry.envelopeId !== undefined,
  ),
);
/** A line that is ours but says what this version does not understand. */
const ForeignSchema = v.object({ intentId: text, accountId: text });

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
