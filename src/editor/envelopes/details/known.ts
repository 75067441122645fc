import type { EnvelopeDetails, HistoryEntry } from '../../../jsign/types';
import type { Banner, DetailsView } from '../../../pages/view';
import type { EnvelopeRef, EnvelopeStore } from '../api';
import { contentView, LONGEST_NAME } from './contentView';
import type { DetailsServices } from './ports';
import { shortText } from '../../platform/foreignText';

/** What a panel knows of its envelope; a new object after every change. */
export interface Known {
  readonly phase: DetailsView['phase'];
  readonly busy: boolean;
  readonly details: EnvelopeDetails | undefined;
  readonly history: readonly HistoryEntry[] | undefined;
  readonly message: string;
  readonly historyProblem: string;
  readonly banner: Banner | undefined;
}

export const NOTHING: Known = {
  phase: 'loading',
  busy: true,
  details: undefined,
  history: undefined,
  message: '',
  historyProblem: '',
  banner: undefined,
};

/** What the page is told of it. What was known stays in it while something failed. */
export function viewOf(
  known: Known,
  ref: EnvelopeRef,
  store: EnvelopeStore | undefined,
  { accounts, t }: Pick<DetailsServices, 'accounts' | 't'>,
): DetailsView {
  const { phase, busy, message, banner, details, history, historyProblem } = known;
  const name = details?.name ?? store?.summary(ref.envelopeId)?.name ?? '';
  const title = shortText(name, LONGEST_NAME) || t({ text: 'Envelope' });
  const account = store?.account;
  if (!details || !account) return { phase, title, busy, message, banner, content: undefined };
  const accountLabel = `${account.email}, ${accounts.environmentLabel(account)}`;
  const content = contentView({ details, history, historyProblem, account, accountLabel }, t);
  return { phase, title, busy, message, banner, content };
}
