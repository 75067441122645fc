/** While something is asked or sent nothing may be edited; the focus comes back to where it was. */
export class Busyness {
  private now = false;
  private focusBefore: HTMLElement | undefined;

  /** @param parts what may not be worked meanwhile. */
  constructor(private readonly parts: () => readonly HTMLElement[]) {}

  get isBusy(): boolean {
    return this.now;
  }

  set(busy: boolean): void {
    if (busy === this.now) return;
    this.now = busy;
    const focused = document.activeElement;
    if (busy) this.focusBefore = focused instanceof HTMLElement ? focused : undefined;
    for (const part of this.parts()) part.inert = busy;
    document.body.classList.toggle('busy', busy);
    if (busy) return;
    this.focusBefore?.focus();
    this.focusBefore = undefined;
  }
}
