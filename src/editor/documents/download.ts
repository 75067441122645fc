import type { JsignClient } from '../../jsign/api';
import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef, EnvelopeStores } from '../envelopes/api';
import { Cancelled, UserError } from '../platform/actions';
import type { Prompts } from '../platform/prompts';
import { sha256, sha256Of } from '../platform/sha256';
import type { Translate } from '../platform/translate';
import { hasSignedCopy, type Copy, type DocumentDesk } from './api';
import { numbered, safeFileName } from './safeFileName';

/** Where files go: any file system that the editor knows. URIs in text form. */
export interface FilePort {
  write(uri: string, bytes: Uint8Array): Promise<void>;
  /** Writes only where nothing stands yet; false where something does. */
  writeNew(uri: string, bytes: Uint8Array): Promise<boolean>;
  /** `name` is one safe name, never a path. */
  child(folderUri: string, name: string): string;
  /** The last part, for people. */
  nameOf(uri: string): string;
  open(uri: string): Promise<void>;
}

export interface DownloadServices {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly client: (
    accountId: string,
  ) => Promise<{ readonly envelopes: Pick<JsignClient['envelopes'], 'download'> } | undefined>;
  readonly prompts: Prompts;
  readonly files: FilePort;
  readonly afterDownload: () => 'ask' | 'open' | 'nothing';
  readonly t: Translate;
}

type HashCheck = 'matches' | 'differs' | 'notChecked';
interface Saved {
  readonly uri: string;
  readonly check: HashCheck;
}

/** More than any folder will hold of one name; reached only where a file system says that everything exists. */
const MOST_NAMES = 1000;

/** Saves documents of an envelope. */
export class Download implements DocumentDesk {
  constructor(private readonly services: DownloadServices) {}

  /** Rejects with `Cancelled`, a `UserError` or a `JsignError`; what was saved until then stays. */
  async download(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void> {
    const { prompts, stores, t } = this.services;
    const store = await stores.forAccount(ref.accountId);
    if (!store) throw signedOut(t);
    // Whether there is a signed copy may have changed since the list was read.
    const details = await store.details(ref.envelopeId, { fresh: true });
    const documents = details.documents.filter((each) => documentId === undefined || each.id === documentId);
    const [first] = documents;
    if (!first)
      throw new UserError(t({ text: 'jSign names no such document in this envelope. Nothing was saved.' }));
    const copy = which ?? (await this.askCopy(details, documents));
    if (copy === undefined) throw new Cancelled();
    const saved =
      documents.length === 1
        ? await this.saveOne(ref, first, copy)
        : await this.saveAll(ref, documents, copy, details);
    if (saved.length > 0) await this.tell(saved, prompts);
  }

  private async askCopy(
    details: EnvelopeDetails,
    documents: readonly EnvelopeDocument[],
  ): Promise<Copy | undefined> {
    if (!documents.every((document) => hasSignedCopy(details, document))) return 'original';
    const { prompts, t } = this.services;
    const chosen = await prompts.pick<Copy>({
      title: t({ text: 'Download Documents' }),
      placeholder: t({ text: 'Which copy?' }),
      items: [
        {
          label: t({ text: 'Signed' }),
          description: t({ text: 'as jSign completed it' }),
          icon: 'pass',
          value: 'signed',
        },
        {
          label: t({ text: 'Original' }),
          description: t({ text: 'as it was sent' }),
          icon: 'file-pdf',
          value: 'original',
        },
      ],
    });
    return chosen.kind === 'value' ? chosen.value : undefined;
  }

  private async saveOne(ref: EnvelopeRef, document: EnvelopeDocument, copy: Copy): Promise<readonly Saved[]> {
    const { files, prompts, t } = this.services;
    const uri = await prompts.saveFile({
      title: copy === 'signed' ? t({ text: 'Save Signed Document' }) : t({ text: 'Save Original Document' }),
      suggestedName: nameFor(document, copy),
    });
    if (uri === undefined) throw new Cancelled();
    return prompts.progress(
      { title: t({ text: 'Downloading {0}', args: [files.nameOf(uri)] }), cancellable: true },
      async (_progress, signal) => {
        const bytes = await this.fetch(ref, document, copy, signal);
        await this.write(files.nameOf(uri), () => files.write(uri, bytes));
        return [{ uri, check: checkHash(document, copy, bytes) }];
      },
    );
  }

  private async saveAll(
    ref: EnvelopeRef,
    documents: readonly EnvelopeDocument[],
    copy: Copy,
    details: EnvelopeDetails,
  ): Promise<readonly Saved[]> {
    const { prompts, t } = this.services;
    const folder = await prompts.pickFolder({
      title: t({ text: 'Save {0} Documents of “{1}”', args: [documents.length, details.name] }),
      openLabel: t({ text: 'Save Here' }),
    });
    if (folder === undefined) throw new Cancelled();
    return prompts.progress(
      { title: t({ text: 'Downloading {0} documents', args: [documents.length] }), cancellable: true },
      async (progress, signal) => {
        const saved: Saved[] = [];
        for (const [index, document] of documents.entries()) {
          const name = nameFor(document, copy);
          progress.report(
            t({ text: '{0}, {1} of {2}', args: [name, index + 1, documents.length] }),
            (100 * index) / documents.length,
          );
          const bytes = await this.fetch(ref, document, copy, signal);
          const uri = await this.write(name, () => this.writeBeside(folder, name, bytes));
          saved.push({ uri, check: checkHash(document, copy, bytes) });
        }
        return saved;
      },
    );
  }

  private async fetch(
    ref: EnvelopeRef,
    document: EnvelopeDocument,
    copy: Copy,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const { client, t } = this.services;
    const known = await client(ref.accountId);
    if (!known) throw signedOut(t);
    const { bytes } = await known.envelopes.download(ref.envelopeId, document.id, copy, { signal });
    // Cancelled while the answer was being read: nothing is written any more.
    if (signal.aborted) throw new Cancelled();
    if (bytes.byteLength === 0) {
      throw new UserError(
        t({ text: 'jSign sent an empty file. Nothing was saved.' }),
        t({ text: 'Its files may have been deleted there.' }),
      );
    }
    return bytes;
  }

  /** Never over a file that is there: the name gets a number instead. */
  private async writeBeside(folder: string, name: string, bytes: Uint8Array): Promise<string> {
    const { files } = this.services;
    for (let number = 1; number <= MOST_NAMES; number += 1) {
      const uri = files.child(folder, number === 1 ? name : numbered(name, number));
      if (await files.writeNew(uri, bytes)) return uri;
    }
    throw new Error('no free name');
  }

  private async write<T>(name: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (cause) {
      const { t } = this.services;
      throw new UserError(
        t({ text: 'Could not write {0}.', args: [name] }),
        t({ text: 'Check that the folder exists, may be written to and has room, then save it again.' }),
        { cause },
      );
    }
  }

  private async tell(saved: readonly Saved[], prompts: Prompts): Promise<void> {
    const { afterDownload, files } = this.services;
    const after = afterDownload();
    const differs = saved.some((each) => each.check === 'differs');
    const only = saved.length === 1 ? saved[0] : undefined;
    if (only && after === 'open') await files.open(only.uri);
    if (after !== 'ask' && !differs) return;
    const open = { id: 'open', label: this.services.t({ text: 'Open' }) };
    const chosen = await prompts.notify({
      severity: differs ? 'warning' : 'info',
      message: this.message(saved),
      buttons: only && after === 'ask' ? [open] : [],
    });
    if (chosen === 'open' && only) await files.open(only.uri);
  }

  private message(saved: readonly Saved[]): string {
    const { files, t } = this.services;
    const [first] = saved;
    const what =
      first && saved.length === 1
        ? t({ text: 'Saved {0}.', args: [files.nameOf(first.uri)] })
        : t({ text: 'Saved {0} documents.', args: [saved.length] });
    const differing = saved.filter((each) => each.check === 'differs').map((each) => files.nameOf(each.uri));
    if (differing.length > 0) {
      const about = t({
        text: 'The SHA-256 of {0} is not the one that jSign names for it. The file was kept; ask the sender before you rely on it.',
        args: [differing.join(', ')],
      });
      return `${what} ${about}`;
    }
    if (saved.every((each) => each.check === 'matches')) {
      return `${what} ${t({ text: 'The SHA-256 is the one that jSign names.' })}`;
    }
    return what;
  }
}

/** The signed copy gets a name of its own, so that it does not lie down on the file that was sent. */
function nameFor(document: EnvelopeDocument, copy: Copy): string {
  return copy === 'signed' ? safeFileName(document.name, '-signed', '.pdf') : safeFileName(document.name);
}

/** The service does not say which hash it uses, so only one that has the form of a SHA-256 is held against the bytes. */
function checkHash(document: EnvelopeDocument, copy: Copy, bytes: Uint8Array): HashCheck {
  const named = sha256Of((copy === 'signed' ? document.signedHash : document.originalHash) ?? '');
  if (named === undefined) return 'notChecked';
  return named === sha256(bytes) ? 'matches' : 'differs';
}

function signedOut(t: Translate): UserError {
  return new UserError(t({ text: 'This account is signed out.' }), t({ text: 'Sign in and try again.' }));
}
