import type { Box, Composition, PageSize } from '../composition';
import { intoPage, isOn, keyOf, pagesOf, type Spot } from '../model/geometry';
import { snap, snapSides, type Side, type Snapped, type SnapTo } from '../model/snap';

/** Pixels by which a field is pulled. */
const PULL = 6;

interface Target {
  readonly others: readonly Box[];
  readonly page: PageSize;
  baselines: readonly number[];
}

/** What fields may be pulled to during one drag, worked out once per page. */
export class SnapTargets {
  private readonly byPage = new Map<string, Target>();
  private readonly moving: ReadonlySet<string>;

  constructor(
    private readonly composition: Composition,
    moving: readonly string[],
    private readonly baselines: (spot: Spot) => Promise<readonly number[]>,
    private readonly scale: number,
  ) {
    this.moving = new Set(moving);
  }

  /** The box where it would come to stand: on the page, and pulled unless `free`. */
  move(spot: Spot, box: Box, free: boolean): Snapped {
    const target = this.of(spot);
    if (!target) return { box, guides: [] };
    const inside = intoPage(box, target.page);
    return free ? { box: inside, guides: [] } : snap(inside, this.with(target));
  }

  /** The same for a box of which these sides are dragged. */
  resize(spot: Spot, box: Box, sides: readonly Side[], free: boolean): Snapped {
    const target = this.of(spot);
    if (!target || free) return { box, guides: [] };
    return snapSides(box, sides, this.with(target));
  }

  private with({ others, page, baselines }: Target): SnapTo {
    return { others, page, baselines, tolerance: PULL / this.scale };
  }

  private of(spot: Spot): Target | undefined {
    const key = keyOf(spot);
    const known = this.byPage.get(key);
    if (known) return known;
    const page = pagesOf(this.composition)(spot);
    if (!page) return undefined;
    const others = this.composition.fields.filter((field) => isOn(field, spot) && !this.moving.has(field.id));
    const target: Target = { others: others.map(({ box }) => box), page, baselines: [] };
    this.byPage.set(key, target);
    // They come when they are read; until then there is nothing to stand on.
    void this.baselines(spot).then((heights) => {
      target.baselines = heights;
    });
    return target;
  }
}
