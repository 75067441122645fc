import type { ComposerContext } from './panels/context';
import type { ProblemList } from './panels/problemList';

/** The way to the review: closed while there are errors, which are shown then. */
export class Reviewing {
  /** The revision that the problems are of. */
  private problemsOf = -1;
  /** The revision for which the review was asked, while it is not known whether anything is in its way. */
  private askedOf: number | undefined;

  constructor(
    private readonly context: ComposerContext,
    private readonly problems: () => ProblemList,
  ) {}

  ask(): void {
    const { revision } = this.context.editor;
    const isKnown = this.problemsOf === revision;
    if (isKnown && this.problems().hasErrors) {
      this.problems().explain();
      return;
    }
    // Whether anything is in its way, only the extension can say; if so, its problems come next.
    this.askedOf = isKnown ? undefined : revision;
    this.context.say({ type: 'review' });
  }

  /** The problems of this revision are shown now. */
  problemsCame(revision: number): void {
    this.problemsOf = revision;
    if (this.askedOf !== revision) return;
    this.askedOf = undefined;
    if (this.problems().hasErrors) this.problems().explain();
  }
}
