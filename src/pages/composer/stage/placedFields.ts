import { filled } from '../../viewer/strings';
import type { ComposedField, Composition } from '../composition';
import { describeField } from '../model/announce';
import { inReadingOrder } from '../model/fields';
import { isOn } from '../model/geometry';
import { kindNames } from './kinds';
import type { Paper } from './paper';
import { Placed } from './placed';
import type { SignerLook } from '../model/signerLook';
import type { Papers } from './papers';
import type { StageStrings } from './strings';

export interface PlacedFieldsPorts {
  readonly papers: () => Papers;
  readonly scale: () => number;
  readonly look: (signerId: string) => SignerLook;
  readonly strings: () => StageStrings;
  /** While fields are dragged nobody wants to hear where they are. */
  readonly isDragging: () => boolean;
}

/** The fields on the papers that exist. Of what is different only that is touched, since it is asked for with every move of a mouse. */
export class PlacedFields {
  private readonly byId = new Map<string, Placed>();
  private shown: Composition | undefined;
  private selected: readonly string[] = [];
  private passes = 0;
  /** Those that a drag has taken elsewhere: their size and their name are made right when it ends. */
  private readonly dragged = new Set<Placed>();

  constructor(private readonly ports: PlacedFieldsPorts) {}

  get(fieldId: string): Placed | undefined {
    return this.byId.get(fieldId);
  }

  /** Shows a composition. */
  show(composition: Composition): void {
    const before = this.shown;
    this.shown = composition;
    if (before === composition) return;
    const relook = before?.signers !== composition.signers;
    if (!relook && before.fields === composition.fields) return;
    this.passes += 1;
    for (const field of composition.fields) {
      const placed = this.byId.get(field.id);
      if (placed?.field === field && !relook) placed.pass = this.passes;
      else if (placed) this.renew(placed, field);
      else this.add(field);
    }
    for (const [id, placed] of this.byId) {
      if (placed.pass === this.passes) continue;
      placed.root.remove();
      this.byId.delete(id);
    }
  }

  select(fieldIds: readonly string[]): void {
    const now = new Set(fieldIds);
    for (const id of this.selected) {
      const placed = now.has(id) ? undefined : this.byId.get(id);
      if (placed) placed.isSelected = false;
    }
    const before = new Set(this.selected);
    for (const id of fieldIds) {
      const placed = before.has(id) ? undefined : this.byId.get(id);
      if (placed) placed.isSelected = true;
    }
    this.selected = fieldIds;
  }

  /** The scale is another. */
  rescaled(): void {
    const scale = this.ports.scale();
    for (const placed of this.byId.values()) placed.put(placed.field, scale);
  }

  /** After a drag: what was dragged is as large as it is where it is now, and says so. */
  settle(): void {
    for (const placed of this.dragged) this.dress(placed, placed.field);
    this.dragged.clear();
  }

  /** Puts the fields of a page onto its paper, in the order in which they are read. */
  mounted(paper: Paper): void {
    if (!this.shown) return;
    const fields = this.shown.fields.filter((field) => isOn(field, paper.spot));
    for (const field of inReadingOrder({ ...this.shown, fields })) this.add(field);
  }

  unmounting(paper: Paper): void {
    for (const [id, placed] of this.byId) if (isOn(placed.field, paper.spot)) this.byId.delete(id);
  }

  private add(field: ComposedField): void {
    const paper = this.ports.papers().get(field);
    if (!paper) return;
    const placed = new Placed(field);
    this.byId.set(field.id, placed);
    this.dress(placed, field);
    placed.isSelected = this.selected.includes(field.id);
    placed.pass = this.passes;
    paper.layer.append(placed.root);
  }

  private renew(placed: Placed, field: ComposedField): void {
    const { layer } = this.ports.papers().get(field) ?? {};
    // Without a paper it goes at the end of the pass.
    if (!layer) return;
    placed.pass = this.passes;
    if (placed.root.parentElement !== layer) {
      const focused = placed.root === document.activeElement;
      layer.append(placed.root);
      if (focused) placed.root.focus({ preventScroll: true });
    }
    if (this.ports.isDragging()) {
      placed.drag(field, this.ports.scale());
      this.dragged.add(placed);
    } else {
      this.dress(placed, field);
    }
  }

  private dress(placed: Placed, field: ComposedField): void {
    const strings = this.ports.strings();
    placed.show(field, this.ports.look(field.signerId), kindNames(strings)[field.kind], this.label(field));
    placed.put(field, this.ports.scale());
  }

  private label(field: ComposedField): string {
    const strings = this.ports.strings();
    const { name } = this.ports.look(field.signerId);
    const place = describeField(field, name, kindNames(strings), strings.stageField);
    return field.label === undefined ? place : filled('{0}, {1}', field.label, place);
  }
}
