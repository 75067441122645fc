import type { Draft } from '../../../delivery/draft';
import type { AccountDetails } from '../../../jsign/types';
import type { ComposerFacts } from '../../../pages/composer/protocol';
import type { Account, Session } from '../../account/api';
import { UserError } from '../../platform/actions';
import { sessionOf, usableSession } from '../sessionOf';
import type { ComposerPorts } from './ports';

export type DraftAccountPorts = Pick<ComposerPorts, 'accounts' | 'limits' | 'locale'>;

/** The account that a draft belongs to, which need not be the one in use, nor be signed in. */
export class DraftAccount {
  private signedIn = true;
  private coming: Promise<AccountDetails | undefined> | undefined;

  constructor(
    private readonly accountId: string,
    /** What is known of it here. */
    private readonly account: Account | undefined,
    /** Its limits, where they were just read. */
    private known: AccountDetails | undefined,
    private readonly ports: DraftAccountPorts,
  ) {}

  /** As far as was found out when its limits were read last. */
  get isSignedIn(): boolean {
    return this.signedIn;
  }

  /** What is known of its limits by now. */
  get knownLimits(): AccountDetails | undefined {
    return this.known;
  }

  /** Limits, on their way since they were read last. Never rejects. */
  limits(): Promise<AccountDetails | undefined> {
    return this.coming ?? this.readLimits();
  }

  /** Reads the limits now; those that were known stay known where they cannot be read for a moment. Never rejects. */
  readLimits(): Promise<AccountDetails | undefined> {
    this.coming = this.read();
    return this.coming;
  }

  /** What the page says about it. */
  facts(): ComposerFacts {
    const { account } = this;
    return {
      environment: account ? this.ports.accounts.environmentLabel(account) : '',
      isProduction: account?.environment === 'production',
      accountEmail: account?.email ?? '',
      me: { name: account?.name ?? '', email: account?.email ?? '' },
      locale: this.ports.locale,
      mostDocuments: this.known?.plan.documentsPerEnvelope,
    };
  }

  private async read(): Promise<AccountDetails | undefined> {
    const session = await sessionOf(this.ports.accounts, this.accountId).catch(() => undefined);
    this.signedIn = session !== undefined && !session.refused;
    const read = session && this.signedIn ? await this.ports.limits(session) : undefined;
    this.known = read ?? this.known;
    return this.known;
  }
}

/** The session that a draft is sent with. @throws UserError when its account is not signed in. */
export function draftSession(
  { accountId }: Draft,
  { accounts, translate: t }: Pick<ComposerPorts, 'accounts' | 'translate'>,
): Promise<Session> {
  return usableSession(
    accounts,
    accountId,
    () =>
      new UserError(
        t({ text: 'The account that this draft belongs to is not signed in.' }),
        t({ text: 'Sign in to it, then try again. The draft is kept.' }),
      ),
  );
}
