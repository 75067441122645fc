import type { Draft } from '../../delivery/draft';
import { preflight } from '../../delivery/preflight';
import type { Account, Session } from '../account/api';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { readLimits } from './limits';
import { Review, type ReviewChoice } from './review';

export interface DraftReviewPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly environmentLabel: (account: Account) => string;
  readonly displayPath: (uri: string) => string;
  readonly locale: string;
  readonly now: () => number;
}

/** Shows a draft that was kept, as it would go out. Gives true when the person wants it sent. */
export class DraftReview {
  constructor(private readonly ports: DraftReviewPorts) {}

  async ask(draft: Draft, session: Session): Promise<boolean> {
    const { displayPath, environmentLabel, locale, now, prompts, translate } = this.ports;
    const limits = await readLimits(session);
    const review = new Review(
      {
        draft,
        problems: preflight(draft, new Map(), limits),
        environment: environmentLabel(session.account),
        accountEmail: session.account.email,
        displayPath,
        locale,
        now: now(),
      },
      translate,
    );
    const placeholder = review.canSend
      ? translate({ text: 'Read it through, then send' })
      : draft.template
        ? translate({ text: 'It cannot be sent as it is. Make it from the template anew.' })
        : translate({ text: 'It cannot be sent as it is. Send the file anew.' });
    for (;;) {
      const chosen = await prompts.pick<ReviewChoice>({
        title: review.title,
        placeholder,
        items: review.rows(),
      });
      if (chosen.kind !== 'value') return false;
      if (chosen.value === 'send' && review.canSend) return true;
    }
  }
}
