/**
 * What is loaded when something is sent, uploaded or left unfinished for the first time: the questions, the preflight, the
 * delivery. A bundle of its own, so that starting the editor does not pay for it. No VS Code here.
 */
import type { PdfTools } from '../../contract/types';
import type { DraftStore } from '../../delivery/drafts/store';
import type { DocumentBytes } from '../../delivery/ports';
import type { Accounts } from '../account/api';
import type { EnvelopeDesk } from '../envelopes/api';
import type { CommandId } from '../platform/commandIds';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { TemplateDesk } from '../templates/api';
import { DocumentReader } from './documentReader';
import { DraftReview } from './draftReview';
import { Placer } from './placement';
import type { Deliveries, FileAccess, GitFacts, OpenEditors, PastPeople, PreparedFiles } from './ports';
import { Sender } from './sender';
import { SendFlow } from './sendFlow';
import { SessionNeeded } from './sessionNeeded';
import { TemplateMaker } from './templateMaker';
import { UnfinishedSends } from './unfinished';
import { UnknownOutcomes } from './unknownOutcomes';
import { UploadFile } from './uploadFile';

export { FileDraftStore } from '../../delivery/drafts/store';
export { NodeKeyedFiles } from '../../delivery/node/files';
export { createDelivery } from '../../delivery/delivery';
export { NodeJournalFile } from '../../delivery/node/journalFile';
export { SocketLocks } from '../../delivery/node/locks';

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
  readonly editors: OpenEditors;
  readonly git: GitFacts;
  readonly prepared: PreparedFiles;
  /** Loads the PDF part when first used. */
  readonly pdf: () => Promise<PdfTools>;
  readonly pastPeople: PastPeople;
  readonly desk: EnvelopeDesk;
  readonly templates: TemplateDesk;
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
    unknown,
    journalChanged: () => unfinished.refresh(),
  });
  const unfinished: UnfinishedSends = new UnfinishedSends({
    ...ports,
    sender,
    unknown,
    review: new DraftReview({ ...ports, displayPath, environmentLabel }),
    setAny: ports.setAnyUnfinished,
  });
  const upload = new UploadFile(ports);
  const flow = new SendFlow({
    accounts,
    session: new SessionNeeded(accounts, prompts, translate, ports.execute),
    reader: new DocumentReader(ports),
    questions: { ...ports, placer, displayPath },
    pastPeople: ports.pastPeople,
    sender,
    upload,
    templates: new TemplateMaker({ ...ports, placer, upload: upload.run }),
  });
  return { flow, unfinished };
}
