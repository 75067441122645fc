import type { Accounts } from '../account/api';
import { envelopeRef, type EnvelopeRef, type EnvelopeStores } from '../envelopes/api';
import { Cancelled } from '../platform/actions';
import type { Clock } from '../platform/clock';
import type { CommandId } from '../platform/commandIds';
import type { FilePort } from '../platform/destination';
import { Disposable } from '../platform/disposable';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { addressOf } from './address';
import type { Copy } from './api';
import { DocumentChooser } from './chooseDocument';
import { Compare, type ComparePort } from './compare';
import { Download } from './download';
import { isFileProblem } from './fileProblem';
import { JsignFiles, type BytesClient } from './files';
import { LinkDesk } from './linkDesk';
import { documentFile, Opener } from './opener';
import { copyOf, documentIdOf, targetsOf } from './targets';

/** What the room stands on. */
export interface DocumentsPorts {
  readonly accounts: Accounts;
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly client: (accountId: string) => Promise<BytesClient | undefined>;
  readonly prompts: Prompts;
  readonly files: FilePort & ComparePort;
  /** Opens an address in the editor that VS Code has for it. */
  readonly openInEditor: (uri: string) => Promise<void>;
  readonly afterDownload: () => 'ask' | 'open' | 'nothing';
  /** A document or an attachment was opened, or a document saved. */
  readonly onDidKeep: () => void;
  /** Asks which envelope; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
  readonly execute: (command: CommandId, ...args: readonly unknown[]) => PromiseLike<unknown>;
  /** Runs something a person started: failures are shown and logged once. Never rejects. */
  readonly run: (command: CommandId, work: () => Promise<void>) => Promise<void>;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

/** The documents' room, wired together: the files behind `jsign:` addresses, what the commands do, and links. No VS Code. */
export class DocumentsRoom extends Disposable {
  readonly files: JsignFiles;
  readonly links: LinkDesk;
  readonly opener: Opener;
  private readonly compare: Compare;
  private readonly downloads: Download;

  constructor(private readonly ports: DocumentsPorts) {
    super();
    const { files, prompts, t } = ports;
    const chooser = new DocumentChooser(ports);
    this.files = this._register(new JsignFiles(ports));
    this.links = new LinkDesk(ports);
    this.opener = new Opener(
      chooser,
      async (address) => {
        await ports.openInEditor(address);
        ports.onDidKeep();
      },
      t,
    );
    this.compare = new Compare({
      chooser,
      prompts,
      editor: files,
      read: (path) => this.readDocument(path),
      t,
    });
    this.downloads = new Download(ports);
  }

  /**
   * A row of the tree, or an object that names an envelope and perhaps a document and a copy, or nothing. This and the next two
   * reject with `Cancelled`, a `UserError` or a `JsignError`.
   */
  async openDocument(argument: unknown): Promise<void> {
    const ref = await this.refOf(argument);
    await this.opener.document(ref, documentIdOf(argument), copyOf(argument));
  }

  async compareDocument(argument: unknown): Promise<void> {
    const ref = await this.refOf(argument);
    await this.compare.run(ref, documentIdOf(argument), copyOf(argument));
  }

  /** `selected`: every selected row, where there are several. */
  async downloadDocuments(argument: unknown, selected: unknown): Promise<void> {
    const targets = targetsOf(argument, selected);
    const wanted = targets.length > 0 ? targets : [{ ref: await this.refOf(undefined) }];
    await this.downloads.save(wanted, copyOf(argument));
  }

  address(ref: EnvelopeRef, documentId: string, which: Copy, name: string): string {
    return addressOf(documentFile(ref, documentId, which, name));
  }

  private async refOf(argument: unknown): Promise<EnvelopeRef> {
    const ref = envelopeRef(argument) ?? (await this.ports.pickEnvelope());
    if (!ref) throw new Cancelled();
    return ref;
  }

  /** What is behind a problem of the file system explains itself better, and may be worth another try. */
  private async readDocument(path: string): Promise<Uint8Array> {
    try {
      return await this.files.read(path);
    } catch (error) {
      throw isFileProblem(error) && error.cause instanceof Error ? error.cause : error;
    }
  }
}
