import type { Draft } from '../../delivery/draft';
import type { AccountDetails } from '../../jsign/types';
import type { Accounts, Session } from '../account/api';
import type { ComposerDesk } from './composer/ports';
import { chooseForEnvelope } from './createEnvelope';
import type { FileChoice } from './fileChoice';
import { readLimits } from './limits';
import type { DocumentReader, LoadedDocument } from './documentReader';
import { readably } from './failures';
import type { ChosenFile, PastPeople } from './ports';
import { QuickSend, type QuickSendPorts, type ReviewedDraft } from './quickSend';
import type { Sender } from './sender';
import type { SessionNeeded } from './sessionNeeded';
import type { TemplateMaker } from './templateMaker';
import type { UploadFile } from './uploadFile';

export interface SendFlowParts {
  readonly accounts: Pick<Accounts, 'environmentLabel'>;
  readonly session: SessionNeeded;
  readonly reader: DocumentReader;
  readonly questions: QuickSendPorts;
  readonly pastPeople: PastPeople;
  readonly sender: Sender;
  readonly upload: UploadFile;
  readonly choice: FileChoice;
  readonly templates: TemplateMaker;
  /** Loaded when first used. */
  readonly composer: () => Promise<Pick<ComposerDesk, 'compose' | 'composeFrom'>>;
}

/** The commands of this room from their beginning to their end: sign in if need be, read, ask, send. */
export class SendFlow {
  constructor(private readonly parts: SendFlowParts) {}

  /** One file goes the quick way, several open in the composer. Asks for the files where none is given. */
  async send(files: readonly ChosenFile[]): Promise<void> {
    const t = this.parts.questions.translate;
    const chosen =
      files.length > 0
        ? files
        : await this.parts.choice.ask({
            title: t({ text: 'Choose what to send for signature' }),
            openLabel: t({ text: 'Send for Signature' }),
            several: true,
          });
    const session = await this.parts.session.get();
    const different = new Set(chosen.map(({ uri }) => uri)).size;
    if (different > 1) await this.compose(session, chosen);
    else await this.sendFrom(session, chosen, readLimits(session));
  }

  /** Asks for the files and opens them in the composer. */
  async createEnvelope(): Promise<void> {
    const session = await this.parts.session.get();
    const { choice, questions } = this.parts;
    const files = await chooseForEnvelope(choice, await readLimits(session), questions.translate);
    await this.compose(session, files);
  }

  /** Makes a template of one file; asks for it where none is given. */
  async createTemplate(file: ChosenFile | undefined): Promise<void> {
    const session = await this.parts.session.get();
    const limits = readLimits(session);
    const t = this.parts.questions.translate;
    const [chosen] = file
      ? [file]
      : await this.parts.choice.ask({
          title: t({ text: 'Choose the document of the template' }),
          openLabel: t({ text: 'Create Template' }),
          several: false,
        });
    const [document] = await this.parts.reader.read([chosen], limits);
    if (document) await this.readably(async () => this.parts.templates.make(session, document, await limits));
  }

  /** Uploads one file and then offers to make an envelope or a template of it. */
  async upload(file: ChosenFile): Promise<void> {
    const session = await this.parts.session.get();
    const limits = readLimits(session);
    const documents = await this.parts.reader.read([file], limits);
    const [document] = documents;
    if (!document) return;
    const next = await this.parts.upload.upload(session, document);
    if (next === 'envelope') await this.readably(() => this.quickSend(session, documents, limits));
    if (next === 'template')
      await this.readably(async () => this.parts.templates.make(session, document, await limits));
  }

  private async compose(session: Session, files: readonly ChosenFile[]): Promise<void> {
    await this.readably(async () => (await this.parts.composer()).compose(session, files));
  }

  private async sendFrom(
    session: Session,
    files: readonly ChosenFile[],
    limits: Promise<AccountDetails | undefined>,
  ): Promise<void> {
    const documents = await this.parts.reader.read(files, limits);
    await this.readably(() => this.quickSend(session, documents, limits));
  }

  private async readably(work: () => Promise<void>): Promise<void> {
    await readably(this.parts.questions.translate, work);
  }

  private async quickSend(
    session: Session,
    documents: readonly LoadedDocument[],
    limits: Promise<AccountDetails | undefined>,
  ): Promise<void> {
    const past = this.parts.pastPeople();
    // Whoever leaves before the question for signers must not leave an unhandled rejection behind.
    past.catch(() => undefined);
    const { account } = session;
    const questions = new QuickSend(this.parts.questions, {
      documents,
      account,
      environment: this.parts.accounts.environmentLabel(account),
      past,
      limits: await limits,
      canCompose: true,
    });
    let reviewed = await questions.run();
    let refused: Draft | undefined;
    while (reviewed) {
      if (reviewed.inComposer) return this.goOnInComposer(reviewed, refused);
      if ((await this.parts.sender.send(session, reviewed, { instead: refused })) !== 'change') return;
      refused = reviewed.draft;
      reviewed = await questions.reviewAgain();
    }
  }

  /** The composer has it before the one that was refused, whose place it takes, is put away. */
  private async goOnInComposer(
    { draft, prepared }: ReviewedDraft,
    refused: Draft | undefined,
  ): Promise<void> {
    await (await this.parts.composer()).composeFrom(draft, prepared);
    if (refused) await this.parts.sender.discard(refused, draft);
  }
}
