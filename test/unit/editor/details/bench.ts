import assert from 'node:assert/strict';
import type { SessionState } from '../../../../src/editor/account/api';
import { DetailsController } from '../../../../src/editor/envelopes/details/detailsController';
import type { DetailsPage, DetailsServices } from '../../../../src/editor/envelopes/details/ports';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import type { Clock } from '../../../../src/editor/platform/clock';
import { Emitter } from '../../../../src/editor/platform/event';
import { plain } from '../../../../src/editor/platform/translate';
import { isCancelled } from '../../../../src/editor/platform/actions';
import type {
  AttachmentSummary,
  AuditLog,
  EnteredValue,
  EnvelopeDetails,
  EnvelopeSummary,
  HistoryEntry,
} from '../../../../src/jsign/types';
import { isHostMessage, type HostMessage, type PageMessage } from '../../../../src/pages/protocol';
import type { ActionName, ActMessage } from '../../../../src/pages/actions';
import type { SectionView } from '../../../../src/pages/sections';
import type { DetailsView, SectionName, SigningView } from '../../../../src/pages/view';
import { clientWith, details, pageOf, sessionWith, signer, word } from '../envelopes/fakes';
import { ScriptedPrompts } from '../scriptedPrompts';

export const REF = { accountId: 'acc', envelopeId: 'e1' };
export const ADA = signer({ email: 'ada@example.org', firstName: 'Ada', lastName: 'Example', order: 1 });
export const GRACE = signer({ order: 2 });
export const OPEN = details('e1', {
  name: 'Lease 42',
  status: word('AwaitingMySignature'),
  flow: 'Sequential',
  signers: [ADA, GRACE],
});

export const AUDIT_LOG: AuditLog = {
  envelopeId: 'e1',
  createdAt: Date.UTC(2026, 4, 12, 9),
  createdBy: 'Ada Example',
  signatureTypes: ['ESignature'],
  documents: [
    {
      name: 'lease.pdf',
      events: [
        {
          activity: 'Document Creation',
          activityCode: 'Created',
          at: Date.UTC(2026, 4, 12, 9),
          actionBy: 'Ada Example',
          transactionHash: '9f2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b',
          blockNumber: '17',
          walletAddress: '0x00a329c0648769A73afAc7F9381E08FB43dBEA72',
          finalBlockHash: '1a2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b',
          contractAddress: '',
        },
      ],
    },
  ],
};

/** Time that stands still until the test moves it. */
export class FakeClock implements Clock {
  private time = Date.UTC(2026, 4, 12, 10);
  private readonly waiting = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.time;
  }
  after(milliseconds: number, run: () => void): { dispose(): void } {
    const entry = { at: this.time + milliseconds, run };
    this.waiting.add(entry);
    return { dispose: () => void this.waiting.delete(entry) };
  }
  get timers(): number {
    return this.waiting.size;
  }
  /** Moves on, running what is due, and lets everything settle after each. */
  async forward(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      const [next] = [...this.waiting]
        .filter((entry) => entry.at <= end)
        .sort((one, other) => one.at - other.at);
      if (!next) break;
      this.waiting.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settled();
    }
    this.time = end;
  }
}

/** What the page says when a person asks for something. */
export function act(
  action: ActionName,
  about: Partial<Omit<ActMessage, 'type' | 'action'>> = {},
): ActMessage {
  const nothing = {
    email: undefined,
    documentId: undefined,
    which: undefined,
    attachmentId: undefined,
    format: undefined,
  };
  return { type: 'act', action, ...nothing, ...about };
}

/** Every answer that is already there has been heard. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setImmediate(next));
}

/** The page as the logic sees it. */
export class FakePage implements DetailsPage {
  private readonly visibility = new Emitter<boolean>();
  private readonly ready = new Emitter<void>();
  private readonly messages = new Emitter<PageMessage>();
  readonly posted: HostMessage[] = [];
  readonly allowed: string[] = [];
  title = '';
  visible = true;
  readonly onDidChangeVisible = this.visibility.event;
  readonly onReady = this.ready.event;
  readonly onMessage = this.messages.event;

  post(message: HostMessage): void {
    const carried: unknown = JSON.parse(JSON.stringify(message));
    assert.ok(isHostMessage(carried), `the page would drop ${message.type}`);
    this.posted.push(carried);
  }
  setTitle(title: string): void {
    this.title = title;
  }
  allowFrame(origin: string): void {
    this.allowed.push(origin);
  }

  load(): void {
    this.ready.fire();
  }
  say(message: PageMessage): void {
    this.messages.fire(message);
  }
  show(visible: boolean): void {
    this.visible = visible;
    this.visibility.fire(visible);
  }
  private last<T extends HostMessage['type']>(
    type: T,
  ): Extract<HostMessage, { readonly type: T }> | undefined {
    return this.posted.findLast(
      (message): message is Extract<HostMessage, { readonly type: T }> => message.type === type,
    );
  }
  get view(): DetailsView {
    const message = this.last('state');
    assert.ok(message, 'nothing was shown');
    return message.view;
  }
  /** What was last told of a folded section. */
  section<N extends SectionName>(name: N): Extract<SectionView, { readonly name: N }> | undefined {
    const sections = this.posted.flatMap((message) => (message.type === 'section' ? [message.section] : []));
    return sections.findLast(
      (section): section is Extract<SectionView, { readonly name: N }> => section.name === name,
    );
  }
  get signing(): SigningView {
    return this.last('signing')?.signing ?? { phase: 'off', title: '', notice: '', tone: 'normal' };
  }
  get frames(): readonly Extract<HostMessage, { readonly type: 'frame' }>[] {
    return this.posted.filter((message) => message.type === 'frame');
  }
}

/** One panel over a real store; what the service answers is the test's. */
export class Bench {
  details: EnvelopeDetails = OPEN;
  history: readonly HistoryEntry[] = [];
  /** Set to have the next readings fail. */
  failure: Error | undefined;
  historyFailure: Error | undefined;
  auditLog: AuditLog = AUDIT_LOG;
  values: readonly EnteredValue[] = [];
  attachments: readonly AttachmentSummary[] = [];
  /** Set to have the next readings of a section fail. */
  sectionFailure: Error | undefined;
  /** Each reading of a section, by its name. */
  readonly sectionReads: SectionName[] = [];
  url: () => Promise<string> = () => Promise.resolve(`http://127.0.0.1:4000/sign/${++this.urls}?t=secret`);
  external: (url: string) => Promise<string> = (url) => Promise.resolve(url);
  urls = 0;
  reads = 0;
  histories = 0;
  /** What every list holds. */
  listed: readonly EnvelopeSummary[] = [];
  readonly urlFor: string[] = [];
  readonly page = new FakePage();
  readonly clock = new FakeClock();
  readonly prompts: ScriptedPrompts;
  readonly copied: string[] = [];
  readonly opened: string[] = [];
  readonly executed: unknown[] = [];
  readonly ran: string[] = [];
  readonly problems: unknown[] = [];
  readonly logged: string[] = [];
  copyFails = false;
  logOpened = 0;
  signedInFrom = 0;
  readonly accountsChanged = new Emitter<SessionState>();
  state: SessionState;
  store: ServiceEnvelopeStore | undefined;
  readonly controller: DetailsController;
  private readonly client = clientWith(
    {
      details: async () => {
        this.reads += 1;
        const answer = this.details;
        await this.held;
        if (this.failure !== undefined) throw this.failure;
        return answer;
      },
      history: () => {
        this.histories += 1;
        return this.historyFailure === undefined
          ? Promise.resolve(this.history)
          : Promise.reject(this.historyFailure);
      },
      embeddedUrl: (_envelope, email) => {
        this.urlFor.push(email);
        return this.url();
      },
      list: () => Promise.resolve(pageOf(this.listed)),
      auditLogs: () => this.section('auditLog', this.auditLog),
      enteredValues: () => this.section('enteredValues', this.values),
    },
    {
      attachments: {
        list: () => this.section('attachments', this.attachments),
        add: () => Promise.reject(new Error('unexpected call')),
        download: () => Promise.reject(new Error('unexpected call')),
      },
    },
  );
  private readonly session = sessionWith(this.client);
  /** Readings wait for this. */
  held: Promise<void> = Promise.resolve();

  constructor(prompts = new ScriptedPrompts()) {
    this.prompts = prompts;
    this.store = new ServiceEnvelopeStore(this.session);
    this.state = { kind: 'signedIn', session: this.session };
    this.controller = new DetailsController(REF, this.page, this.services());
  }

  /** Opens the panel and waits until everything is read. */
  async open(): Promise<this> {
    this.page.load();
    await this.controller.start();
    await settled();
    return this;
  }

  private async section<T>(name: SectionName, answer: T): Promise<T> {
    this.sectionReads.push(name);
    await this.held;
    if (this.sectionFailure !== undefined) throw this.sectionFailure;
    return answer;
  }

  newStore(): void {
    this.store = new ServiceEnvelopeStore(this.session);
  }

  changeAccounts(state: SessionState = this.state): void {
    this.state = state;
    this.accountsChanged.fire(state);
  }

  private services(): DetailsServices {
    return {
      stores: { forAccount: () => Promise.resolve(this.store) },
      accounts: accountsOf(this),
      client: () => Promise.resolve(this.store && this.client),
      prompts: this.prompts,
      clock: this.clock,
      log: {
        trace: (event) => void this.logged.push(event),
        info: (event) => void this.logged.push(event),
        warn: (event) => void this.logged.push(event),
        error: (event) => void this.logged.push(event),
      },
      t: plain,
      host: {
        locale: 'en',
        copy: (text) => {
          if (this.copyFails) return Promise.reject(new Error('no clipboard'));
          this.copied.push(text);
          return Promise.resolve();
        },
        externalAddress: (url) => this.external(url),
        openInBrowser: (url) => {
          this.opened.push(url);
          return Promise.resolve(true);
        },
        openLog: () => (this.logOpened += 1),
        signIn: () => {
          this.signedInFrom += 1;
          return Promise.resolve();
        },
        execute: (...args) => {
          this.executed.push(args);
          return Promise.resolve();
        },
        run: async (action, work) => {
          this.ran.push(action);
          await work().catch((error: unknown) => {
            if (!isCancelled(error)) this.problems.push(error);
          });
        },
        describe: (error) => (error instanceof Error ? `Sentence about ${error.message}` : 'Sentence'),
      },
    };
  }
}

function accountsOf(bench: Bench): DetailsServices['accounts'] {
  return {
    get state() {
      return bench.state;
    },
    onDidChange: bench.accountsChanged.event,
    environmentLabel: () => 'Local sandbox',
  };
}
