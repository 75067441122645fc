import { filled } from '../../viewer/strings';
import type { ComposedField, FieldKind } from '../composition';
import { describeField, describeSelection, describeSize } from '../model/announce';
import { fieldsOf } from '../model/change';
import type { Editor } from '../model/editor';
import type { Spot } from '../model/geometry';
import { kindNames } from './kinds';
import type { SignerLook } from '../model/signerLook';
import type { StageStrings } from './strings';

/** What the stage says of fields: to people who do not see it, and as names of steps that can be undone. */
export class Words {
  constructor(
    private readonly editor: Editor,
    private readonly strings: () => StageStrings,
    private readonly look: (signerId: string) => SignerLook,
  ) {}

  kind(kind: FieldKind): string {
    return kindNames(this.strings())[kind];
  }

  /** "Signature, Ada Example, page 2, 120 by 640", or "3 fields". */
  fields(ids: readonly string[]): string {
    return this.of(fieldsOf(this.editor.composition, ids));
  }

  of(fields: readonly ComposedField[]): string {
    const strings = this.strings();
    const [first, ...more] = fields;
    if (!first || more.length > 0) return filled(strings.stageCount, fields.length);
    return describeField(first, this.look(first.signerId).name, kindNames(strings), strings.stageField);
  }

  size(fieldId: string): string {
    const strings = this.strings();
    const [field] = fieldsOf(this.editor.composition, [fieldId]);
    return field ? describeSize(field, kindNames(strings), strings.stageFieldSize) : '';
  }

  selection(): string {
    const strings = this.strings();
    const fields = fieldsOf(this.editor.composition, this.editor.selected);
    return describeSelection(fields, (id) => this.look(id).name, kindNames(strings), {
      one: strings.stageField,
      several: strings.stageSelected,
      none: strings.stageNoneSelected,
    });
  }

  /** "Page 2 of 4, sow.pdf". */
  page({ documentId, page }: Spot): string {
    const of = this.editor.composition.documents.find(({ id }) => id === documentId);
    return filled(this.strings().stagePage, page, of?.pages.length ?? page, of?.name ?? '');
  }

  /** `factor` 1 is 100 %. */
  zoom(factor: number): string {
    return filled(this.strings().stageZoom, Math.round(factor * 100));
  }

  addStep(kind: FieldKind): string {
    return filled(this.strings().stageStepAdd, this.kind(kind));
  }
  moveStep(count: number): string {
    const { stageStepMove, stageStepMoveMany } = this.strings();
    return count === 1 ? stageStepMove : filled(stageStepMoveMany, count);
  }
  removeStep(count: number): string {
    const { stageStepRemove, stageStepRemoveMany } = this.strings();
    return count === 1 ? stageStepRemove : filled(stageStepRemoveMany, count);
  }
}
