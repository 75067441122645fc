import type { EnvelopeDetails } from '../../../jsign/types';
import { Cancelled } from '../../platform/actions';
import type { Translate } from '../../platform/translate';
import type { EnvelopeRef } from '../api';
import { carryOut } from './carryOut';
import { openEnvelope, openFor, requireAllowed, type Opened } from './opened';
import type { ActionsPorts } from './ports';
import type { Reasons } from './reason';
import { sameAddress } from '../signers';
import { accountLine, affected } from './words';

/** Cancels envelopes (API reference, section 4.9), alone or to send them again. */
export class CancelEnvelope {
  private readonly t: Translate;

  constructor(
    private readonly ports: ActionsPorts,
    private readonly reasons: Reasons,
  ) {
    this.t = ports.translate;
  }

  /** @throws Cancelled, UserError or JsignError */
  async cancel(ref: EnvelopeRef): Promise<void> {
    const opened = await openFor(this.ports, ref, 'cancel');
    await this.askAndCancel(opened, {
      title: this.t({ text: 'Cancel "{0}"', args: [opened.name] }),
      message: this.t({ text: 'Cancel "{0}"?', args: [opened.name] }),
      lines: [this.t({ text: 'Nobody can sign it any more. This cannot be undone.' })],
      button: this.t({ text: 'Cancel Envelope' }),
    });
  }

  /**
   * Opens the draft again, but only once the service says that the envelope is cancelled: a contract that is out twice is worse
   * than one that is out once with a mistake. Rejects as {@link cancel} does.
   */
  async cancelAndSendAgain(ref: EnvelopeRef): Promise<void> {
    const opened = await openEnvelope(this.ports, ref);
    await this.ports.sendAgain(ref, await this.cancelled(opened));
  }

  private async cancelled(opened: Opened): Promise<EnvelopeDetails> {
    const { details, store, name } = opened;
    // Cancelled before, perhaps by an attempt whose answer was lost: what is left is sending it again.
    if (details.status.known === 'Cancelled' && sameAddress(details.createdBy, store.account.email)) {
      await this.confirm(
        this.t({ text: '"{0}" is cancelled already. Open it to send it again?', args: [name] }),
        [this.t({ text: 'Nothing is sent before you say so.' })],
        this.t({ text: 'Open Again' }),
        opened,
      );
      return details;
    }
    requireAllowed(this.ports, opened, 'cancel');
    return this.askAndCancel(opened, {
      title: this.t({ text: 'Cancel and send again "{0}"', args: [name] }),
      message: this.t({ text: 'Cancel "{0}" and send it again?', args: [name] }),
      lines: [
        this.t({ text: 'Nobody can sign this one any more. This cannot be undone.' }),
        this.t({
          text: 'Once jSign confirms it, the draft opens again with everything kept. Nothing is sent before you say so.',
        }),
      ],
      button: this.t({ text: 'Cancel and Open Again' }),
    });
  }

  private async askAndCancel(
    opened: Opened,
    words: {
      readonly title: string;
      readonly message: string;
      readonly lines: readonly string[];
      readonly button: string;
    },
  ): Promise<EnvelopeDetails> {
    const { ref, name, details } = opened;
    const reason = await this.reasons.ask('cancel', ref, {
      title: words.title,
      prompt: this.t({ text: 'Why is it cancelled? Whoever has to do with the envelope can read this.' }),
    });
    const lines = [...affected(details, this.t), ...words.lines];
    await this.confirm(words.message, lines, words.button, opened);
    const after = await carryOut(this.ports, opened, {
      action: 'cancel',
      doing: { text: 'Cancelling "{0}" (can no longer be stopped)', args: [name] },
      run: (client) => client.envelopes.cancel(ref.envelopeId, reason),
      isDone: ({ status }) => status.known === 'Cancelled',
      words: {
        refused: { text: '"{0}" was not cancelled.', args: [name] },
        unconfirmed: {
          text: 'jSign took the request to cancel "{0}", but does not confirm that it is cancelled.',
          args: [name],
        },
        unknown: { text: 'We do not know whether "{0}" was cancelled.', args: [name] },
      },
    });
    this.reasons.forget('cancel', ref);
    return after;
  }

  private async confirm(
    message: string,
    lines: readonly string[],
    button: string,
    { store }: Opened,
  ): Promise<void> {
    const account = accountLine(store.account, this.ports.environmentLabel);
    const choice = await this.ports.prompts.confirm({
      message,
      detail: [...lines, account].join('\n'),
      buttons: [{ id: 'cancel', label: button }],
    });
    if (choice !== 'cancel') throw new Cancelled();
  }
}
