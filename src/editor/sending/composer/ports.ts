import type { PdfTools } from '../../../contract/types';
import type { Draft } from '../../../delivery/draft';
import type { DraftStore } from '../../../delivery/drafts/store';
import type { IntentLocks } from '../../../delivery/ports';
import type { AccountDetails } from '../../../jsign/types';
import type { HostMessage, PageMessage } from '../../../pages/composer/protocol';
import type { Accounts, Session } from '../../account/api';
import type { Clock } from '../../platform/clock';
import type { DisposableLike } from '../../platform/disposable';
import type { Listen } from '../../platform/event';
import type { Log } from '../../platform/log';
import type { Memory } from '../../platform/memory';
import type { PagePort } from '../../platform/pagePort';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { DocumentReader } from '../documentReader';
import type { FileChoice } from '../fileChoice';
import type {
  ChosenFile,
  Deliveries,
  FileAccess,
  OpenEditors,
  PastPeople,
  Person,
  PreparedFiles,
} from '../ports';
import type { Sender } from '../sender';
import type { TemplateCreator } from '../templateCreator';
import type { UnfinishedSends } from '../unfinished';

export type ComposerPage = PagePort<PageMessage, HostMessage>;

/** A composer's tab. */
export interface ComposerPanel extends ComposerPage, DisposableLike {
  /** The person closed the tab. */
  readonly onDidEnd: Listen<void>;
  /** It is gone, whether or not anybody heard of it. */
  readonly isClosed: boolean;
  reveal(): void;
  /** Closes the tab. */
  close(): void;
}

/** Drafts that are being prepared, on this machine, shared by all windows. All methods reject with a DeliveryError. */
export interface Shelf {
  /** Some draft is another now, or there are others. */
  readonly onDidChange: Listen<void>;
  load(id: string): Promise<Draft | undefined>;
  save(draft: Draft): Promise<void>;
  remove(id: string): Promise<void>;
  /** Under a new id and a new intent. */
  duplicate(id: string): Promise<Draft>;
}

/** People that a workspace names for its contracts. */
export interface Contacts {
  /** In the order in which they stand. Never rejects. */
  list(): Promise<readonly Person[]>;
  readonly onDidChange: Listen<void>;
}

/** Hears when a file is, or may be, another; also when it went away. */
export type WatchFile = (uri: string, changed: () => void) => DisposableLike;

/** What the rest of the room hands over: the same objects that the quick way works with. */
export interface ComposerTools {
  readonly reader: Pick<DocumentReader, 'read'>;
  readonly choice: Pick<FileChoice, 'ask'>;
  readonly sender: Pick<Sender, 'keep' | 'sendKept' | 'finish'>;
  readonly creator: Pick<TemplateCreator, 'create'>;
  readonly unfinished: Pick<UnfinishedSends, 'show' | 'refresh'>;
}

export interface ComposerPorts extends ComposerTools {
  readonly accounts: Pick<Accounts, 'state' | 'onDidChange' | 'session' | 'all' | 'environmentLabel'>;
  readonly shelf: Shelf;
  /** The drafts that the sender keeps while it sends them. */
  readonly kept: Pick<DraftStore, 'load' | 'remove'>;
  readonly deliveries: Deliveries;
  readonly locks: IntentLocks;
  readonly prepared: Pick<PreparedFiles, 'write'>;
  readonly files: FileAccess;
  readonly editors: Pick<OpenEditors, 'displayPath'>;
  readonly pdf: () => Promise<PdfTools>;
  readonly watch: WatchFile;
  /** A file by an address that was dropped; `undefined` where VS Code cannot read such addresses. */
  readonly fileAt: (address: string) => ChosenFile | undefined;
  readonly pastPeople: PastPeople;
  readonly contacts: Contacts;
  /** Categories in use in an account, as far as they were seen. Never rejects. */
  readonly categories: (accountId: string) => Promise<readonly string[]>;
  readonly limits: (session: Session) => Promise<AccountDetails | undefined>;
  /** Opens an empty tab for a composer. */
  readonly openPanel: () => ComposerPanel;
  /** Where the person was in which draft, for this workspace. */
  readonly memory: Memory;
  readonly prompts: Prompts;
  readonly log: Log;
  readonly clock: Clock;
  readonly translate: Translate;
  /** The editor's language. */
  readonly locale: string;
  /** Days until an envelope expires, as the person has set it. */
  readonly defaultDays: () => number;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
  /** Shows a line in the status bar for a moment. */
  readonly showStatus: (text: string) => void;
  /** Runs something that a person started: failures are shown and logged once. Never rejects. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  readonly newId: () => string;
}

/** The composers of this window. */
export interface ComposerDesk {
  /** Opens a draft of the shelf, or brings its tab to the front. Rejects where it cannot be read. */
  open(draftId: string): Promise<void>;
  /**
   * Makes a draft of files and opens it.
   * @throws UserError when a file cannot be sent, Cancelled when the person does not want to save.
   */
  compose(session: Session, files: readonly ChosenFile[]): Promise<void>;
  /** Puts a draft on the shelf and opens it. `prepared`: bytes of documents that no file has, by document id. */
  composeFrom(draft: Draft, prepared?: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /**
   * Makes a template of a draft of the shelf, which stays.
   * @throws UserError where it cannot be one, JsignError, Cancelled when the person leaves.
   */
  saveAsTemplate(draftId: string): Promise<void>;
  /** Fills a tab that came back after a reload of the window; `state` is what its page kept. */
  restore(panel: ComposerPanel, state: unknown): Promise<void>;
  /** Saves whatever is not saved. Never rejects. */
  flush(): Promise<void>;
}
