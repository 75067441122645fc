import type { Account, Accounts } from '../account/api';
import type { EnvelopeRef, EnvelopeStores } from '../envelopes/api';
import { Cancelled, isCancelled, UserError } from '../platform/actions';
import type { Clock } from '../platform/clock';
import type { CommandId } from '../platform/commandIds';
import { shown } from '../platform/foreignText';
import type { Button, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { accountsRead } from './accountsRead';
import { isGone } from './fileProblem';
import { parseLink, type EnvelopeLink, type LinkAddress } from './links';

export interface LinkPorts {
  readonly accounts: Pick<Accounts, 'state' | 'onDidChange' | 'all' | 'session' | 'environmentLabel'>;
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** Runs another command of ours. */
  readonly execute: (command: CommandId, ...args: readonly unknown[]) => PromiseLike<unknown>;
  /** Runs something a person started: failures are shown and logged once. Never rejects. */
  readonly run: (command: CommandId, work: () => Promise<void>) => Promise<void>;
  readonly t: Translate;
}

/** So many links wait while one is being asked about; whoever sends more is no person. */
const MOST_WAITING = 3;

/** Who can follow a link, and what stands in the way. */
interface Standing {
  readonly accounts: readonly Account[];
  /** The account that the link names, if it is signed in. */
  readonly named: Account | undefined;
  readonly current: Account | undefined;
  /** The account whose sign-in the service has refused, where there is no other that could be used. */
  readonly refused: Account | undefined;
}

/** Follows links from outside. A link is anybody's word: nothing is asked of the service and nothing opened before a click. */
export class LinkDesk {
  private readonly waiting: EnvelopeLink[] = [];
  private current: EnvelopeLink | undefined;

  constructor(private readonly ports: LinkPorts) {}

  /** Never rejects. Links that come while one is being asked about wait for their turn; the same one again counts as one. */
  async handle(address: LinkAddress): Promise<void> {
    const { prompts, run, t } = this.ports;
    const link = parseLink(address);
    if (!link) {
      await run('jsign.openEnvelope', async () => {
        const message = t({
          text: 'This link does not lead to an envelope. Ask for it again, or find the envelope in the jSign view.',
        });
        await prompts.notify({ severity: 'warning', message });
      });
      return;
    }
    if (this.current) {
      const known = [this.current, ...this.waiting].some((each) => isSame(each, link));
      if (!known && this.waiting.length < MOST_WAITING) this.waiting.push(link);
      return;
    }
    for (let next: EnvelopeLink | undefined = link; next; next = this.waiting.shift()) {
      const one: EnvelopeLink = next;
      this.current = one;
      await run(one.action === 'sign' ? 'jsign.sign' : 'jsign.openEnvelope', () => this.follow(one));
    }
    this.current = undefined;
  }

  private async follow(link: EnvelopeLink): Promise<void> {
    const { accounts, clock, t } = this.ports;
    if ((await accountsRead(accounts, clock)).kind === 'loading') {
      throw new UserError(
        t({ text: 'The accounts are still being read.' }),
        t({ text: 'Open the link again in a moment.' }),
      );
    }
    let standing = await this.look(link);
    const answer = await this.ask(link, standing);
    if (answer === undefined) throw new Cancelled();
    if (answer === 'signIn') standing = await this.signIn(link, standing.refused?.id);
    for (;;) {
      const ref = await this.find(link, candidates(standing));
      if (ref) {
        await this.ports.execute(link.action === 'sign' ? 'jsign.sign' : 'jsign.openEnvelope', ref);
        return;
      }
      if (!(await this.offerAnother(standing))) throw new Cancelled();
      // From here on any account will do: the one that the link names cannot see it.
      standing = await this.signIn({ action: link.action, envelopeId: link.envelopeId }, undefined);
    }
  }

  private async look(link: EnvelopeLink): Promise<Standing> {
    const { accounts } = this.ports;
    const all = await accounts.all();
    const { state } = accounts;
    const current = state.kind === 'signedIn' ? state.session.account : undefined;
    const named = all.find(({ id }) => id === link.accountId);
    const only = named ?? (all.length === 1 ? all[0] : undefined);
    const refused = only && (await accounts.session(only.id))?.refused === true ? only : undefined;
    return { accounts: all, named, current, refused };
  }

  /** The question before anything else. Makes no request. */
  private async ask(link: EnvelopeLink, standing: Standing): Promise<string | undefined> {
    const { prompts, t } = this.ports;
    const name = await this.nameOf(link, standing);
    const sign = link.action === 'sign';
    const signIn: Button = {
      id: 'signIn',
      label: sign ? t({ text: 'Sign In and Go to Signing' }) : t({ text: 'Sign In and Open' }),
    };
    const go: Button = { id: 'go', label: sign ? t({ text: 'Go to Signing' }) : t({ text: 'Open' }) };
    const { detail, buttons } = this.choices(link, standing, signIn, go);
    return prompts.confirm({
      message: sign
        ? t({ text: 'Sign the envelope {0}?', args: [name] })
        : t({ text: 'Open the envelope {0}?', args: [name] }),
      detail,
      buttons,
    });
  }

  private choices(link: EnvelopeLink, standing: Standing, signIn: Button, go: Button) {
    const { t } = this.ports;
    const { accounts, current, named, refused } = standing;
    if (accounts.length === 0) {
      return {
        detail: t({ text: 'A link asks for it. You are not signed in to jSign.' }),
        buttons: [signIn],
      };
    }
    if (refused) {
      const args = [this.words(refused)];
      return {
        detail: t({ text: 'A link asks for it. The sign-in of {0} has ended.', args }),
        buttons: [signIn],
      };
    }
    if (link.accountId !== undefined && !named) {
      return {
        detail: t({ text: 'A link asks for it, with an account that is not signed in here.' }),
        buttons: [signIn, { ...go, label: t({ text: 'Use My Account' }) }],
      };
    }
    const account = named ?? current ?? accounts[0];
    const args = account ? [this.words(account)] : [];
    return {
      detail:
        named || accounts.length === 1
          ? t({ text: 'A link asks for it. It is opened with {0}.', args })
          : t({
              text: 'A link asks for it. It is opened with {0}, or another of your accounts that can see it.',
              args,
            }),
      buttons: [go],
    };
  }

  /** The name where it was listed before, else the id, which has the shape of one. */
  private async nameOf(link: EnvelopeLink, { named, current }: Standing): Promise<string> {
    const account = named ?? current;
    const store = account && (await this.ports.stores.forAccount(account.id));
    const name = store?.known(link.envelopeId)?.name ?? store?.summary(link.envelopeId)?.name;
    return name === undefined ? link.envelopeId : `"${shown(name)}"`;
  }

  /** What there is after a sign-in; rejects with `Cancelled` when nothing came of it. */
  private async signIn(link: EnvelopeLink, accountId: string | undefined): Promise<Standing> {
    const { accounts, execute } = this.ports;
    const before = accounts.state;
    await execute('jsign.signIn', ...(accountId === undefined ? [] : [accountId]));
    const standing = await this.look(link);
    // That command has said by itself what went wrong.
    if (accounts.state === before && !standing.named) throw new Cancelled();
    if (standing.accounts.length === 0 || standing.refused) throw new Cancelled();
    return standing;
  }

  /** The first account that can see the envelope. Rejects with the first failure that leaves it open whether one can. */
  private async find(link: EnvelopeLink, among: readonly Account[]): Promise<EnvelopeRef | undefined> {
    const { prompts, stores, t } = this.ports;
    const failures: Error[] = [];
    const title = t({ text: 'Looking for the envelope' });
    const found = await prompts.progress({ title, cancellable: true }, async (_progress, signal) => {
      for (const { id } of among) {
        signal.throwIfAborted();
        try {
          const store = await stores.forAccount(id);
          if (!store) continue;
          await store.details(link.envelopeId, { signal });
          return { accountId: id, envelopeId: link.envelopeId };
        } catch (error) {
          if (signal.aborted || isCancelled(error)) throw new Cancelled();
          if (!isGone(error))
            failures.push(error instanceof Error ? error : new Error('not read', { cause: error }));
        }
      }
      return undefined;
    });
    const [failure] = failures;
    if (!found && failure) throw failure;
    return found;
  }

  private async offerAnother({ accounts, named }: Standing): Promise<boolean> {
    const { prompts, t } = this.ports;
    const account = named ?? (accounts.length === 1 ? accounts[0] : undefined);
    const chosen = await prompts.notify({
      severity: 'warning',
      message: account
        ? t({ text: '{0} cannot see the envelope of this link.', args: [this.words(account)] })
        : t({ text: 'None of your accounts can see the envelope of this link.' }),
      buttons: [{ id: 'signIn', label: t({ text: 'Sign In to Another Account' }) }],
    });
    return chosen === 'signIn';
  }

  private words(account: Account): string {
    return `${shown(account.email)} (${this.ports.accounts.environmentLabel(account)})`;
  }
}

/** Whom to ask, in this order: the named account alone, else the one in use and then the others. */
function candidates({ accounts, named, current }: Standing): readonly Account[] {
  if (named) return [named];
  return [...accounts].sort((a, b) => Number(b.id === current?.id) - Number(a.id === current?.id));
}

function isSame(one: EnvelopeLink, other: EnvelopeLink): boolean {
  return (
    one.action === other.action && one.envelopeId === other.envelopeId && one.accountId === other.accountId
  );
}
