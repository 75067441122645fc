import type { Composition, FieldKind } from '../composition';
import type { Aim, GesturePorts } from './gestures';
import { fieldIdOf } from './placed';
import { showGhost, targetsOf } from './placing';
import type { SnapTargets } from './targets';
import { sidesOf } from './overlay';

/** Shows where a field would come to stand, while nothing is held. */
export class Hover {
  private targets: SnapTargets | undefined;
  private of: Composition | undefined;
  private scale = 0;

  constructor(private readonly ports: GesturePorts) {}

  show(over: EventTarget | null | undefined, aim: Aim, kind: FieldKind | undefined): void {
    const floor = this.ports.floor();
    const isOnField = fieldIdOf(over ?? null) !== undefined || sidesOf(over ?? null) !== undefined;
    if (kind === undefined || isOnField || !floor.isPaper(aim.x, aim.y)) {
      this.end();
      return;
    }
    const index = floor.at(aim.y);
    const spot = floor.spot(index);
    if (!spot) return;
    const { composition } = this.ports.editor;
    if (this.of !== composition || this.scale !== floor.scale) this.forget();
    this.targets ??= targetsOf(this.ports);
    this.of = composition;
    this.scale = floor.scale;
    showGhost(this.ports, this.targets, spot, floor.on(index, aim.x, aim.y), { kind, free: aim.free });
  }

  end(): void {
    this.ports.overlay.clear();
  }

  /** Where fields stand is different. */
  forget(): void {
    this.targets = undefined;
  }
}
