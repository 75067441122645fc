import type { PdfTools } from '../../../contract/types';
import type { Draft, DraftDocument } from '../../../delivery/draft';
import { withoutReference } from '../../../delivery/reference';
import type { EnvelopeDetails } from '../../../jsign/types';
import type { Accounts, Session } from '../../account/api';
import type { EnvelopeRef } from '../../envelopes/api';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { Prompts } from '../../platform/prompts';
import { sha256 } from '../../platform/sha256';
import type { Translate } from '../../platform/translate';
import { reminderDays } from '../answers';
import type { ComposerDesk } from '../composer/ports';
import type { LoadedDocument } from '../documentReader';
import { draftOfDetails, hasOwnDocuments, namedAs } from '../draftAgain';
import { readable } from '../failures';
import type { PreparedFiles } from '../ports';
import type { DocumentsAgain, SentDocuments } from '../sentDocuments';
import type { SentDrafts } from '../sentDrafts';
import { usableSession } from '../sessionOf';
import { freshDraft, without } from './freshDraft';

export interface UseAgainPorts {
  readonly accounts: Pick<Accounts, 'state' | 'session'>;
  readonly sent: Pick<SentDrafts, 'of'>;
  readonly documents: Pick<SentDocuments, 'read'>;
  readonly prepared: Pick<PreparedFiles, 'address'>;
  readonly pdf: () => Promise<Pick<PdfTools, 'appendSignaturePage'>>;
  /** Of an envelope of this account; rejects with a JsignError. */
  readonly details: (ref: EnvelopeRef, signal: AbortSignal) => Promise<EnvelopeDetails>;
  /** The composer, loaded when first used. */
  readonly composer: () => Promise<Pick<ComposerDesk, 'composeFrom'>>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly newId: () => string;
  /** Days until an envelope expires, as the person has set it. */
  readonly defaultDays: () => number;
}

/** A new draft, the bytes that no file has, and what the person should know. */
interface Made {
  readonly draft: Draft;
  readonly prepared: ReadonlyMap<string, Uint8Array>;
  readonly said: readonly string[];
  readonly isWarning: boolean;
}
/** A document of the new draft, and whether it is byte for byte what stood in the draft of the envelope. */
interface OneAgain {
  readonly document: DraftDocument;
  readonly bytes: Uint8Array | undefined;
  readonly isAsDrafted: boolean;
}

/**
 * Makes a new draft of an envelope and opens it in the composer; the envelope stays what it is. Where it was sent from here (kept for
 * 30 days) everything comes back, fields too; else what the service says of it, and its documents as they were sent.
 */
export class UseAgain {
  private readonly t: Translate;

  constructor(private readonly ports: UseAgainPorts) {
    this.t = ports.translate;
  }

  /** @throws UserError, JsignError; Cancelled when the person does not wait. */
  async run(ref: EnvelopeRef): Promise<void> {
    const session = await this.sessionOf(ref);
    const made = await this.made(session, ref);
    await (await this.ports.composer()).composeFrom(made.draft, made.prepared);
    if (made.said.length === 0) return;
    await this.ports.prompts.notify({
      severity: made.isWarning ? 'warning' : 'info',
      message: made.said.join(' '),
    });
  }

  private async made(session: Session, ref: EnvelopeRef): Promise<Made> {
    const { documents, details: read, prompts, sent } = this.ports;
    const title = this.t({ text: 'Making a draft of the envelope' });
    try {
      return await prompts.progress({ title, cancellable: true }, async (progress, signal) => {
        const details = await read(ref, signal);
        signal.throwIfAborted();
        const kept = await sent.of(ref);
        const before = hasOwnDocuments(kept) ? kept : undefined;
        const found = await documents.read(session, { ref, details }, before, progress, signal);
        const made = await this.draftOf(ref, details, kept, found);
        signal.throwIfAborted();
        return made;
      });
    } catch (error) {
      throw readable(error, this.t);
    }
  }

  private async draftOf(
    ref: EnvelopeRef,
    details: EnvelopeDetails,
    kept: Draft | undefined,
    found: DocumentsAgain,
  ): Promise<Made> {
    const { draft: base, documentIds } = freshDraft(this.baseOf(ref, details, kept), this.ports.newId);
    const all: OneAgain[] = [];
    for (const [index, loaded] of found.documents.entries()) {
      const drafted = kept?.documents[index];
      const id = (drafted && documentIds.get(drafted.id)) ?? this.ports.newId();
      all.push(await this.oneAgain(loaded, id, drafted, kept));
    }
    const asDrafted = new Set(all.filter((one) => one.isAsDrafted).map(({ document }) => document.id));
    const draft: Draft = {
      ...base,
      documents: all.map(({ document }) => document),
      // On other bytes a field may stand on anything.
      fields: base.fields.filter(({ documentId }) => asDrafted.has(documentId)),
    };
    const prepared = new Map(
      all.flatMap(({ bytes, document }) => (bytes ? [[document.id, bytes] as const] : [])),
    );
    return { draft, prepared, ...this.words(details, kept, all, found) };
  }

  /** Everything but the documents. */
  private baseOf({ accountId }: EnvelopeRef, details: EnvelopeDetails, kept: Draft | undefined): Draft {
    const { defaultDays, newId } = this.ports;
    if (kept) {
      const draft = namedAs(details, kept);
      return kept.template ? withoutTemplate(draft, details) : draft;
    }
    const draft = draftOfDetails(details, { accountId, roles: [], defaultDays: defaultDays(), newId });
    const reminders = reminderDays(draft.options.expiresInDays);
    return reminders === undefined
      ? draft
      : { ...draft, options: { ...draft.options, reminderDays: reminders } };
  }

  private async oneAgain(
    loaded: LoadedDocument,
    id: string,
    drafted: DraftDocument | undefined,
    kept: Draft | undefined,
  ): Promise<OneAgain> {
    const { prepared } = this.ports;
    const origin = { uri: loaded.uri, ...loaded.commit };
    const paged = drafted && kept && (await this.withPage(loaded, drafted, kept));
    if (drafted && (paged || loaded.sha256 === drafted.sha256)) {
      const document: DraftDocument = { ...without(drafted, 'prepared'), id, origin };
      const bytes = paged ?? (loaded.prepared === undefined ? undefined : loaded.bytes);
      return {
        document: bytes ? { ...document, prepared: prepared.address(id, drafted.sha256) } : document,
        bytes,
        isAsDrafted: true,
      };
    }
    const isCopy = loaded.prepared !== undefined;
    return {
      document: {
        id,
        name: loaded.name,
        size: loaded.bytes.byteLength,
        sha256: loaded.sha256,
        pages: loaded.inspection.pages.map(({ width, height }) => ({ width, height })),
        origin,
        ...(isCopy ? { prepared: prepared.address(id, loaded.sha256) } : {}),
      },
      bytes: isCopy ? loaded.bytes : undefined,
      isAsDrafted: false,
    };
  }

  /** The file with the signature page that was sent with it; `undefined` where there was none, or the bytes would be others. */
  private async withPage(
    loaded: LoadedDocument,
    drafted: DraftDocument,
    kept: Draft,
  ): Promise<Uint8Array | undefined> {
    if (drafted.prepared === undefined || loaded.prepared !== undefined) return undefined;
    const tools = await this.ports.pdf();
    const title = this.t({ text: 'Signatures' });
    const { bytes } = await tools.appendSignaturePage(loaded.bytes, kept.signers, title);
    return sha256(bytes) === drafted.sha256 ? bytes : undefined;
  }

  private words(
    details: EnvelopeDetails,
    kept: Draft | undefined,
    all: readonly OneAgain[],
    { notes }: DocumentsAgain,
  ): Pick<Made, 'said' | 'isWarning'> {
    const fromFiles = notes.flatMap(({ code, message }) => {
      const name = shown(String(message.args?.[0] ?? ''));
      if (code !== 'document-from-envelope') return [this.t({ ...message, args: [name] })];
      return [
        this.t({
          text: 'The file of "{0}" changed or is gone since it was sent, so the copy that was sent is used.',
          args: [name],
        }),
      ];
    });
    const others = all.filter(({ isAsDrafted }) => !isAsDrafted);
    const isWhole = hasOwnDocuments(kept);
    const fields = isWhole
      ? others.map(({ document }) =>
          this.t({
            text: 'The fields on "{0}" were left out: place them anew.',
            args: [shown(document.name)],
          }),
        )
      : [this.noFields(details, kept)];
    return {
      said: [...fields, ...fromFiles],
      isWarning: notes.some(({ severity }) => severity !== 'info') || (isWhole && others.length > 0),
    };
  }

  private noFields(details: EnvelopeDetails, kept: Draft | undefined): string {
    const name = shown(details.name);
    return kept?.template
      ? this.t({
          text: 'The draft has everything of "{0}" but its fields, which only its template "{1}" has. Place them anew, or use Create Envelope from Template….',
          args: [name, shown(kept.template.name)],
        })
      : this.t({
          text: 'The draft has everything of "{0}" but its fields, which jSign does not give back: it was not sent from this editor, or longer than 30 days ago. Place them anew.',
          args: [name],
        });
  }

  private sessionOf({ accountId }: EnvelopeRef): Promise<Session> {
    return usableSession(
      this.ports.accounts,
      accountId,
      () =>
        new UserError(
          this.t({ text: 'The account of this envelope is not signed in.' }),
          this.t({ text: 'Sign in to it, then try again.' }),
        ),
    );
  }
}

/** The same people and options for an envelope of its own documents; titles of signers are the template's. */
function withoutTemplate(draft: Draft, details: EnvelopeDetails): Draft {
  return {
    ...without(draft, 'template'),
    description: withoutReference(details.description),
    categories: details.categories,
    signers: draft.signers.map((signer) => without(signer, 'role')),
    fields: [],
  };
}
