import type { Composition, FieldKind } from '../composition';

/** A change to the composition; gives the same object where nothing changes. Pure. */
export type Edit = (composition: Composition) => Composition;

/** What is different now. */
export interface Difference {
  readonly composition: boolean;
  readonly selection: boolean;
  /** The kind to be placed, or whose fields come next. */
  readonly tool: boolean;
}

interface Step {
  readonly before: Composition;
  readonly selectedBefore: readonly string[];
  readonly label: string;
}

export interface ApplyOptions {
  /** Steps with the same key that follow each other are one: the letters of a word, the moves of a drag. */
  readonly merge?: string | undefined;
  /** Fields to select afterwards. */
  readonly select?: readonly string[] | undefined;
}

/** The composition while it is edited: its history, without limit, what is selected, and what is about to be placed. No DOM. */
export class Editor {
  private readonly done: Step[] = [];
  private undone: {
    readonly step: Step;
    readonly after: Composition;
    readonly selectedAfter: readonly string[];
  }[] = [];
  /** Key of the last step while others may still join it. */
  private merging: string | undefined;
  private readonly listeners = new Set<{ readonly hear: (difference: Difference) => void }>();
  private selectedNow: readonly string[] = [];
  private toolNow: FieldKind | undefined;
  private signerNow: string | undefined;
  private revisionNow: number;

  constructor(
    private compositionNow: Composition,
    revision: number,
  ) {
    this.revisionNow = revision;
    this.signerNow = compositionNow.signers[0]?.id;
  }

  get composition(): Composition {
    return this.compositionNow;
  }
  /** Counts states. */
  get revision(): number {
    return this.revisionNow;
  }
  /** Ids of the selected fields, in the order in which they were selected. */
  get selected(): readonly string[] {
    return this.selectedNow;
  }
  /** The kind of field that a click places. */
  get tool(): FieldKind | undefined {
    return this.toolNow;
  }
  /** Whose fields are placed; `undefined` where nobody signs yet. */
  get signerId(): string | undefined {
    return this.signerNow;
  }
  /** Label of the step that undo takes back. */
  get undoLabel(): string | undefined {
    return this.done.at(-1)?.label;
  }
  get redoLabel(): string | undefined {
    return this.undone.at(-1)?.step.label;
  }

  /** Hears of every difference, after it; ends with the function it gives. */
  onDidChange(hear: (difference: Difference) => void): () => void {
    const listener = { hear };
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Does something that can be undone. `label` in the person's language: "Move 2 fields". False where nothing changed. */
  apply(edit: Edit, label: string, { merge, select }: ApplyOptions = {}): boolean {
    const after = edit(this.compositionNow);
    if (after === this.compositionNow) return false;
    const last = this.done.at(-1);
    const joins = merge !== undefined && merge === this.merging && last !== undefined;
    // A drag that ends where it began was none.
    const isBack = joins && after === last.before;
    if (isBack) this.done.pop();
    else if (!joins) this.done.push({ before: this.compositionNow, selectedBefore: this.selectedNow, label });
    this.merging = isBack ? undefined : merge;
    this.undone = [];
    this.go(after, select ?? this.selectedNow);
    return true;
  }

  /** The next step joins no earlier one, whatever its key: the end of a drag. */
  endMerge(): void {
    this.merging = undefined;
  }

  undo(): boolean {
    const step = this.done.pop();
    if (!step) return false;
    this.merging = undefined;
    this.undone.push({ step, after: this.compositionNow, selectedAfter: this.selectedNow });
    this.go(step.before, step.selectedBefore);
    return true;
  }

  redo(): boolean {
    const next = this.undone.pop();
    if (!next) return false;
    this.merging = undefined;
    this.done.push(next.step);
    this.go(next.after, next.selectedAfter);
    return true;
  }

  /** Ids of fields that do not exist are left out. What is done to another selection joins no earlier step. */
  select(fieldIds: readonly string[]): void {
    if (!this.choose(fieldIds)) return;
    this.merging = undefined;
    this.tell({ composition: false, selection: true, tool: false });
  }

  setTool(kind: FieldKind | undefined): void {
    if (kind === this.toolNow) return;
    this.toolNow = kind;
    this.tell({ composition: false, selection: false, tool: true });
  }

  /** Whose fields come next; nothing happens for somebody who does not sign. */
  setSigner(signerId: string): void {
    if (signerId === this.signerNow || !this.compositionNow.signers.some(({ id }) => id === signerId)) return;
    this.signerNow = signerId;
    this.tell({ composition: false, selection: false, tool: true });
  }

  private go(composition: Composition, selected: readonly string[]): void {
    this.compositionNow = composition;
    this.revisionNow += 1;
    const selection = this.choose(selected);
    const signerBefore = this.signerNow;
    if (!composition.signers.some(({ id }) => id === this.signerNow))
      this.signerNow = composition.signers[0]?.id;
    this.tell({ composition: true, selection, tool: signerBefore !== this.signerNow });
  }

  /** Whether another selection came of it. */
  private choose(fieldIds: readonly string[]): boolean {
    const before = this.selectedNow;
    const after = this.existing(fieldIds);
    if (before.length === after.length && before.every((id, index) => id === after[index])) return false;
    this.selectedNow = after;
    return true;
  }

  private existing(ids: readonly string[]): readonly string[] {
    if (ids.length === 0) return [];
    const known = new Set(this.compositionNow.fields.map(({ id }) => id));
    return [...new Set(ids)].filter((id) => known.has(id));
  }

  private tell(difference: Difference): void {
    for (const listener of [...this.listeners]) {
      // One that was heard before may have ended this one.
      if (this.listeners.has(listener)) listener.hear(difference);
    }
  }
}
