import type { Composition } from './composition';
import { Busyness } from './busyness';
import { DiskNotices } from './diskNotices';
import { takeDrops } from './dropping';
import { Guide } from './guide';
import { Layout } from './layout';
import { Live } from './live';
import { Looks } from './looks';
import { Editor, type Difference } from './model/editor';
import { Outbox } from './outbox';
import { hearKeys } from './pageKeyboard';
import { Panes } from './panes';
import type { ComposerContext } from './panels/context';
import { Head } from './panels/head';
import { Help } from './panels/help';
import { Notices } from './panels/notices';
import { ProblemList } from './panels/problemList';
import { Side } from './panels/side';
import { nothingYet } from './panels/nothing';
import { ZoomBar } from './panels/zoomBar';
import { Documents } from './panels/documents';
import type { HostMessage, InitMessage, PageMessage } from './protocol';
import { Reviewing } from './reviewing';
import { Saving } from './saving';
import { Stage } from './stage/stage';
import { travel, type Direction } from './stage/travel';

export interface ComposerPorts {
  readonly post: (message: PageMessage) => void;
  /** Folder of the page's script. */
  readonly base: string;
  /** When the page began to load, on the page's own clock. */
  readonly began: number;
}

/** Between the last move and telling where the person is. */
const PLACE_MS = 250;

type Heard = Exclude<HostMessage, InitMessage>;

/** One envelope being composed: its parts, and what they say to each other and to the extension. */
export class Composer {
  private readonly editor: Editor;
  private readonly outbox: Outbox;
  private readonly live = new Live();
  private readonly context: ComposerContext;
  private readonly stage: Stage;
  private readonly head: Head;
  private readonly help: Help;
  private readonly notices = new Notices();
  private readonly documents: Documents;
  private readonly side: Side;
  private readonly problems: ProblemList;
  private readonly zoomBar: ZoomBar;
  private readonly nothing: HTMLElement;
  private readonly layout: Layout;
  private readonly reviewing: Reviewing;
  private readonly disk: DiskNotices;
  private readonly saving: Saving;
  private readonly panes: Panes;
  private readonly guide: Guide;
  /** The pages stay, to be read; nothing on them can be edited either. */
  private readonly busyness = new Busyness(() => [
    ...this.head.controls,
    this.layout.left,
    this.side.root,
    this.problems.root,
  ]);
  private people: ComposerContext['people'] = () => [];
  private categories: ComposerContext['categories'] = () => [];
  private shown: Composition;
  private placeTimer = 0;
  private isShown = false;

  constructor(
    private readonly ports: ComposerPorts,
    init: InitMessage,
  ) {
    const { strings, facts, composition, revision, place } = init;
    this.editor = new Editor(composition, revision);
    this.shown = composition;
    this.outbox = new Outbox({ editor: this.editor, post: ports.post, later });
    const looks = new Looks(() => this.editor.composition, strings.signerNumber);
    this.context = {
      editor: this.editor,
      strings,
      facts,
      newId: () => crypto.randomUUID(),
      say: (message) => this.outbox.say(message),
      announce: (text) => this.live.say(text),
      people: () => this.people(),
      categories: () => this.categories(),
      look: (signerId) => looks.of(signerId),
    };
    this.reviewing = new Reviewing(this.context, () => this.problems);
    this.disk = new DiskNotices(this.context, this.notices);
    this.stage = this.makeStage();
    const focusPages = () => this.stage.focus();
    this.help = new Help(strings);
    this.head = new Head(this.context, {
      undo: () => this.travel('undo'),
      redo: () => this.travel('redo'),
      help: () => this.help.open(),
    });
    this.saving = new Saving(this.context, { outbox: this.outbox, head: this.head, notices: this.notices });
    this.documents = new Documents(this.context, {
      goTo: (documentId, page) => {
        this.stage.goTo(documentId, page);
        this.showPlace();
      },
      looked: () => this.stage.looked,
    });
    this.side = new Side(this.context, { focusPages });
    this.problems = new ProblemList(this.context, {
      goTo: ({ where, code }) => this.guide.goTo(where, code),
      review: () => this.reviewing.ask(),
    });
    this.nothing = nothingYet(this.context);
    this.zoomBar = new ZoomBar(strings, {
      composition: () => this.editor.composition,
      looked: () => this.stage.looked,
      factor: () => this.stage.zoomFactor,
      setZoom: (zoom) => this.stage.setZoom(zoom),
    });
    this.layout = new Layout({
      head: this.head.root,
      notices: this.notices.root,
      documents: this.documents.section,
      leftLabel: strings.documents,
      middle: [this.nothing, this.stage.root, this.zoomBar.root],
      side: this.side.root,
      problems: this.problems.root,
    });
    document.body.classList.add('composer');
    document.body.append(this.layout.root, this.help.root, this.live.root);
    this.panes = this.makePanes(focusPages);
    const { editor, stage, head, documents, side } = this;
    this.guide = new Guide({ editor, stage, head, documents, side });
    this.listen();
    if (place) this.stage.restore(place);
    this.showAll();
    if (!place) this.guide.begin();
  }

  hear(message: Heard): void {
    switch (message.type) {
      case 'known':
        this.people = () => message.people;
        this.categories = () => message.categories;
        return;
      case 'document':
        this.stage.documentArrived(message.documentId, message.sha256, message.bytes);
        return;
      case 'documentProblem':
        this.stage.documentProblem(message.documentId, message.text, message.advice);
        return;
      case 'onDisk':
        this.disk.show(message);
        return;
      case 'replace':
        if (this.outbox.replace(message)) this.live.say(message.label);
        return;
      case 'problems':
        this.problems.show(message.problems);
        this.reviewing.problemsCame(message.revision);
        return;
      case 'saved':
        this.saving.came(message.revision, message.problem);
        return;
      case 'show':
        this.guide.goTo(message.where, '');
        return;
      case 'state':
        this.setBusy(message.busy, message.notice);
        return;
    }
  }

  // ---- building ----

  private makeStage(): Stage {
    const { editor, strings, newId, announce, look } = this.context;
    return new Stage({
      editor,
      strings: () => strings,
      newId,
      announce,
      signerLook: look,
      base: this.ports.base,
      // Which of its versions is wanted, the state says.
      load: (documentId) => this.outbox.say({ type: 'load', documentId }),
      placeChanged: () => this.placeChanged(),
      shown: () => this.firstPageShown(),
      openProperties: () => this.side.properties.focus(),
      // The pages say it themselves; there is nothing to ask the extension for.
      documentFailed: () => undefined,
    });
  }

  private makePanes(focusPages: () => void): Panes {
    const { left, middle } = this.layout;
    return new Panes([
      { element: left, focus: () => this.documents.focus() },
      { element: middle, focus: focusPages },
      { element: this.side.root, focus: () => this.side.signers.focus() },
      { element: this.problems.root, focus: () => this.problems.focus() },
    ]);
  }

  private listen(): void {
    this.editor.onDidChange((difference) => this.changed(difference));
    const keys = {
      undo: () => this.travel('undo'),
      redo: () => this.travel('redo'),
      review: () => this.reviewing.ask(),
      nextPane: () => this.panes.step(1),
      previousPane: () => this.panes.step(-1),
      help: () => this.help.open(),
    };
    hearKeys(keys, () => this.busyness.isBusy || this.help.root.open);
    window.addEventListener('blur', () => this.outbox.flush());
    window.addEventListener('pagehide', () => this.outbox.flush());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.outbox.flush();
    });
    takeDrops({ isBusy: () => this.busyness.isBusy, dropped: (uris) => this.dropped(uris) });
  }

  // ---- what changes ----

  private changed({ composition, selection, tool }: Difference): void {
    const before = this.shown;
    const now = this.editor.composition;
    this.shown = now;
    if (composition) {
      this.outbox.changed();
      this.head.show();
      this.saving.changed();
      if (now.documents !== before.documents || now.fields !== before.fields) this.documents.show();
      if (now.documents !== before.documents) {
        this.disk.forgetGone();
        this.showMiddle();
      }
    }
    this.side.show({ before, now, selection: selection || composition, tool });
  }

  private showAll(): void {
    this.head.show();
    this.documents.show();
    this.showMiddle();
    this.side.showAll();
  }

  private showMiddle(): void {
    this.nothing.hidden = this.editor.composition.documents.length > 0;
    this.zoomBar.show();
  }

  private travel(direction: Direction): void {
    const { editor, strings, announce } = this.context;
    const said = travel(editor, direction, strings);
    if (said !== undefined) announce(said);
  }

  // ---- the extension ----

  private setBusy(busy: boolean, notice: string): void {
    if (busy) {
      this.outbox.flush();
      this.help.root.close();
    }
    this.busyness.set(busy);
    this.stage.setBusy(busy);
    this.notices.show('state', notice === '' ? undefined : { kind: 'info', text: notice });
  }

  private dropped(uris: readonly string[]): void {
    const { strings, say } = this.context;
    this.notices.show('drop', uris.length > 0 ? undefined : { kind: 'warning', text: strings.cannotDrop });
    if (uris.length > 0) say({ type: 'drop', uris });
  }

  private placeChanged(): void {
    this.showPlace();
    window.clearTimeout(this.placeTimer);
    this.placeTimer = window.setTimeout(
      () => this.ports.post({ type: 'place', place: this.stage.place }),
      PLACE_MS,
    );
  }

  private showPlace(): void {
    this.documents.placeChanged();
    this.zoomBar.show();
  }

  private firstPageShown(): void {
    if (this.isShown) return;
    this.isShown = true;
    this.ports.post({ type: 'shown', milliseconds: Math.round(performance.now() - this.ports.began) });
  }
}

function later(run: () => void, milliseconds: number): () => void {
  const timer = window.setTimeout(run, milliseconds);
  return () => window.clearTimeout(timer);
}
