import { Engine } from '../../pdf/engine';
import type { Composition } from '../composition';
import type { Editor } from '../model/editor';
import type { ComposerPlace } from '../protocol';
import { fieldOf } from './commands';
import { Headings } from './headings';
import { Frame } from './overlay';
import type { SignerLook } from '../model/signerLook';
import { PlacedFields } from './placedFields';
import { Papers } from './papers';
import { Sources, type Refusal, type Trouble } from './sources';
import type { StageStrings } from './strings';
import { View } from './view';
import type { Words } from './words';

export interface DeskPorts {
  readonly editor: Editor;
  readonly words: Words;
  readonly strings: () => StageStrings;
  readonly look: (signerId: string) => SignerLook;
  /** Address of the folder of the page's script. */
  readonly base: string;
  readonly load: (documentId: string) => void;
  readonly documentFailed: (documentId: string) => void;
  readonly placeChanged: (place: ComposerPlace) => void;
  /** There is a page to see, or it is known why there is none. Once. */
  readonly shown: () => void;
  readonly isDragging: () => boolean;
  readonly isBusy: () => boolean;
}

/** Everything that is seen: pages, headings, fields; and the documents behind them. What is done to it comes from elsewhere. */
export class Desk {
  readonly view: View;
  readonly papers: Papers;
  readonly fields: PlacedFields;
  readonly sources: Sources;
  private readonly headings: Headings;
  private readonly frame: Frame;
  private shownOf: Composition;
  private isShown = false;
  private told = '';

  constructor(private readonly ports: DeskPorts) {
    const { editor, strings, look, isDragging } = ports;
    this.shownOf = editor.composition;
    this.view = new View(this.shownOf.documents, {
      arranged: (rescaled) => this.arranged(rescaled),
      moved: () => this.moved(),
    });
    this.sources = new Sources({
      engine: new Engine(ports.base),
      load: ports.load,
      changed: (documentId) => this.sourceChanged(documentId),
      trouble: (why) => this.troubleOf(why),
      failed: ports.documentFailed,
    });
    this.headings = new Headings(this.view.ground, strings, (id) => this.sources.trouble(id));
    this.papers = this.makePapers();
    const scale = () => this.view.floor.scale;
    this.frame = new Frame(scale);
    this.fields = new PlacedFields({ papers: () => this.papers, scale, look, strings, isDragging });
    this.showDocuments();
    this.fields.show(this.shownOf);
    this.fields.select(editor.selected);
  }

  /** The composition is another. */
  show(): void {
    const before = this.shownOf;
    const now = this.ports.editor.composition;
    this.shownOf = now;
    this.fields.show(now);
    if (before.documents === now.documents) return;
    this.showDocuments();
    this.view.setDocuments(now.documents);
  }

  select(): void {
    this.fields.select(this.ports.editor.selected);
    this.showFrame();
  }

  /** After a drag: fields are where the composition has them, and say so. */
  settle(): void {
    this.fields.show(this.ports.editor.composition);
    this.fields.settle();
    this.showFrame();
  }

  /** Around the one field that is selected, for whoever may change it. */
  showFrame(): void {
    const [only, ...more] = this.ports.editor.selected;
    const field = only === undefined || more.length > 0 ? undefined : fieldOf(this.ports.editor, only);
    const paper = field && !this.ports.isBusy() ? this.papers.get(field) : undefined;
    if (field && paper) this.frame.show(paper, field.box);
    else this.frame.hide();
  }

  /** The element of a field, brought into view. */
  element(fieldId: string): HTMLElement | undefined {
    const field = fieldOf(this.ports.editor, fieldId);
    const index = field && this.view.floor.indexOf(field);
    if (!field || index === undefined) return undefined;
    this.view.reveal(index, field.box);
    return this.fields.get(fieldId)?.root;
  }

  private makePapers(): Papers {
    const { view } = this;
    const { words, strings, isDragging } = this.ports;
    return new Papers(view.ground, {
      floor: () => view.floor,
      seen: () => {
        const [first, last] = view.seen ?? [];
        return first === undefined || last === undefined ? undefined : { first, last, current: view.current };
      },
      open: (documentId) => this.sources.open(documentId),
      trouble: (documentId) => this.sources.trouble(documentId),
      notDrawn: () => strings().stagePageNotDrawn,
      before: ({ documentId }) => this.headings.after(documentId),
      mounted: (paper) => {
        paper.root.ariaLabel = words.page(paper.spot);
        this.fields.mounted(paper);
        this.showFrame();
      },
      unmounting: (paper) => this.fields.unmounting(paper),
      drawn: () => this.tellShown(),
      isHeld: ({ root }) =>
        root.contains(document.activeElement) ||
        (isDragging() && root.querySelector('.placed.selected') !== null),
    });
  }

  private showDocuments(): void {
    const { documents } = this.shownOf;
    this.sources.setDocuments(documents);
    this.headings.setDocuments(documents, (documentId) =>
      this.papers.all
        .filter(({ spot }) => spot.documentId === documentId)
        .sort((one, other) => one.spot.page - other.spot.page)
        .map(({ root }) => root),
    );
    for (const paper of this.papers.all) paper.root.ariaLabel = this.ports.words.page(paper.spot);
  }

  private arranged(rescaled: boolean): void {
    this.headings.put(this.view.floor);
    this.papers.put(rescaled);
    if (rescaled) this.fields.rescaled();
    this.showFrame();
  }

  private moved(): void {
    this.papers.update();
    this.sources.setNear(new Set(this.papers.all.map(({ spot }) => spot.documentId)));
    const { place } = this.view;
    const told = JSON.stringify(place);
    if (told === this.told) return;
    this.told = told;
    this.ports.placeChanged(place);
  }

  private sourceChanged(documentId: string): void {
    const of = this.shownOf.documents.find(({ id }) => id === documentId);
    if (of) this.headings.changed(of);
    this.papers.changed(documentId);
    if (this.sources.trouble(documentId)) this.tellShown();
  }

  private troubleOf(why: Refusal): Trouble {
    const strings = this.ports.strings();
    return why === 'encrypted'
      ? { text: strings.stageEncrypted, advice: strings.stageEncryptedAdvice }
      : { text: strings.stageNotShown, advice: strings.stageNotShownAdvice };
  }

  private tellShown(): void {
    if (this.isShown) return;
    this.isShown = true;
    this.ports.shown();
  }
}
