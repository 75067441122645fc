import type { Box, ComposedField } from '../composition';
import { moveFields, moveToPage } from '../model/fields';
import { hullOf, isOn, type Spot } from '../model/geometry';
import { EditingGesture, type Aim, type GesturePorts } from './gestures';
import type { SnapTargets } from './targets';

/** Drags the selected fields by one of them; those of its page go with it to other pages. */
export class Moving extends EditingGesture {
  private readonly ids: readonly string[];
  /** Those that are on the page of the one that is held, and the box around them. */
  private readonly group: readonly string[];
  private readonly hull: Box;
  private readonly home: Spot;
  /** Where in the hull it is held; points. */
  private readonly held: { readonly x: number; readonly y: number };
  private readonly targets: SnapTargets;

  constructor(ports: GesturePorts, field: ComposedField, from: Aim) {
    super(ports);
    this.ids = ports.editor.selected;
    this.home = { documentId: field.documentId, page: field.page };
    const chosen = new Set(this.ids);
    const group = this.base.fields.filter((each) => chosen.has(each.id) && isOn(each, this.home));
    this.group = group.map(({ id }) => id);
    this.hull = hullOf(group.map(({ box }) => box));
    const floor = ports.floor();
    const point = floor.on(floor.indexOf(this.home) ?? 0, from.x, from.y);
    this.held = { x: point.x - this.hull.x, y: point.y - this.hull.y };
    this.targets = this.targetsWithout(this.ids);
  }

  move(aim: Aim): void {
    const floor = this.ports.floor();
    const index = floor.at(aim.y);
    const spot = floor.spot(index);
    if (!spot) return;
    const point = floor.on(index, aim.x, aim.y);
    const wish = { ...this.hull, x: point.x - this.held.x, y: point.y - this.held.y };
    const { box, guides } = this.targets.move(spot, wish, aim.free);
    const label = this.ports.labels.move(this.ids.length);
    if (isOn(spot, this.home)) {
      this.show(moveFields(this.ids, box.x - this.hull.x, box.y - this.hull.y), label);
    } else {
      this.show((composition) => {
        const there = moveToPage(this.group, spot.documentId, spot.page)(composition);
        const chosen = new Set(this.group);
        const hull = hullOf(there.fields.filter(({ id }) => chosen.has(id)).map((field) => field.box));
        return moveFields(this.group, box.x - hull.x, box.y - hull.y)(there);
      }, label);
    }
    this.guide(spot, guides);
  }

  end(aim: Aim): void {
    this.move(aim);
    if (this.finish()) this.ports.done('moved', this.ids);
  }
}
