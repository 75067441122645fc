import { filled } from '../../viewer/strings';
import type { Box, ComposedField, FieldKind } from '../composition';
import { fieldsOf } from '../model/change';
import type { Edit, Editor } from '../model/editor';
import {
  addField,
  copyFields,
  DEFAULT_SIZES,
  duplicateFields,
  freeBox,
  moveFields,
  newField,
  pasteFields,
  removeFields,
  resizeField,
  setFields,
  type Copied,
} from '../model/fields';
import { bottom, isOn, type Spot } from '../model/geometry';
import type { StageCommand } from '../model/keys';
import { GAP } from '../model/room';
import type { Focus } from './focus';
import type { StageStrings } from './strings';
import { travel, type Direction } from './travel';
import type { Words } from './words';

/** Milliseconds within which strokes of an arrow key are one step for undo. */
const TOGETHER = 1000;

export interface CommandsPorts {
  readonly editor: Editor;
  readonly focus: Pick<Focus, 'fieldId' | 'isInside' | 'beside' | 'toField' | 'toPages'>;
  readonly words: Words;
  readonly strings: () => StageStrings;
  readonly newId: () => string;
  readonly announce: (text: string) => void;
  readonly nameOf: (signerId: string) => string;
  /** The page in view, and the middle of what is seen of it, in points. */
  readonly inView: () => { readonly spot: Spot; readonly x: number; readonly y: number } | undefined;
  /** Brings a field into view as it is now. */
  readonly reveal: (fieldId: string) => void;
  readonly openProperties: () => void;
}

/** The commands of the stage's keys that are not about the view. */
export type EditingCommand = Exclude<StageCommand, { readonly do: 'page' | 'zoom' }>;

/**
 * What keys do to fields. They are meant for the selected fields, or for the one that has the focus where it is not among those; whose
 * fields are, for the selected ones alone.
 */
export class Commands {
  private copied: Copied | undefined;
  private strokes = { key: '', at: 0, number: 0 };

  constructor(private readonly ports: CommandsPorts) {}

  /** False where there is nothing to do, and the key may do what it does elsewhere. */
  run(command: EditingCommand): boolean {
    const { editor } = this.ports;
    switch (command.do) {
      case 'place':
        return this.place(command.kind);
      case 'signer':
        return this.signer(command.index);
      case 'nudge':
        return this.nudge(command.dx, command.dy);
      case 'grow':
        return this.grow(command.dw, command.dh);
      case 'toggle':
        return editor.tool === undefined ? this.toggle() : this.placeTool(editor.tool);
      case 'remove':
        return this.remove('remove');
      case 'properties':
        return editor.tool === undefined ? this.properties() : this.placeTool(editor.tool);
      case 'escape':
        return this.escape();
      case 'selectAll':
        return this.selectAll();
      case 'copy':
        return this.copy();
      case 'cut':
        return this.copy() && this.remove('cut');
      case 'paste':
        return this.paste();
      case 'duplicate':
        return this.duplicate();
      case 'undo':
      case 'redo':
        return this.travel(command.do);
      case 'help':
        // It is there wherever the focus is.
        return false;
    }
  }

  /** Ids of the fields that a command is for; they are selected from now on. */
  private target(): readonly string[] {
    const { editor, focus } = this.ports;
    const { fieldId } = focus;
    if (fieldId !== undefined && !editor.selected.includes(fieldId)) editor.select([fieldId]);
    return editor.selected;
  }

  private placeTool(kind: FieldKind): boolean {
    const placed = this.place(kind);
    if (placed) this.ports.editor.setTool(undefined);
    return placed;
  }

  private place(kind: FieldKind): boolean {
    const { editor, newId, words } = this.ports;
    const view = this.ports.inView();
    if (!view) return false;
    if (editor.signerId === undefined) {
      this.ports.announce(this.ports.strings().stageNoSigner);
      return true;
    }
    const { composition, signerId } = editor;
    const { documentId, page } = view.spot;
    const box = freeBox(composition, view.spot, this.wish(kind, view));
    const id = newId();
    const field = newField(composition, { id, kind, signerId, documentId, page, ...box });
    if (!editor.apply(addField(field), words.addStep(kind), { select: [id] })) return false;
    this.arrived([id], this.ports.strings().stageAdded);
    return true;
  }

  /** Right below the selected field, or in the middle of what is seen of the page. */
  private wish(
    kind: FieldKind,
    { spot, x, y }: { readonly spot: Spot; readonly x: number; readonly y: number },
  ): Box {
    const { editor, focus } = this.ports;
    const { width, height } = DEFAULT_SIZES[kind];
    const chosen = focus.fieldId ?? editor.selected.at(-1);
    const above = editor.composition.fields.find((field) => field.id === chosen && isOn(field, spot));
    if (above) return { x: above.box.x, y: bottom(above.box) + GAP, width, height };
    return { x: x - width / 2, y: y - height / 2, width, height };
  }

  private signer(index: number): boolean {
    const { editor, strings, nameOf, words, announce } = this.ports;
    const signer = editor.composition.signers[index];
    if (!signer) return false;
    // Not what has the focus: whose fields come next can be said from there as well.
    const ids = editor.selected;
    const name = nameOf(signer.id);
    if (ids.length === 0) {
      editor.setSigner(signer.id);
      announce(filled(strings().stageNextFor, name));
      return true;
    }
    editor.apply(setFields(ids, { signerId: signer.id }), strings().stageStepSigner);
    announce(filled(strings().stageChangedHands, name, words.fields(ids)));
    return true;
  }

  private nudge(dx: number, dy: number): boolean {
    const ids = this.target();
    if (ids.length === 0) return false;
    const { words } = this.ports;
    this.stroke(`move ${ids.join(' ')}`, moveFields(ids, dx, dy), words.moveStep(ids.length));
    this.ports.announce(words.fields(ids));
    this.revealFirst(ids);
    return true;
  }

  private grow(dw: number, dh: number): boolean {
    const ids = this.target();
    if (ids.length === 0) return false;
    const { words, strings } = this.ports;
    const edit: Edit = (composition) =>
      fieldsOf(composition, ids).reduce((now, { id, box }) => {
        const larger = { ...box, width: box.width + dw, height: box.height + dh };
        return resizeField(id, larger)(now);
      }, composition);
    this.stroke(`grow ${ids.join(' ')}`, edit, strings().stageStepResize);
    const [first] = ids;
    this.ports.announce(first !== undefined && ids.length === 1 ? words.size(first) : words.fields(ids));
    this.revealFirst(ids);
    return true;
  }

  private stroke(key: string, edit: Edit, label: string): void {
    const now = performance.now();
    const joins = this.strokes.key === key && now - this.strokes.at < TOGETHER;
    this.strokes = { key, at: now, number: this.strokes.number + (joins ? 0 : 1) };
    this.ports.editor.apply(edit, label, { merge: `stroke ${this.strokes.number}` });
  }

  private toggle(): boolean {
    const { editor, focus, words, announce } = this.ports;
    const { fieldId } = focus;
    if (fieldId === undefined) return false;
    const { selected } = editor;
    editor.select(
      selected.includes(fieldId) ? selected.filter((id) => id !== fieldId) : [...selected, fieldId],
    );
    announce(words.selection());
    return true;
  }

  private remove(why: 'remove' | 'cut'): boolean {
    const ids = this.target();
    if (ids.length === 0) return false;
    const { editor, focus, words, strings } = this.ports;
    const had = focus.isInside;
    const next = focus.beside(ids);
    const said = filled(strings().stageRemoved, words.fields(ids));
    editor.apply(removeFields(ids), why === 'cut' ? strings().stageStepCut : words.removeStep(ids.length));
    if (had && (next === undefined || !focus.toField(next))) focus.toPages();
    this.ports.announce(said);
    return true;
  }

  private properties(): boolean {
    if (this.target().length === 0) return false;
    this.ports.openProperties();
    return true;
  }

  private escape(): boolean {
    const { editor, announce, strings } = this.ports;
    if (editor.tool !== undefined) {
      editor.setTool(undefined);
      announce(strings().stageToolOff);
      return true;
    }
    if (editor.selected.length === 0) return false;
    editor.select([]);
    announce(strings().stageNoneSelected);
    return true;
  }

  private selectAll(): boolean {
    const { editor, words, announce } = this.ports;
    const spot = this.ports.inView()?.spot;
    if (!spot) return false;
    editor.select(editor.composition.fields.filter((field) => isOn(field, spot)).map(({ id }) => id));
    announce(words.selection());
    return true;
  }

  private copy(): boolean {
    const ids = this.target();
    if (ids.length === 0) return false;
    this.copied = copyFields(this.ports.editor.composition, ids);
    this.ports.announce(filled(this.ports.strings().stageCopied, this.ports.words.fields(ids)));
    return true;
  }

  private paste(): boolean {
    const { editor, newId, strings } = this.ports;
    const spot = this.ports.inView()?.spot;
    if (!spot || !this.copied) return false;
    const { edit, ids } = pasteFields(editor.composition, this.copied, spot.documentId, spot.page, newId);
    if (!editor.apply(edit, strings().stageStepPaste, { select: ids })) return false;
    this.arrived(ids, strings().stagePasted);
    return true;
  }

  private duplicate(): boolean {
    const target = this.target();
    if (target.length === 0) return false;
    const { editor, newId, strings } = this.ports;
    const { edit, ids } = duplicateFields(editor.composition, target, newId);
    if (!editor.apply(edit, strings().stageStepDuplicate, { select: ids })) return false;
    this.arrived(ids, strings().stageAdded);
    return true;
  }

  private travel(direction: Direction): boolean {
    const { editor, announce } = this.ports;
    const strings = this.ports.strings();
    const nothing = direction === 'undo' ? strings.stageNothingToUndo : strings.stageNothingToRedo;
    announce(travel(editor, direction, strings) ?? nothing);
    return true;
  }

  /** These fields are new: they come into view and the first of them has the focus. */
  private arrived(ids: readonly string[], template: string): void {
    this.revealFirst(ids);
    const [first] = ids;
    if (first !== undefined) this.ports.focus.toField(first);
    this.ports.announce(filled(template, this.ports.words.fields(ids)));
  }

  private revealFirst(ids: readonly string[]): void {
    const { focus } = this.ports;
    const shown = ids.find((id) => id === focus.fieldId) ?? ids[0];
    if (shown !== undefined) this.ports.reveal(shown);
  }
}

/** The field with this id. */
export function fieldOf(editor: Editor, fieldId: string): ComposedField | undefined {
  return editor.composition.fields.find(({ id }) => id === fieldId);
}
