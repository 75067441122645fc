import { fieldsIn } from '../model/hit';
import type { Spot } from '../model/geometry';
import type { PagePoint } from './floor';
import type { Aim, Gesture, GesturePorts } from './gestures';
import { spanned } from './resizing';

/** Draws a box on empty paper; the fields of the page of which something is in it are selected. */
export class Marking implements Gesture {
  private readonly before: readonly string[];

  constructor(
    private readonly ports: GesturePorts,
    private readonly spot: Spot,
    private readonly from: PagePoint,
    private readonly adds: boolean,
  ) {
    this.before = ports.editor.selected;
  }

  move(aim: Aim): void {
    const { editor, overlay } = this.ports;
    const floor = this.ports.floor();
    const box = spanned(this.from, floor.on(this.from.index, aim.x, aim.y), floor.size(this.from.index));
    const found = fieldsIn(editor.composition, this.spot.documentId, this.spot.page, box);
    editor.select(this.adds ? [...this.before, ...found] : found);
    const paper = this.ports.paper(this.spot);
    if (paper) overlay.marquee(paper, box);
  }

  end(aim: Aim): void {
    this.move(aim);
    this.ports.overlay.clear();
    this.ports.done('selected', this.ports.editor.selected);
  }

  abandon(): void {
    this.ports.overlay.clear();
    this.ports.editor.select(this.before);
  }
}
