import type { Box, ComposedField } from '../composition';
import { MIN_SIZE, resizeField } from '../model/fields';
import { bottom, clamp, right } from '../model/geometry';
import type { Side } from '../model/snap';
import { EditingGesture, type Aim, type GesturePorts } from './gestures';
import type { PagePoint } from './floor';
import type { SnapTargets } from './targets';

/** Drags one or two sides of a field. */
export class Resizing extends EditingGesture {
  private readonly targets: SnapTargets;
  private readonly from: PagePoint;

  constructor(
    ports: GesturePorts,
    private readonly field: ComposedField,
    private readonly sides: readonly Side[],
    from: Aim,
  ) {
    super(ports);
    this.targets = this.targetsWithout([field.id]);
    this.from = this.point(from);
  }

  move(aim: Aim): void {
    const { field, sides } = this;
    const point = this.point(aim);
    const wish = dragged(field.box, sides, point.x - this.from.x, point.y - this.from.y);
    const { box, guides } = this.targets.resize(field, wish, sides, aim.free);
    this.show(resizeField(field.id, box), this.ports.labels.resize());
    this.guide(field, guides);
  }

  end(aim: Aim): void {
    this.move(aim);
    if (this.finish()) this.ports.done('resized', [this.field.id]);
  }

  /** On the field's own page, wherever the pointer is. */
  private point({ x, y }: Aim): PagePoint {
    const floor = this.ports.floor();
    return floor.on(floor.indexOf(this.field) ?? 0, x, y);
  }
}

/** The box with these sides moved by so many points, none of them past the one across from it. */
export function dragged(box: Box, sides: readonly Side[], dx: number, dy: number): Box {
  const most = {
    left: box.width - MIN_SIZE.width,
    top: box.height - MIN_SIZE.height,
  };
  const left = sides.includes('left') ? Math.min(dx, most.left) : 0;
  const top = sides.includes('top') ? Math.min(dy, most.top) : 0;
  const across = sides.includes('right') ? Math.max(dx, -most.left) : -left;
  const down = sides.includes('bottom') ? Math.max(dy, -most.top) : -top;
  return { x: box.x + left, y: box.y + top, width: box.width + across, height: box.height + down };
}

/** The box between two points of a page of this size. */
export function spanned(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  page: { readonly width: number; readonly height: number },
): Box {
  const [x1, x2] = [clamp(from.x, 0, page.width), clamp(to.x, 0, page.width)];
  const [y1, y2] = [clamp(from.y, 0, page.height), clamp(to.y, 0, page.height)];
  return {
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
}

/** Which sides of the box between two points are at the second. */
export function sidesAt(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): readonly Side[] {
  return [to.x < from.x ? 'left' : 'right', to.y < from.y ? 'top' : 'bottom'];
}

/** Whether a box is one that somebody drew, not what comes of a hand that is not quite still. */
export function isDrawn(box: Box): boolean {
  return right(box) - box.x >= MIN_SIZE.width && bottom(box) - box.y >= MIN_SIZE.height;
}
