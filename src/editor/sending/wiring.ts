/**
 * The questions, the preflight and the delivery, wired together. No VS Code here.
 */
import type { PdfTools } from '../../contract/types';
import type { DraftStore } from '../../delivery/drafts/store';
import type { DocumentBytes } from '../../delivery/ports';
import type { Accounts } from '../account/api';
import type { EnvelopeDetails } from '../../jsign/types';
import type { EnvelopeDesk, EnvelopeRef } from '../envelopes/api';
import type { CommandId } from '../platform/commandIds';
import type { Log } from '../platform/log';
import type { Memory } from '../platform/memory';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { TemplateDesk, TemplateRoles } from '../templates/api';
import type { ComposerDesk, ComposerTools, Shelf } from './composer/ports';
import { UseAgain } from './composing/useAgain';
import type { CopyAddress } from './copies';
import { DocumentReader } from './documentReader';
import { DraftReview } from './draftReview';
import { FileChoice, type OpenFiles } from './fileChoice';
import { FromTemplate } from './fromTemplate/fromTemplate';
import { Placer } from './placement';
import type { Deliveries, FileAccess, GitFacts, OpenEditors, PastPeople, PreparedFiles } from './ports';
import { Sender } from './sender';
import { SendAgain } from './sendAgain';
import { SendFlow } from './sendFlow';
import { SentDocuments } from './sentDocuments';
import type { SentDrafts } from './sentDrafts';
import { SessionNeeded } from './sessionNeeded';
import { TemplateCreator } from './templateCreator';
import { TemplateMaker } from './templateMaker';
import { UnfinishedSends } from './unfinished';
import { UnknownOutcomes } from './unknownOutcomes';
import { UploadFile } from './uploadFile';

export interface SendingPorts {
  readonly accounts: Accounts;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly log: Log;
  /** The editor's language. */
  readonly locale: string;
  readonly files: FileAccess;
  readonly documents: DocumentBytes;
  readonly deliveries: Deliveries;
  readonly drafts: DraftStore;
  /** Drafts that are being composed. */
  readonly shelf: Pick<Shelf, 'remove'>;
  /** The composer, loaded when first used. */
  readonly composer: () => Promise<Pick<ComposerDesk, 'compose' | 'composeFrom'>>;
  readonly sent: SentDrafts;
  readonly editors: OpenEditors;
  readonly git: GitFacts;
  readonly prepared: PreparedFiles;
  /** Loads the PDF part when first used. */
  readonly pdf: () => Promise<PdfTools>;
  readonly pastPeople: PastPeople;
  /** Reads an envelope. Rejects with a JsignError, or a UserError where its account is signed out. */
  readonly details: (ref: EnvelopeRef, signal: AbortSignal) => Promise<EnvelopeDetails>;
  readonly desk: EnvelopeDesk;
  readonly templates: TemplateDesk;
  readonly roles: TemplateRoles;
  /** What the person chose last, e.g. the folder. */
  readonly memory: Memory;
  readonly openFiles: OpenFiles;
  readonly copyAddress: CopyAddress;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
  readonly openLog: () => void;
  /** Shows a line in the status bar for a moment. */
  readonly showStatus: (text: string) => void;
  readonly execute: (command: CommandId) => PromiseLike<unknown>;
  readonly setAnyUnfinished: (some: boolean) => void;
  /** Days until an envelope expires, as the person has set it. */
  readonly defaultDays: () => number;
  /** Leave hash and commit out of the description. */
  readonly referenceOnly: () => boolean;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface SendingPart {
  readonly flow: SendFlow;
  readonly unfinished: UnfinishedSends;
  readonly fromTemplate: FromTemplate;
  /** What the composer works with. */
  readonly tools: ComposerTools;
  /** After an envelope was cancelled: its draft opens again. Never rejects. */
  readonly sendAgain: (ref: EnvelopeRef, details: EnvelopeDetails) => Promise<void>;
  /** Makes a draft of an envelope, which stays what it is, and opens it in the composer. */
  readonly useAgain: (ref: EnvelopeRef) => Promise<void>;
}

/** Wires the room together. */
export function createSending(ports: SendingPorts): SendingPart {
  const { accounts, editors, prompts, translate } = ports;
  const displayPath = (uri: string) => editors.displayPath(uri);
  const environmentLabel: Accounts['environmentLabel'] = (account) => accounts.environmentLabel(account);
  const placer = new Placer(ports);
  const unknown = new UnknownOutcomes(ports);
  const sender: Sender = new Sender({
    ...ports,
    sent: withoutShelf(ports),
    unknown,
    journalChanged: () => unfinished.refresh(),
  });
  const session = new SessionNeeded(accounts, prompts, translate, ports.execute);
  const fromTemplate = new FromTemplate({
    ...ports,
    session,
    sender,
    displayPath,
    listTemplates: async (of, page, signal) => (await of.client()).templates.list(page, 50, { signal }),
  });
  const unfinished: UnfinishedSends = new UnfinishedSends({
    ...ports,
    fromTemplate,
    sender,
    unknown,
    review: new DraftReview({ ...ports, displayPath, environmentLabel }),
    setAny: ports.setAnyUnfinished,
  });
  const upload = new UploadFile(ports);
  const choice = new FileChoice(ports);
  const reader = new DocumentReader(ports);
  const creator = new TemplateCreator({ ...ports, upload: upload.run });
  const questions = { ...ports, placer, displayPath };
  const flow = new SendFlow({
    accounts,
    session,
    reader,
    questions,
    pastPeople: ports.pastPeople,
    sender,
    upload,
    choice,
    templates: new TemplateMaker({ ...ports, placer, environmentLabel, creator }),
    composer: ports.composer,
  });
  const documents = new SentDocuments(ports);
  const useAgain = new UseAgain({ ...ports, documents });
  const again = new SendAgain({
    ...ports,
    documents,
    questions,
    sender,
    unfinishedChanged: () => unfinished.refresh(),
  });
  const tools: ComposerTools = { reader, choice, sender, creator, unfinished };
  return {
    flow,
    unfinished,
    fromTemplate,
    tools,
    sendAgain: (ref, details) => again.run(ref, details),
    useAgain: (ref) => useAgain.run(ref),
  };
}

/** What is known to have gone out is not composed any more either, whichever way that was found out. */
function withoutShelf({
  log,
  sent,
  shelf,
}: Pick<SendingPorts, 'log' | 'sent' | 'shelf'>): Pick<SentDrafts, 'keep'> {
  return {
    keep: async (draft, envelopeId) => {
      await sent.keep(draft, envelopeId);
      try {
        await shelf.remove(draft.id);
      } catch (error) {
        log.error('removing a sent draft from the shelf failed', error);
      }
    },
  };
}
