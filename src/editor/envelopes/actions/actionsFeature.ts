import { l10n } from 'vscode';
import type { Account, ServiceClient } from '../../account/api';
import { UserError } from '../../platform/actions';
import { systemClock } from '../../platform/clock';
import type { CommandRegistry } from '../../platform/commands';
import { Disposable } from '../../platform/disposable';
import { lazy } from '../../platform/lazy';
import type { Log } from '../../platform/log';
import type { Memory } from '../../platform/memory';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { When } from '../../platform/when';
import type { EnvelopeRef, EnvelopeStores } from '../api';
import type { EnvelopeActions } from './part';
import type { SendAgain } from './ports';
import { targetOf } from './targets';

export interface ActionsDependencies {
  readonly context: { readonly globalState: Memory };
  readonly commands: CommandRegistry;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: When;
  readonly log: Log;
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly accounts: { environmentLabel(account: Account): string };
  readonly clientOf: (accountId: string) => Promise<ServiceClient | undefined>;
  /** Asks which envelope, where a command was given none; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
  readonly sendAgain: SendAgain;
}

/** The commands that do something to an envelope. */
export class ActionsFeature extends Disposable {
  private readonly part = lazy(async () => {
    const { context, clientOf, accounts, commands, ...rest } = this.deps;
    return (await import('./part')).createActions({
      ...rest,
      client: clientOf,
      clock: systemClock,
      memory: context.globalState,
      environmentLabel: (account) => accounts.environmentLabel(account),
      download: async (ref) => commands.execute('jsign.downloadDocuments', ref),
    });
  });

  constructor(private readonly deps: ActionsDependencies) {
    super();
    const { commands } = deps;
    const run =
      (act: (actions: EnvelopeActions, ref: EnvelopeRef, emails: readonly string[]) => Promise<void>) =>
      (...given: readonly unknown[]) =>
        this.run(given, act);
    commands.register(
      'jsign.remindSigner',
      run((actions, ref, emails) => actions.remindSigner(ref, emails)),
    );
    commands.register(
      'jsign.remindAll',
      run((actions, ref) => actions.remindAll(ref)),
    );
    commands.register(
      'jsign.cancelEnvelope',
      run((actions, ref) => actions.cancel(ref)),
    );
    commands.register(
      'jsign.cancelAndSendAgain',
      run((actions, ref) => actions.cancelAndSendAgain(ref)),
    );
    commands.register(
      'jsign.decline',
      run((actions, ref) => actions.decline(ref)),
    );
    commands.register(
      'jsign.extendDueDate',
      run((actions, ref) => actions.extendDueDate(ref)),
    );
    commands.register(
      'jsign.editDetails',
      run((actions, ref) => actions.editDetails(ref)),
    );
    commands.register(
      'jsign.deleteFiles',
      run((actions, ref) => actions.deleteFiles(ref)),
    );
  }

  private async run(
    given: readonly unknown[],
    act: (actions: EnvelopeActions, ref: EnvelopeRef, emails: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const target = targetOf(given);
    if (target === 'several') {
      throw new UserError(
        l10n.t('Several envelopes are selected, and this is asked and confirmed for each by itself.'),
        l10n.t('Select one.'),
      );
    }
    const ref = target?.ref ?? (await this.deps.pickEnvelope());
    if (ref) await act(await this.part(), ref, target?.emails ?? []);
  }
}
