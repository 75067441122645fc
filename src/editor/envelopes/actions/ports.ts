import type { JsignClient } from '../../../jsign/api';
import type { EnvelopeDetails } from '../../../jsign/types';
import type { Account } from '../../account/api';
import type { Clock } from '../../platform/clock';
import type { Log } from '../../platform/log';
import type { Memory } from '../../platform/memory';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { When } from '../../platform/when';
import type { EnvelopeRef, EnvelopeStores } from '../api';

/** The calls that change an envelope; everything that is read comes from the store. */
export interface ActionClient {
  readonly envelopes: Pick<
    JsignClient['envelopes'],
    'remindSigner' | 'cancel' | 'decline' | 'extendDueDate' | 'updateMetadata' | 'deleteFiles'
  >;
}

/** Opens the draft of a cancelled envelope again. `details` are those in which the service confirmed the cancelling. */
export type SendAgain = (ref: EnvelopeRef, details: EnvelopeDetails) => Promise<void>;

export interface ActionsPorts {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  /** The client of an account that is signed in. */
  readonly client: (accountId: string) => Promise<ActionClient | undefined>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: Pick<When, 'day' | 'near'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Outlives the window: who was reminded within the last hour. */
  readonly memory: Memory;
  readonly environmentLabel: (account: Account) => string;
  /** Asks what to save of the envelope and where. */
  readonly download: (ref: EnvelopeRef) => Promise<unknown>;
  readonly sendAgain: SendAgain;
}
