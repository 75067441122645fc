import type { Problem } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import { fixOf } from '../../delivery/fixes';

/**
 * Fixes that the person chose in a review. The quick way makes its draft anew of what was said after each question; whatever
 * was chosen is then done again, where the very same problem is there again.
 */
export class ChosenFixes {
  private readonly chosen = new Set<string>();

  choose(problem: Problem): void {
    this.chosen.add(keyOf(problem));
  }

  /** The draft with everything that was chosen; `problemsOf` checks a draft. */
  applyTo(draft: Draft, problemsOf: (draft: Draft) => readonly Problem[]): Draft {
    const left = new Set(this.chosen);
    let fixed = draft;
    while (left.size > 0) {
      const problem = problemsOf(fixed).find((one) => left.has(keyOf(one)));
      if (!problem) break;
      left.delete(keyOf(problem));
      fixed = fixOf(problem, fixed)?.apply(fixed) ?? fixed;
    }
    return fixed;
  }
}

/** Without the ids of fields, which are new each time; with what the sentence names, so that a fix is never done to something else. */
function keyOf({ code, message, where = {} }: Problem): string {
  const { documentId, option, page, signerId } = where;
  return JSON.stringify([code, documentId, page, signerId, option, message.args]);
}
