import type { PdfTools, Problem } from '../../contract/types';
import type { Draft, DraftDocument } from '../../delivery/draft';
import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { ServiceClient, Session } from '../account/api';
import type { EnvelopeRef } from '../envelopes/api';
import { UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { ProgressReport } from '../platform/prompts';
import { sha256, sha256Of } from '../platform/sha256';
import type { Translate } from '../platform/translate';
import { isCopy, type CopyAddress } from './copies';
import type { LoadedDocument } from './documentReader';
import { fileName } from './fileNames';
import type { CommitFacts, FileAccess, PreparedFiles } from './ports';

export interface SentDocumentsPorts {
  readonly files: FileAccess;
  readonly prepared: Pick<PreparedFiles, 'address'>;
  readonly pdf: () => Promise<PdfTools>;
  readonly translate: Translate;
  readonly newId: () => string;
  readonly copyAddress: CopyAddress;
}

/** The documents of an envelope, ready to be sent again. */
export interface DocumentsAgain {
  readonly documents: readonly LoadedDocument[];
  /** All of them are byte for byte those of the draft. */
  readonly asDrafted: boolean;
  /** A signature page was appended to a file that is still the same: it is made anew. */
  readonly appendPage: boolean;
  readonly notes: readonly Problem[];
}

interface One {
  readonly document: LoadedDocument;
  readonly asDrafted: boolean;
  readonly appendPage: boolean;
  readonly notes: readonly Problem[];
}

interface Source {
  readonly client: ServiceClient;
  readonly ref: EnvelopeRef;
  readonly details: EnvelopeDetails;
  readonly progress: ProgressReport;
  readonly signal: AbortSignal;
}

/** Files as they were sent: from where they came from, or, where they are no longer what they were, out of the envelope. */
export class SentDocuments {
  private readonly t: Translate;

  constructor(private readonly ports: SentDocumentsPorts) {
    this.t = ports.translate;
  }

  /**
   * @param draft that the envelope was sent from, where it is kept.
   * @throws UserError where a document can neither be read nor downloaded; JsignError from the download.
   */
  async read(
    session: Session,
    envelope: { readonly ref: EnvelopeRef; readonly details: EnvelopeDetails },
    draft: Draft | undefined,
    progress: ProgressReport,
    signal: AbortSignal,
  ): Promise<DocumentsAgain> {
    const source: Source = { ...envelope, client: await session.client(), progress, signal };
    const all: One[] = [];
    if (draft) {
      for (const [index, document] of draft.documents.entries()) {
        signal.throwIfAborted();
        all.push((await this.fromFile(document, draft)) ?? (await this.again(source, document, index)));
      }
    } else {
      for (const document of envelope.details.documents) all.push(await this.download(source, document));
    }
    if (all.length === 0) {
      throw new UserError(
        this.t({ text: 'jSign names no document of "{0}".', args: [shown(envelope.details.name)] }),
        this.t({ text: 'Choose the files and send them as a new envelope.' }),
      );
    }
    return {
      documents: all.map(({ document }) => document),
      asDrafted: all.every(({ asDrafted }) => asDrafted),
      appendPage: all.some(({ appendPage }) => appendPage),
      notes: all.flatMap(({ notes }) => notes),
    };
  }

  /** The file itself, as long as its bytes (or those made of it) are what was sent. */
  private async fromFile(document: DraftDocument, draft: Draft): Promise<One | undefined> {
    const { origin, prepared, sha256: sent } = document;
    // A copy out of another envelope has no file.
    if (isCopy(origin.uri)) return undefined;
    try {
      const facts = await this.ports.files.stat(origin.uri);
      if (facts?.kind !== 'file' || (prepared === undefined && facts.size !== document.size))
        return undefined;
      const bytes = await this.ports.files.read(origin.uri);
      if (prepared === undefined) {
        if (sha256(bytes) !== sent) return undefined;
      } else if (!(await this.makes(bytes, draft, sent))) return undefined;
      // Commit and dirty are those of the day it was sent: these are still the same bytes.
      const { uri, ...commit } = origin;
      return {
        document: await this.loaded(document, uri, bytes, commit),
        asDrafted: prepared === undefined,
        appendPage: prepared !== undefined,
        notes: [],
      };
    } catch {
      // It cannot be read, for whatever reason: the envelope has it too.
      return undefined;
    }
  }

  /** Whether the file with a signature page for the same people is what was sent. */
  private async makes(bytes: Uint8Array, draft: Draft, sent: string): Promise<boolean> {
    const tools = await this.ports.pdf();
    const title = this.t({ text: 'Signatures' });
    const made = await tools.appendSignaturePage(bytes, draft.signers, title);
    return sha256(made.bytes) === sent;
  }

  private async again(source: Source, document: DraftDocument, index: number): Promise<One> {
    const { documents } = source.details;
    const named = documents.filter(({ name }) => name === document.name);
    const found = named.length === 1 ? named[0] : documents[index];
    if (!found) {
      throw new UserError(
        this.t({
          text: '"{0}" is no longer what was sent, and jSign has no copy of it.',
          args: [shown(document.name)],
        }),
        this.t({ text: 'Choose the files and send them as a new envelope.' }),
      );
    }
    const { commit } = document.origin;
    const one = await this.download(source, found, {
      id: document.id,
      name: document.name,
      commit: commit === undefined ? {} : { commit },
    });
    const asDrafted = one.document.sha256 === document.sha256;
    const hadFile = !isCopy(document.origin.uri);
    const notes = [
      ...(hadFile
        ? [
            note(
              'info',
              'document-from-envelope',
              'The file of "{0}" changed or is gone since it was sent. The copy from the cancelled envelope is used.',
              document.name,
            ),
          ]
        : []),
      ...(asDrafted
        ? []
        : [
            note(
              'warning',
              'document-differs',
              'The copy of "{0}" that jSign gave is not byte for byte what was sent. Read it before you send it.',
              document.name,
            ),
          ]),
      ...(asDrafted && hadFile && document.prepared !== undefined
        ? [
            note(
              'info',
              'page-as-sent',
              'The signature page of "{0}" names people as they were named before.',
              document.name,
            ),
          ]
        : []),
    ];
    return { ...one, asDrafted, notes };
  }

  private async download(
    { client, progress, ref, signal }: Source,
    document: EnvelopeDocument,
    known: { readonly id?: string; readonly name?: string; readonly commit?: CommitFacts } = {},
  ): Promise<One> {
    const name = fileName(known.name ?? document.name);
    progress.report(this.t({ text: 'Downloading {0}', args: [shown(name, 60)] }));
    const { bytes } = await client.envelopes.download(ref.envelopeId, document.id, 'original', { signal });
    const hash = sha256(bytes);
    const address = await this.ports.copyAddress(ref, document.id, name);
    const id = known.id ?? this.ports.newId();
    const loaded = await this.loaded({ id, name }, address, bytes, known.commit ?? {});
    const expected = document.originalHash === undefined ? undefined : sha256Of(document.originalHash);
    const differs = known.id === undefined && expected !== undefined && expected !== hash;
    return {
      document: { ...loaded, prepared: this.ports.prepared.address(id, hash) },
      asDrafted: false,
      appendPage: false,
      notes: differs
        ? [
            note(
              'warning',
              'document-differs',
              'The copy of "{0}" does not have the hash that jSign names for it. Read it before you send it.',
              name,
            ),
          ]
        : [],
    };
  }

  private async loaded(
    { id, name }: { readonly id: string; readonly name: string },
    uri: string,
    bytes: Uint8Array,
    commit: CommitFacts,
  ): Promise<LoadedDocument> {
    const inspection = await (await this.ports.pdf()).inspect(bytes);
    const wrong = inspection.problems.find(({ severity }) => severity === 'error');
    if (wrong || inspection.pages.length === 0) {
      throw new UserError(
        this.t({
          text: '{0}: {1}',
          args: [shown(name), this.t(wrong?.message ?? { text: 'It has no pages.' })],
        }),
        this.t({ text: 'Choose the files and send them as a new envelope.' }),
      );
    }
    return { id, uri, name, bytes, sha256: sha256(bytes), inspection, commit };
  }
}

function note(severity: Problem['severity'], code: string, text: string, name: string): Problem {
  return { severity, code, message: { text, args: [name] } };
}
