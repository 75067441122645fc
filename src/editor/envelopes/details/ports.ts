import type { JsignClient } from '../../../jsign/api';
import type { HostMessage, PageMessage } from '../../../pages/protocol';
import type { Accounts } from '../../account/api';
import type { Clock } from '../../platform/clock';
import type { CommandId } from '../../platform/commandIds';
import type { Log } from '../../platform/log';
import type { PagePort } from '../../platform/pagePort';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeStores } from '../api';
import type { ActionArgument } from './pageActions';

export type DetailsPage = PagePort<PageMessage, HostMessage>;

/** What the panel needs of the editor around it. */
export interface DetailsHost {
  copy(text: string): Promise<void>;
  /** The address under which the person's own browser reaches `url` (tunnels and proxies of remote windows). */
  externalAddress(url: string): Promise<string>;
  /** Opens `url` in the person's browser; false when they said no. */
  openInBrowser(url: string): Promise<boolean>;
  openLog(): void;
  signIn(): Promise<void>;
  /** Runs another command of ours, which shows its own failures. */
  execute(id: CommandId, argument: ActionArgument): Promise<void>;
  /** Runs something a person started: failures are shown and logged once. Never rejects. */
  run(action: string, work: () => Promise<void>): Promise<void>;
  /** One plain sentence for an error, and what to do. */
  describe(error: unknown): string;
  /** Language tag, e.g. `en`. */
  readonly locale: string;
}

/** The one call the panel makes by itself: a signing link is nobody's but the frame's, so no store keeps it. */
export type SigningClient = { readonly envelopes: Pick<JsignClient['envelopes'], 'embeddedUrl'> };

export interface DetailsServices {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly accounts: Pick<Accounts, 'state' | 'onDidChange' | 'environmentLabel'>;
  /** The client of an account that is signed in. */
  readonly client: (accountId: string) => Promise<SigningClient | undefined>;
  readonly prompts: Prompts;
  readonly host: DetailsHost;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}
