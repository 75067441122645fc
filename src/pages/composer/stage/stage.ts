import './stage.css';
import { h } from '../../dom';
import { filled } from '../../viewer/strings';
import type { Difference, Editor } from '../model/editor';
import type { Spot } from '../model/geometry';
import type { ComposerPlace } from '../protocol';
import { Commands } from './commands';
import { Desk } from './desk';
import { Focus } from './focus';
import { Keyboard } from './keyboard';
import { Overlay } from './overlay';
import type { SignerLook } from '../model/signerLook';
import { Pointer } from './pointer';
import type { StageStrings } from './strings';
import { Words } from './words';

export interface StagePorts {
  readonly editor: Editor;
  readonly strings: () => StageStrings;
  readonly newId: () => string;
  /** Asks for the bytes of a document; they come with `documentArrived`, or `documentProblem` says why not. */
  readonly load: (documentId: string) => void;
  /** Where the person is, is different: once per picture at most. */
  readonly placeChanged: (place: ComposerPlace) => void;
  /** There is a page to see, or it is known why there is none. Once. */
  readonly shown: () => void;
  /** Reads something to people who do not see the page. */
  readonly announce: (text: string) => void;
  readonly signerLook: (signerId: string) => SignerLook;
  /** Address of the folder of the page's script. */
  readonly base: string;
  /** Of the selected fields. */
  readonly openProperties: () => void;
  /** The bytes that came are of no use; the pages say so themselves. */
  readonly documentFailed: (documentId: string) => void;
}

/** The pages of all documents below each other, with the fields on them. */
export class Stage {
  readonly root: HTMLElement;
  private readonly desk: Desk;
  private readonly focusing: Focus;
  private readonly words: Words;
  private readonly pointer: Pointer;
  private readonly hint = h('p', { class: 'unseen', id: 'stage-hint' });
  private isEmpty: boolean | undefined;
  private busy = false;

  constructor(private readonly ports: StagePorts) {
    const { editor, strings, signerLook: look, base, load, documentFailed, placeChanged, shown } = ports;
    const words = new Words(editor, strings, look);
    this.words = words;
    this.desk = new Desk({
      editor,
      words,
      strings,
      look,
      base,
      load,
      documentFailed,
      placeChanged,
      shown,
      isDragging: () => this.pointer.isDragging,
      isBusy: () => this.busy,
    });
    const { view } = this.desk;
    this.root = view.root;
    this.focusing = new Focus({ view, editor, element: (fieldId) => this.desk.element(fieldId) });
    this.pointer = this.makePointer();
    this.describe();
    this.listen();
  }

  // ---- for the rest of the page ----

  /** The bytes that were asked for. */
  documentArrived(documentId: string, sha256: string, bytes: ArrayBuffer): void {
    this.desk.sources.arrived(documentId, sha256, bytes);
  }

  /** They do not come: a sentence that says why, and what to do. */
  documentProblem(documentId: string, text: string, advice: string): void {
    this.desk.sources.problem(documentId, { text, advice });
  }

  /** `page` from 1. */
  goTo(documentId: string, page = 1): void {
    const index = this.desk.view.floor.indexOf({ documentId, page });
    if (index !== undefined) this.desk.view.goTo(index);
  }

  /** Brings a field into view, selects it and gives it the focus. */
  reveal(fieldId: string): void {
    this.ports.editor.select([fieldId]);
    this.focusing.toField(fieldId);
  }

  /** 1 is 100 %, 0 fits the width. */
  setZoom(zoom: number): void {
    this.desk.view.setZoom(zoom);
  }
  /** What the zoom comes to: 1 is 100 %. */
  get zoomFactor(): number {
    return this.desk.view.factor;
  }

  get place(): ComposerPlace {
    return this.desk.view.place;
  }
  /** The page that somebody would say they are looking at. */
  get looked(): Spot | undefined {
    return this.desk.view.currentSpot;
  }
  restore(place: ComposerPlace): void {
    this.desk.view.restore(place);
    // The bytes may be on their way while the page finds out how large it is.
    if (!this.desk.view.isVisible && place.documentId !== undefined)
      this.desk.sources.setNear(new Set([place.documentId]));
  }

  /** To the selected field or the first, or to the pages. */
  focus(): void {
    this.focusing.enter();
  }

  /** While it is, nothing can be edited. */
  setBusy(busy: boolean): void {
    this.busy = busy;
    if (busy) this.pointer.abandon();
    this.root.classList.toggle('busy', busy);
    this.root.ariaBusy = String(busy);
    this.desk.showFrame();
  }

  // ---- parts ----

  private makePointer(): Pointer {
    const { editor, newId, signerLook, announce, strings, openProperties } = this.ports;
    const { words, desk } = this;
    return new Pointer({
      view: desk.view,
      editor,
      floor: () => desk.view.floor,
      overlay: new Overlay(() => desk.view.floor.scale),
      paper: (spot) => desk.papers.get(spot),
      baselines: ({ documentId, page }) => desk.sources.baselines(documentId, page),
      newId,
      look: signerLook,
      labels: {
        add: (kind) => words.addStep(kind),
        move: (count) => words.moveStep(count),
        resize: () => strings().stageStepResize,
      },
      preview: (composition) => desk.fields.show(composition),
      done: (what, fieldIds) => this.done(what, fieldIds),
      isBusy: () => this.busy,
      openProperties,
      nobodySigns: () => announce(strings().stageNoSigner),
      released: () => desk.settle(),
    });
  }

  private makeCommands(): Commands {
    const { editor, strings, newId, announce, signerLook, openProperties } = this.ports;
    return new Commands({
      editor,
      focus: this.focusing,
      words: this.words,
      strings,
      newId,
      announce,
      nameOf: (signerId) => signerLook(signerId).name,
      inView: () => this.desk.view.middle,
      reveal: (fieldId) => void this.desk.element(fieldId),
      openProperties,
    });
  }

  private listen(): void {
    const keyboard = new Keyboard({
      view: this.desk.view,
      focus: this.focusing,
      commands: this.makeCommands(),
      pointer: this.pointer,
      words: this.words,
      announce: this.ports.announce,
      isBusy: () => this.busy,
    });
    this.root.addEventListener('keydown', (event) => keyboard.key(event));
    this.ports.editor.onDidChange((difference) => this.changed(difference));
  }

  private changed({ composition, selection, tool }: Difference): void {
    if (composition) {
      const had = this.focusing.isInside;
      this.pointer.interrupted();
      this.desk.show();
      this.describe();
      // The field that had the focus is gone.
      if (had && !this.root.contains(document.activeElement)) this.focusing.toPages();
    }
    if (selection) this.desk.select();
    if (tool) this.pointer.toolChanged();
  }

  /** Says what was done with the pointer. */
  private done(what: 'added' | 'moved' | 'resized' | 'selected', fieldIds: readonly string[]): void {
    const { words } = this;
    const [first] = fieldIds;
    if (what === 'added' && first !== undefined)
      this.desk.fields.get(first)?.root.focus({ preventScroll: true });
    const said = {
      added: () => filled(this.ports.strings().stageAdded, words.fields(fieldIds)),
      moved: () => words.fields(fieldIds),
      resized: () => (first === undefined ? '' : words.size(first)),
      selected: () => words.selection(),
    };
    this.ports.announce(said[what]());
  }

  /** What the pages are, for screen readers. */
  private describe(): void {
    const isEmpty = this.ports.editor.composition.fields.length === 0;
    if (isEmpty === this.isEmpty) return;
    this.isEmpty = isEmpty;
    const { root, hint } = this;
    const strings = this.ports.strings();
    // Inside, keys are for the fields and not for reading on.
    root.role = 'application';
    root.ariaLabel = strings.stageLabel;
    hint.textContent = isEmpty ? strings.stageHintEmpty : strings.stageHint;
    root.setAttribute('aria-describedby', hint.id);
    if (!hint.isConnected) root.prepend(hint);
  }
}
