import type { Box, FieldKind } from '../composition';
import { addField, DEFAULT_SIZES, newField } from '../model/fields';
import type { Spot } from '../model/geometry';
import type { Guide } from '../model/snap';
import type { PagePoint } from './floor';
import type { Aim, Gesture, GesturePorts } from './gestures';
import { isDrawn, sidesAt, spanned } from './resizing';
import { SnapTargets } from './targets';

/** Places a field: where the pointer goes down, or in the box that is drawn from there. */
export class Placing implements Gesture {
  private readonly targets: SnapTargets;
  private box: Box | undefined;

  constructor(
    private readonly ports: GesturePorts,
    private readonly kind: FieldKind,
    private readonly signerId: string,
    private readonly spot: Spot,
    private readonly from: PagePoint,
  ) {
    this.targets = targetsOf(ports);
  }

  move(aim: Aim): void {
    const floor = this.ports.floor();
    const { from } = this;
    const to = floor.on(from.index, aim.x, aim.y);
    const drawn = spanned(from, to, floor.size(from.index));
    this.box = isDrawn(drawn) ? drawn : undefined;
    if (!this.box) {
      showGhost(this.ports, this.targets, this.spot, from, { kind: this.kind, free: aim.free });
      return;
    }
    const { box, guides } = this.targets.resize(this.spot, this.box, sidesAt(from, to), aim.free);
    this.box = box;
    ghost(this.ports, this.spot, box, guides);
  }

  end(aim: Aim): void {
    this.move(aim);
    const { ports, spot, kind, from } = this;
    ports.overlay.clear();
    const { signerId } = this;
    if (this.box) place(ports, kind, signerId, spot, this.box);
    else placeAt(ports, this.targets, { kind, signerId, spot, point: from, free: aim.free });
    if (!aim.more) ports.editor.setTool(undefined);
  }

  abandon(): void {
    this.ports.overlay.clear();
  }
}

export interface PlaceWish {
  readonly kind: FieldKind;
  readonly signerId: string;
  readonly spot: Spot;
  readonly point: PagePoint;
  readonly free: boolean;
}

/** Adds a field of the usual size with this point in its middle, unless it is pulled elsewhere, and selects it. */
export function placeAt(
  ports: GesturePorts,
  targets: SnapTargets,
  { kind, signerId, spot, point, free }: PlaceWish,
): void {
  place(ports, kind, signerId, spot, targets.move(spot, aroundPoint(kind, point), free).box);
}

/** Adds a field in this box and selects it. */
function place(ports: GesturePorts, kind: FieldKind, signerId: string, spot: Spot, box: Box): void {
  const { editor } = ports;
  const id = ports.newId();
  const { documentId, page } = spot;
  const field = newField(editor.composition, { id, kind, signerId, documentId, page, ...box });
  if (editor.apply(addField(field), ports.labels.add(kind), { select: [id] })) ports.done('added', [id]);
}

/** Shows where a field of the usual size would come to stand. */
export function showGhost(
  ports: GesturePorts,
  targets: SnapTargets,
  spot: Spot,
  at: PagePoint,
  { kind, free }: { readonly kind: FieldKind; readonly free: boolean },
): void {
  const { box, guides } = targets.move(spot, aroundPoint(kind, at), free);
  ghost(ports, spot, box, guides);
}

/** What a field that is not there yet is pulled to. */
export function targetsOf(ports: GesturePorts): SnapTargets {
  return new SnapTargets(ports.editor.composition, [], ports.baselines, ports.floor().scale);
}

function ghost(ports: GesturePorts, spot: Spot, box: Box, guides: readonly Guide[]): void {
  const paper = ports.paper(spot);
  if (!paper) return;
  const { signerId } = ports.editor;
  ports.overlay.ghost(paper, box, signerId === undefined ? undefined : ports.look(signerId));
  ports.overlay.guide(paper, guides);
}

/** The usual box with this point in its middle. */
function aroundPoint(kind: FieldKind, { x, y }: PagePoint): Box {
  const { width, height } = DEFAULT_SIZES[kind];
  return { x: x - width / 2, y: y - height / 2, width, height };
}
