import type { Translate } from '../platform/translate';
import type { EnvironmentKind, SessionState } from './api';
import { environmentWords } from './environments';

/** Each environment looks different at a glance: an envelope sent in production reaches people. */
export const ENVIRONMENT_ICONS: Readonly<Record<EnvironmentKind, string>> = {
  production: 'globe',
  qa: 'beaker',
  custom: 'server',
  sandbox: 'vm',
};

export interface StatusText {
  /** With a codicon in front. */
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers: the same without the icon. */
  readonly label: string;
  /** The account whose sign-in is no longer accepted. */
  readonly refusedAccount?: string;
}

/** What the status bar says; nothing while no one is signed in. */
export function statusText(state: SessionState, t: Translate): StatusText | undefined {
  if (state.kind !== 'signedIn') return undefined;
  const { account, refused } = state.session;
  const place = t(environmentWords(account));
  if (refused) {
    const label = t({ text: 'jSign: Sign in again' });
    return {
      text: `$(warning) ${label}`,
      tooltip: t({
        text: '{0} ({1}): jSign no longer accepts the stored sign-in',
        args: [account.email, place],
      }),
      label,
      refusedAccount: account.id,
    };
  }
  const label = t({ text: 'jSign: {0}', args: [place] });
  return {
    text: `$(${ENVIRONMENT_ICONS[account.environment]}) ${label}`,
    tooltip: t({ text: 'Signed in as {0} ({1}). Switch account', args: [account.email, place] }),
    label,
  };
}
