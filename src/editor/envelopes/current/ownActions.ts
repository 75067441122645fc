/** How long what the person did here may explain what is found, where it could not be read again. */
const FOR = 600_000;

/** What the person has done here: news of it would tell them nothing. */
export class OwnActions {
  /** By id: when something was done, until its outcome was read. */
  private readonly actions = new Map<string, number>();

  /** @param monotonic milliseconds of a clock that never jumps */
  constructor(private readonly monotonic: () => number) {}

  begin(envelopeId: string): void {
    this.actions.set(envelopeId, this.monotonic());
  }

  /** Its outcome is known. */
  end(envelopeId: string): void {
    this.actions.delete(envelopeId);
  }

  /** Whether an action explains what was found; it explains one thing only. */
  explains(envelopeId: string): boolean {
    const at = this.actions.get(envelopeId);
    this.actions.delete(envelopeId);
    return at !== undefined && this.monotonic() - at < FOR;
  }
}
