import type { Accounts } from '../../account/api';
import type { CommandId } from '../../platform/commandIds';
import type { DisposableLike } from '../../platform/disposable';
import type { Listen } from '../../platform/event';
import type { Log } from '../../platform/log';
import type { Memory } from '../../platform/memory';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeEvent } from '../api';
import type { ServiceEnvelopeStore } from '../store';

/** Whether somebody looks. */
export interface Attention {
  /** This window has the focus. */
  readonly isFocused: boolean;
  /** A view or a panel of ours can be seen in it. */
  readonly isVisible: boolean;
}

export type NotificationLevel = 'all' | 'mine' | 'none';

/** What staying current needs of the editor and of the machine. */
export interface CurrentPorts {
  readonly stores: {
    readonly current: ServiceEnvelopeStore | undefined;
    readonly onDidChange: Listen<ServiceEnvelopeStore | undefined>;
  };
  readonly accounts: Pick<Accounts, 'state'>;
  readonly attention: () => Attention;
  readonly onDidChangeAttention: Listen<unknown>;
  /** The setting `jsign.stayCurrent`. */
  readonly isEnabled: () => boolean;
  readonly level: () => NotificationLevel;
  readonly onDidChangeSettings: Listen<unknown>;
  /** Kept for all windows. */
  readonly memento: Memory;
  /** A folder on this machine that all windows share; made when first needed. */
  readonly folder: string;
  /** Runs once after so many milliseconds, unless put away before. */
  readonly schedule: (milliseconds: number, run: () => void) => DisposableLike;
  /** Milliseconds of a clock that never jumps; only differences count. */
  readonly monotonic: () => number;
  /** Milliseconds since 1970 by this machine's clock, which may be wrong; only differences over days count. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly prompts: Pick<Prompts, 'notify' | 'pick'>;
  readonly translate: Translate;
  readonly execute: (command: CommandId, ...args: readonly unknown[]) => PromiseLike<unknown>;
  readonly log: Log;
  /** Hears what happened, once in every window. */
  readonly happened: (event: EnvelopeEvent) => void;
}
