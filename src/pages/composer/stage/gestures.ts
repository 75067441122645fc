/** What is done with a pointer that is held down, from one point to another. Points are pixels of the ground. */
import type { Composition, FieldKind } from '../composition';
import type { Edit, Editor } from '../model/editor';
import type { Spot } from '../model/geometry';
import type { Guide } from '../model/snap';
import type { Floor } from './floor';
import type { Overlay } from './overlay';
import type { Paper } from './paper';
import type { SignerLook } from '../model/signerLook';
import type { Scroller } from './scroller';
import { SnapTargets } from './targets';

/** Where the pointer is, and what is held with it. */
export interface Aim {
  readonly x: number;
  readonly y: number;
  /** Nothing is pulled anywhere. */
  readonly free: boolean;
  /** Adds to what is there: to the selection, or one more field of the same kind. */
  readonly more: boolean;
}

/** Where a pointer is on the ground of the pages. */
export function aimOf(scroller: Scroller, event: MouseEvent): Aim {
  return {
    ...scroller.ground(event),
    free: event.altKey,
    more: event.shiftKey || event.ctrlKey || event.metaKey,
  };
}

export interface Gesture {
  move(aim: Aim): void;
  end(aim: Aim): void;
  /** As if it had never been. */
  abandon(): void;
}

export interface GesturePorts {
  readonly editor: Editor;
  readonly floor: () => Floor;
  readonly overlay: Overlay;
  readonly paper: (spot: Spot) => Paper | undefined;
  readonly baselines: (spot: Spot) => Promise<readonly number[]>;
  readonly newId: () => string;
  readonly look: (signerId: string) => SignerLook;
  readonly labels: {
    readonly add: (kind: FieldKind) => string;
    readonly move: (count: number) => string;
    readonly resize: () => string;
  };
  /** Shows fields as they are in this composition, until the edited one is another. */
  readonly preview: (composition: Composition) => void;
  /** Something was done that is worth saying: these fields are now where they are. */
  readonly done: (what: 'added' | 'moved' | 'resized' | 'selected', fieldIds: readonly string[]) => void;
}

/**
 * One drag that edits. Until it ends only the fields on the pages show what would become of it: nothing is saved, and no panel draws
 * itself anew with every move of a pointer.
 */
export abstract class EditingGesture implements Gesture {
  protected readonly base: Composition;
  private outcome: { readonly edit: Edit; readonly label: string } | undefined;

  constructor(protected readonly ports: GesturePorts) {
    this.base = ports.editor.composition;
  }

  abstract move(aim: Aim): void;
  abstract end(aim: Aim): void;

  abandon(): void {
    this.ports.overlay.clear();
    this.ports.preview(this.base);
  }

  /** What comes of it if it ends now. */
  protected show(edit: Edit, label: string): void {
    this.outcome = { edit, label };
    this.ports.preview(edit(this.base));
  }

  /** True where something is different from before. */
  protected finish(): boolean {
    this.ports.overlay.clear();
    const { outcome } = this;
    return outcome !== undefined && this.ports.editor.apply(outcome.edit, outcome.label);
  }

  /** What the fields that are not `moving` pull to. */
  protected targetsWithout(moving: readonly string[]): SnapTargets {
    return new SnapTargets(this.base, moving, this.ports.baselines, this.ports.floor().scale);
  }

  protected guide(spot: Spot, guides: readonly Guide[]): void {
    const paper = this.ports.paper(spot);
    if (paper) this.ports.overlay.guide(paper, guides);
  }
}
