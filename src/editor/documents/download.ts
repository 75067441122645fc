import type { JsignClient } from '../../jsign/api';
import { isJsignError } from '../../jsign/errors';
import type { EnvelopeDetails } from '../../jsign/types';
import type { EnvelopeRef, EnvelopeStores } from '../envelopes/api';
import { Cancelled, isCancelled, signedOut, UserError } from '../platform/actions';
import { bytesToWrite, Destination, writeOver, type FilePort } from '../platform/destination';
import { shown } from '../platform/foreignText';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { hasSignedCopy, type Copy } from './api';
import { copyItems } from './chooseDocument';
import { planFiles, type PlannedFile, type Wanted } from './downloadPlan';
import { DownloadReport, type Failure, type Saved } from './downloadReport';
import { checkHash } from './hashCheck';
import type { Target } from './targets';

export interface DownloadServices {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly client: (
    accountId: string,
  ) => Promise<{ readonly envelopes: Pick<JsignClient['envelopes'], 'download'> } | undefined>;
  readonly prompts: Prompts;
  readonly files: FilePort;
  readonly afterDownload: () => 'ask' | 'open' | 'nothing';
  /** A document was written. */
  readonly onDidKeep: () => void;
  readonly log: Log;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
  readonly t: Translate;
}

interface Round {
  readonly saved: readonly Saved[];
  readonly failed: readonly Failure[];
}

/** Saves documents: one, all of an envelope, or those of a selection. */
export class Download {
  private readonly report: DownloadReport;

  constructor(private readonly services: DownloadServices) {
    this.report = new DownloadReport(services);
  }

  /**
   * Rejects with `Cancelled`, a `UserError` or a `JsignError`; what was saved until then stays. Where several are saved, a failure
   * does not keep the others from being saved: it is told at the end.
   */
  async save(targets: readonly Target[], which: Copy | undefined): Promise<void> {
    const { t } = this.services;
    const { envelopes, unread } = await this.read(targets);
    const copyFor = await this.chooseCopy(envelopes, which);
    const wanted = envelopes.flatMap(({ ref, details, documents }) =>
      documents.map((document): Wanted => ({ ref, details, document, copy: copyFor(details, document) })),
    );
    const [only] = wanted;
    if (!only && unread.length === 0)
      throw new UserError(t({ text: 'jSign names no such document in this envelope. Nothing was saved.' }));
    if (only && wanted.length === 1 && unread.length === 0) await this.saveOne(only);
    else if (only) await this.saveAll(wanted, unread);
    else await this.report.tell([], unread);
  }

  /** Whether there is a signed copy may have changed since the list was read, so each envelope is asked for. */
  private async read(targets: readonly Target[]) {
    const envelopes: ReadEnvelope[] = [];
    const unread: Failure[] = [];
    const [first] = targets;
    if (first && targets.length === 1) return { envelopes: [await this.readOne(first)], unread };
    const { log, prompts, t } = this.services;
    const title = t({ text: 'Reading {0} envelopes', args: [targets.length] });
    await prompts.progress({ title, cancellable: true }, async (progress, signal) => {
      for (const [index, target] of targets.entries()) {
        progress.report(
          t({ text: '{0} of {1}', args: [index + 1, targets.length] }),
          (100 * index) / targets.length,
        );
        try {
          envelopes.push(await this.readOne(target, signal));
        } catch (error) {
          if (signal.aborted || isCancelled(error)) throw new Cancelled();
          log.error('download.envelopeNotRead', error);
          unread.push({ name: await this.nameOf(target.ref), error });
        }
      }
    });
    return { envelopes, unread };
  }

  private async readOne({ ref, documentIds }: Target, signal?: AbortSignal): Promise<ReadEnvelope> {
    const { stores, t } = this.services;
    const store = await stores.forAccount(ref.accountId);
    if (!store) throw signedOut(t);
    const details = await store.details(ref.envelopeId, { fresh: true, ...(signal ? { signal } : {}) });
    if (signal?.aborted) throw new Cancelled();
    return { ref, details, documents: details.documents.filter(({ id }) => documentIds?.has(id) ?? true) };
  }

  private async nameOf(ref: EnvelopeRef): Promise<string> {
    const store = await this.services.stores.forAccount(ref.accountId);
    return store?.summary(ref.envelopeId)?.name ?? this.services.t({ text: 'an envelope' });
  }

  /** What was said counts for every document; else the person says, where there is anything signed. */
  private async chooseCopy(envelopes: readonly ReadEnvelope[], which: Copy | undefined) {
    const { prompts, t } = this.services;
    if (which !== undefined) return () => which;
    const signed = envelopes.flatMap(({ details, documents }) =>
      documents.map((document) => hasSignedCopy(details, document)),
    );
    if (!signed.includes(true)) return () => 'original' as const;
    const items = copyItems(t).map((item) =>
      item.value === 'signed' && signed.includes(false)
        ? { ...item, description: t({ text: 'where there is a signed copy, else the original' }) }
        : item,
    );
    const placeholder = t({ text: 'Which copy?' });
    const chosen = await prompts.pick<Copy>({ title: t({ text: 'Download Documents' }), placeholder, items });
    if (chosen.kind !== 'value') throw new Cancelled();
    return (details: EnvelopeDetails, document: Wanted['document']): Copy =>
      chosen.value === 'signed' && hasSignedCopy(details, document) ? 'signed' : 'original';
  }

  private async saveOne(wanted: Wanted): Promise<void> {
    const { files, prompts, t } = this.services;
    const [file] = planFiles([wanted]);
    if (!file) return;
    const uri = await prompts.saveFile({
      title:
        wanted.copy === 'signed'
          ? t({ text: 'Save Signed Document' })
          : t({ text: 'Save Original Document' }),
      suggestedName: file.name,
    });
    if (uri === undefined) throw new Cancelled();
    const saved = await prompts.progress(
      { title: t({ text: 'Downloading {0}', args: [shown(files.nameOf(uri))] }), cancellable: true },
      async (_progress, signal) => {
        const bytes = await this.fetch(wanted, signal);
        await writeOver(this.services, uri, bytes);
        this.services.onDidKeep();
        return { uri, check: checkHash(wanted.document, wanted.copy, bytes) };
      },
    );
    await this.report.tell([saved], []);
  }

  private async saveAll(wanted: readonly Wanted[], unread: readonly Failure[]): Promise<void> {
    const { prompts, t } = this.services;
    const names = new Set(wanted.map(({ details }) => details.id));
    const [first] = wanted;
    const folder = await prompts.pickFolder({
      title:
        names.size === 1 && first
          ? t({ text: 'Save {0} Documents of "{1}"', args: [wanted.length, shown(first.details.name)] })
          : t({ text: 'Save {0} Documents of {1} Envelopes', args: [wanted.length, names.size] }),
      openLabel: t({ text: 'Save Here' }),
    });
    if (folder === undefined) throw new Cancelled();
    const destination = new Destination<PlannedFile>(this.services, folder);
    let pending = await destination.settle(planFiles(wanted));
    const saved: Saved[] = [];
    for (;;) {
      const round =
        pending.length > 0 ? await this.fetchAll(pending, destination) : { saved: [], failed: [] };
      saved.push(...round.saved);
      const again = await this.report.tell(saved, [...unread, ...round.failed]);
      if (!again) return;
      pending = round.failed.flatMap(({ file }) => (file ? [file] : []));
    }
  }

  private async fetchAll(
    files: readonly PlannedFile[],
    destination: Destination<PlannedFile>,
  ): Promise<Round> {
    const { log, prompts, t } = this.services;
    const title = t({ text: 'Downloading {0} documents', args: [files.length] });
    return prompts.progress({ title, cancellable: true }, async (progress, signal) => {
      const saved: Saved[] = [];
      const failed: Failure[] = [];
      /** Accounts for which every further call would fail in the same way. */
      const hopeless = new Map<string, unknown>();
      for (const [index, file] of files.entries()) {
        const { name, ref } = file;
        progress.report(
          t({ text: '{0}, {1} of {2}', args: [shown(name), index + 1, files.length] }),
          (100 * index) / files.length,
        );
        if (hopeless.has(ref.accountId)) {
          failed.push({ name, error: hopeless.get(ref.accountId), file });
          continue;
        }
        try {
          const bytes = await this.fetch(file, signal);
          const uri = await destination.place(file, bytes);
          this.services.onDidKeep();
          saved.push({ uri, check: checkHash(file.document, file.copy, bytes) });
        } catch (error) {
          if (signal.aborted || isCancelled(error)) throw new Cancelled();
          log.error('download.failed', error);
          if (isHopeless(error)) hopeless.set(ref.accountId, error);
          failed.push({ name, error, file });
        }
      }
      return { saved, failed };
    });
  }

  private async fetch({ ref, document, copy }: Wanted, signal: AbortSignal): Promise<Uint8Array> {
    const { client, t } = this.services;
    const known = await client(ref.accountId);
    if (!known) throw signedOut(t);
    const { bytes } = await known.envelopes.download(ref.envelopeId, document.id, copy, { signal });
    return bytesToWrite(bytes, signal, t);
  }
}

interface ReadEnvelope {
  readonly ref: EnvelopeRef;
  readonly details: EnvelopeDetails;
  readonly documents: EnvelopeDetails['documents'];
}

function isHopeless(error: unknown): boolean {
  return (
    isJsignError(error) &&
    (error.kind === 'credentials' || error.kind === 'expired' || error.kind === 'network')
  );
}
