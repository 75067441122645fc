import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Draft } from '../../../../../src/delivery/draft';
import { Composers } from '../../../../../src/editor/sending/composer/composers';
import type { ComposerPanel, ComposerPorts } from '../../../../../src/editor/sending/composer/ports';
import { readLimits } from '../../../../../src/editor/sending/limits';
import type { Person } from '../../../../../src/editor/sending/ports';
import { Emitter } from '../../../../../src/editor/platform/event';
import { plain } from '../../../../../src/editor/platform/translate';
import type { Composition } from '../../../../../src/pages/composer/composition';
import {
  isHostMessage,
  isPageMessage,
  type HostMessage,
  type PageMessage,
} from '../../../../../src/pages/composer/protocol';
import { STRING_KEYS } from '../../../../../src/pages/composer/strings';
import { FakeClock, settled } from '../../details/bench';
import { ADA, GRACE, World } from '../world';

type Posted<T extends HostMessage['type']> = Extract<HostMessage, { readonly type: T }>;

/** A tab with a page in it that does what the real one does: it owns the composition and takes or sends back what it is offered. */
export class FakePanel implements ComposerPanel {
  private readonly visibility = new Emitter<boolean>();
  private readonly ready = new Emitter<void>();
  private readonly messages = new Emitter<PageMessage>();
  private readonly ended = new Emitter<void>();
  private waiting: HostMessage[] = [];
  private isLoaded = false;
  readonly posted: HostMessage[] = [];
  readonly onDidChangeVisible = this.visibility.event;
  readonly onReady = this.ready.event;
  readonly onMessage = this.messages.event;
  readonly onDidEnd = this.ended.event;
  visible = true;
  isClosed = false;
  reveals = 0;
  title = '';
  revision = 0;
  composition: Composition | undefined;
  selected: readonly string[] = [];

  post(message: HostMessage): void {
    if (this.isClosed) return;
    if (this.isLoaded) this.hear(message);
    else this.waiting.push(message);
  }
  setTitle(title: string): void {
    this.title = title;
  }
  allowFrame(): void {
    throw new Error('the composer frames nothing');
  }
  reveal(): void {
    this.reveals += 1;
  }
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.ended.fire();
  }
  dispose(): void {
    this.isClosed = true;
  }

  /** The page is loaded, for the first time or anew. */
  load(): this {
    this.isLoaded = true;
    for (const message of this.waiting.splice(0)) this.hear(message);
    this.ready.fire();
    return this;
  }
  show(visible: boolean): void {
    this.visible = visible;
    this.visibility.fire(visible);
  }
  say(message: PageMessage): void {
    const carried: unknown = JSON.parse(JSON.stringify(message));
    assert.ok(isPageMessage(carried), `the extension would drop ${message.type}`);
    this.messages.fire(carried);
  }
  /** The person changes something. */
  edit(edit: (composition: Composition) => Composition): void {
    assert.ok(this.composition, 'the page was never told what to show');
    this.composition = edit(this.composition);
    this.revision += 1;
    this.say({ type: 'change', revision: this.revision, composition: this.composition });
  }
  all<T extends HostMessage['type']>(type: T): readonly Posted<T>[] {
    return this.posted.filter((message): message is Posted<T> => message.type === type);
  }
  last<T extends HostMessage['type']>(type: T): Posted<T> {
    const message = this.all(type).at(-1);
    assert.ok(message, `no ${type} was posted`);
    return message;
  }
  get codes(): readonly string[] {
    return this.last('problems').problems.map(({ code }) => code);
  }

  private hear(message: HostMessage): void {
    const carried: unknown = message.type === 'document' ? message : JSON.parse(JSON.stringify(message));
    if (message.type === 'init') withAllWords(carried);
    assert.ok(isHostMessage(carried), `the page would drop ${message.type}`);
    this.posted.push(carried);
    if (carried.type === 'init') {
      this.composition = carried.composition;
      this.revision = carried.revision;
    }
    if (carried.type !== 'replace') return;
    if (carried.base !== this.revision) {
      this.say({ type: 'again', number: carried.number });
      return;
    }
    this.selected = carried.select;
    this.edit(() => carried.composition);
  }
}

/** That every word is there the compiler knows; which ones there are is the page's affair. */
function withAllWords(init: unknown): void {
  const words = Object.fromEntries(STRING_KEYS.map((key) => [key, key]));
  if (typeof init === 'object' && init !== null) Object.assign(init, { strings: words });
}

/** The composers of one window over a world, with the real delivery, journal, reader and sender. */
export class ComposerBench {
  readonly panels: FakePanel[] = [];
  readonly clock = new FakeClock();
  readonly watched = new Map<string, Set<() => void>>();
  readonly contactsChanged = new Emitter<void>();
  contacts: readonly Person[] = [];
  categories: readonly string[] = [];
  /** Locks of composers, shared by windows over the same world. */
  readonly locked: Set<string>;
  readonly composers: Composers;
  /** What was run and failed, or a person was told of. */
  readonly ports: ComposerPorts;

  constructor(
    readonly world = new World(),
    changes: Partial<ComposerPorts> = {},
    locked = new Set<string>(),
  ) {
    this.locked = locked;
    this.ports = { ...this.portsOf(), ...changes };
    this.composers = new Composers(this.ports);
    world.desk = this.composers;
  }

  get panel(): FakePanel {
    const panel = this.panels.at(-1);
    assert.ok(panel, 'no tab was opened');
    return panel;
  }

  /** Files in a composer, its page loaded and everything looked at. */
  async compose(...names: readonly string[]): Promise<FakePanel> {
    const files = names.map((name) => this.world.file(name));
    await this.composers.compose(this.world.session, files);
    return this.ready();
  }

  async open(draftId: string): Promise<FakePanel> {
    await this.composers.open(draftId);
    return this.ready();
  }

  async ready(): Promise<FakePanel> {
    this.panel.load();
    await this.quiet();
    return this.panel;
  }

  /** Two people with a signature each on the first document. */
  sign(panel: FakePanel, ...people: readonly Person[]): void {
    panel.edit((before) => ({
      ...before,
      signers: people.map((person, index) => ({ ...person, id: `s${index}`, order: 1 })),
      fields: people.map((_person, index) => ({
        id: `f${index}`,
        documentId: before.documents[0]?.id ?? '',
        signerId: `s${index}`,
        kind: 'signature' as const,
        page: 1,
        box: { x: 60, y: 100 + 60 * index, width: 150, height: 40 },
        required: true,
      })),
    }));
  }

  /** Ready to be sent to Ada and Grace. */
  async prepared(): Promise<FakePanel> {
    const panel = await this.compose('sow.pdf');
    this.sign(panel, ADA, GRACE);
    await this.quiet();
    return panel;
  }

  /** Everything that waits a moment has happened. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) {
      await settled();
      await this.clock.forward(250);
    }
    await settled();
  }

  async saved(): Promise<Draft> {
    const [id, ...more] = await this.world.shelf.ids();
    assert.ok(id !== undefined && more.length === 0, `${more.length + 1} drafts on the shelf`);
    const draft = await this.world.shelf.load(id);
    assert.ok(draft);
    return draft;
  }

  /** A program writes a file. */
  async write(uri: string, text: string | undefined): Promise<void> {
    if (text === undefined) this.world.files.contents.delete(uri);
    else this.world.files.contents.set(uri, Buffer.from(text));
    for (const changed of this.watched.get(uri) ?? []) changed();
    await this.quiet();
  }

  private portsOf(): ComposerPorts {
    const { world } = this;
    return {
      ...world.tools,
      accounts: world.accounts,
      shelf: world.shelf,
      kept: world.drafts,
      deliveries: world.deliveries,
      locks: {
        acquire: async (key) => {
          if (this.locked.has(key)) return Promise.resolve(undefined);
          this.locked.add(key);
          return Promise.resolve({ release: async () => Promise.resolve(void this.locked.delete(key)) });
        },
      },
      prepared: world.files,
      files: world.files,
      editors: { displayPath: (uri) => uri.replace('file:///folder/', '') },
      pdf: () => Promise.resolve(world.pdf),
      watch: (uri, changed) => {
        const all = this.watched.get(uri) ?? new Set();
        this.watched.set(uri, all.add(changed));
        return { dispose: () => void all.delete(changed) };
      },
      fileAt: (address) =>
        address.startsWith('file://') ? { uri: address, path: address.slice('file://'.length) } : undefined,
      pastPeople: () => world.pastPeople(),
      contacts: {
        list: () => Promise.resolve(this.contacts),
        onDidChange: this.contactsChanged.event,
      },
      categories: () => Promise.resolve(this.categories),
      limits: readLimits,
      openPanel: () => {
        const panel = new FakePanel();
        this.panels.push(panel);
        return panel;
      },
      memory: world.memento(),
      prompts: world.prompts,
      log: world.log(),
      clock: this.clock,
      translate: plain,
      locale: 'en-GB',
      defaultDays: () => world.defaultDays,
      describe: (error) => world.actions.describe(error),
      showStatus: (text) => void world.statuses.push(text),
      run: (work) => world.actions.run('jsign.composer', work),
      newId: randomUUID,
    };
  }
}
