import { aimOf, type Aim, type Gesture, type GesturePorts } from './gestures';
import { Hover } from './hover';
import { Marking } from './marking';
import { Moving } from './moving';
import { sidesOf } from './overlay';
import { fieldIdOf } from './placed';
import { Placing } from './placing';
import { takeKinds } from './takeKinds';
import { Resizing } from './resizing';
import type { View } from './view';

/** Pixels that a hand may shake and still have clicked. */
const STILL = 3;
/** Pixels from an edge of what is seen, within which dragging scrolls, and how far it scrolls with each picture at most. */
const EDGE = 32;
const STEP = 24;

export interface PointerPorts extends GesturePorts {
  readonly view: View;
  readonly isBusy: () => boolean;
  readonly openProperties: () => void;
  /** Fields are to be placed, but nobody signs. */
  readonly nobodySigns: () => void;
  /** A drag has ended, whatever came of it. */
  readonly released: () => void;
}

/** A pointer that is down. */
interface Held {
  readonly pointerId: number;
  readonly downX: number;
  readonly downY: number;
  /** Made when the pointer has left the place where it went down; `undefined` where nothing comes of it. */
  readonly begin: (() => Gesture | undefined) | undefined;
  readonly click: () => void;
  gesture: Gesture | undefined;
}

/** Mouse, pen and finger on the pages. Whatever they do is done once per picture, with the last that is known of them. */
export class Pointer {
  private held: Held | undefined;
  private readonly hover: Hover;
  private last: MouseEvent | undefined;
  private frame = 0;

  constructor(private readonly ports: PointerPorts) {
    this.hover = new Hover(ports);
    const { root } = ports.view;
    root.addEventListener('pointerdown', (event) => this.down(event));
    root.addEventListener('pointermove', (event) => this.moved(event));
    root.addEventListener('pointerup', (event) => this.up(event));
    root.addEventListener('pointercancel', () => this.abandon());
    root.addEventListener('lostpointercapture', (event) => {
      if (this.held?.pointerId === event.pointerId) this.abandon();
    });
    root.addEventListener('pointerleave', () => this.hover.end());
    root.addEventListener('dblclick', (event) => this.open(event));
    root.addEventListener('click', (event) => this.chosen(event));
    takeKinds(ports, this.hover);
  }

  /** Whether something is being dragged. */
  get isDragging(): boolean {
    return this.held?.gesture !== undefined;
  }

  /** Takes back what is being done; false where nothing is. */
  abandon(): boolean {
    const gesture = this.release();
    if (!gesture) return false;
    gesture.abandon();
    this.ports.released();
    return true;
  }

  /** Something else has changed the composition: what is being done ends as it is. */
  interrupted(): void {
    this.hover.forget();
    if (!this.held) return;
    this.release();
    this.ports.overlay.clear();
    this.ports.released();
  }

  toolChanged(): void {
    const placing = this.ports.editor.tool !== undefined;
    this.ports.view.root.classList.toggle('placing', placing);
    if (placing && this.last && !this.held) this.later();
    else if (!placing) this.hover.end();
  }

  private down(event: PointerEvent): void {
    const { ports } = this;
    if (event.button !== 0 || this.held || ports.isBusy() || this.isOnScrollBar(event)) return;
    this.hover.end();
    this.last = event;
    const held = this.heldAt(event, this.aim(event));
    this.held = {
      pointerId: event.pointerId,
      downX: event.clientX,
      downY: event.clientY,
      gesture: undefined,
      ...held,
    };
  }

  /** What comes of a pointer that goes down here. */
  private heldAt(event: PointerEvent, aim: Aim): Pick<Held, 'begin' | 'click'> {
    const { editor } = this.ports;
    const sides = sidesOf(event.target);
    const chosen = editor.selected[0];
    if (sides && chosen !== undefined) {
      const begin = () => {
        const field = this.field(chosen);
        return field && new Resizing(this.ports, field, sides, aim);
      };
      return { begin, click: () => undefined };
    }
    const fieldId = fieldIdOf(event.target);
    return fieldId === undefined ? this.heldPaper(event, aim) : this.heldField(fieldId, aim);
  }

  private heldField(fieldId: string, aim: Aim): Pick<Held, 'begin' | 'click'> {
    const { editor } = this.ports;
    const { selected } = editor;
    const was = selected.includes(fieldId);
    if (!was) editor.select(aim.more ? [...selected, fieldId] : [fieldId]);
    const begin = () => {
      const field = this.field(fieldId);
      return field && new Moving(this.ports, field, aim);
    };
    const click = () => {
      if (was) editor.select(aim.more ? selected.filter((id) => id !== fieldId) : [fieldId]);
      this.ports.done('selected', editor.selected);
    };
    return { begin, click };
  }

  private heldPaper(event: PointerEvent, aim: Aim): Pick<Held, 'begin' | 'click'> {
    const { editor, view } = this.ports;
    const point = view.paperAt(aim.x, aim.y);
    const spot = point && view.floor.spot(point.index);
    const nothing = { begin: undefined, click: () => undefined };
    if (point && spot && editor.tool !== undefined) {
      const { tool, signerId } = editor;
      if (signerId === undefined) {
        this.ports.nobodySigns();
        return nothing;
      }
      const placing = new Placing(this.ports, tool, signerId, spot, point);
      return { begin: () => placing, click: () => placing.end(this.aim(event)) };
    }
    if (!aim.more) editor.select([]);
    // A finger scrolls.
    if (!point || !spot || event.pointerType === 'touch') return nothing;
    return {
      begin: () => new Marking(this.ports, spot, point, aim.more),
      click: () => this.ports.done('selected', editor.selected),
    };
  }

  private moved(event: PointerEvent): void {
    if (this.held && event.pointerId !== this.held.pointerId) return;
    this.last = event;
    if (this.held || this.ports.editor.tool !== undefined) this.later();
  }

  private up(event: PointerEvent): void {
    const { held } = this;
    if (held?.pointerId !== event.pointerId) return;
    this.last = event;
    this.begin(event);
    const gesture = this.release();
    if (!gesture) {
      held.click();
      return;
    }
    gesture.end(this.aim(event));
    this.ports.released();
  }

  private later(): void {
    if (this.frame !== 0) return;
    this.frame = window.requestAnimationFrame(() => {
      this.frame = 0;
      const { last } = this;
      if (!last || this.ports.isBusy()) return;
      if (!this.held) {
        this.hover.show(last.target, this.aim(last), this.ports.editor.tool);
        return;
      }
      this.begin(last);
      const { gesture } = this.held;
      if (!gesture) return;
      if (this.scroll(last)) this.later();
      gesture.move(this.aim(last));
    });
  }

  /** Makes the gesture, once the pointer has left the place where it went down. */
  private begin({ clientX, clientY }: MouseEvent): void {
    const { held } = this;
    if (!held?.begin || held.gesture) return;
    if (Math.hypot(clientX - held.downX, clientY - held.downY) < STILL) return;
    held.gesture = held.begin();
    if (!held.gesture) return;
    const { root } = this.ports.view;
    // Not before: a click is to reach what was clicked.
    root.setPointerCapture(held.pointerId);
    root.classList.add('dragging');
  }

  /** Nothing is held any more; gives what was being done with it. */
  private release(): Gesture | undefined {
    const { held } = this;
    this.held = undefined;
    if (!held) return undefined;
    const { root } = this.ports.view;
    root.classList.remove('dragging');
    if (root.hasPointerCapture(held.pointerId)) root.releasePointerCapture(held.pointerId);
    return held.gesture;
  }

  /** Scrolls while something is dragged to an edge; false where there is no need. */
  private scroll(event: MouseEvent): boolean {
    const { scroller, room } = this.ports.view;
    const { x, y } = scroller.seen(event);
    const down = speed(y, room.height);
    const across = speed(x, room.width);
    if (down === 0 && across === 0) return false;
    const { top, left } = scroller;
    scroller.go(top + down, left + across);
    return top !== scroller.top || left !== scroller.left;
  }

  private aim(event: MouseEvent): Aim {
    return aimOf(this.ports.view.scroller, event);
  }

  private isOnScrollBar(event: MouseEvent): boolean {
    const { scroller, room } = this.ports.view;
    const { x, y } = scroller.seen(event);
    return x >= room.width || y >= room.height;
  }

  private field(fieldId: string) {
    return this.ports.editor.composition.fields.find(({ id }) => id === fieldId);
  }

  // ---- other ways of pointing ----

  private open(event: MouseEvent): void {
    const fieldId = fieldIdOf(event.target);
    if (fieldId === undefined || this.ports.isBusy() || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    this.ports.editor.select([fieldId]);
    this.ports.openProperties();
  }

  /** What screen readers do in place of a click has no pointer. */
  private chosen(event: MouseEvent): void {
    const fieldId = event.detail === 0 ? fieldIdOf(event.target) : undefined;
    if (fieldId !== undefined && !this.ports.isBusy()) this.ports.editor.select([fieldId]);
  }
}

/** Pixels to scroll by, the more the nearer to an edge, or beyond. */
function speed(at: number, room: number): number {
  const before = EDGE - at;
  const behind = at - (room - EDGE);
  const far = Math.max(before, behind);
  if (far <= 0 || room < 3 * EDGE) return 0;
  return Math.sign(behind - before) * Math.min(STEP, Math.ceil((far / EDGE) * STEP));
}
