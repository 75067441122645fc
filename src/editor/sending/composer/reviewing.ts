import type { Problem } from '../../../contract/types';
import type { Draft } from '../../../delivery/draft';
import type { Session } from '../../account/api';
import { Review, type ReviewRow } from '../review';
import type { ComposerPorts } from './ports';

export type ReviewEnd =
  | { readonly kind: 'send' }
  /** The person wants to change this. */
  | { readonly kind: 'show'; readonly where: Exclude<Problem['where'], undefined> }
  | { readonly kind: 'leave' };

/** The same review as in the quick way; what the quick way asks for anew is shown in the composer. */
export async function askReview(
  draft: Draft,
  problems: readonly Problem[],
  { account }: Session,
  {
    accounts,
    clock,
    editors,
    locale,
    prompts,
    translate,
  }: Pick<ComposerPorts, 'accounts' | 'clock' | 'editors' | 'locale' | 'prompts' | 'translate'>,
): Promise<ReviewEnd> {
  const review = new Review(
    {
      draft,
      problems,
      environment: accounts.environmentLabel(account),
      accountEmail: account.email,
      displayPath: (uri) => editors.displayPath(uri),
      now: clock.now(),
      locale,
    },
    translate,
  );
  for (;;) {
    const chosen = await prompts.pick<ReviewRow>({
      title: review.title,
      placeholder: review.placeholder,
      items: review.rows().map((row) => ({ ...row, value: row })),
    });
    if (chosen.kind !== 'value') return { kind: 'leave' };
    const { value, where } = chosen.value;
    // A row to send is not there while there is an error; nothing else may lead past it either.
    if (value === 'send') {
      if (review.canSend) return { kind: 'send' };
    } else if (where) return { kind: 'show', where };
  }
}
