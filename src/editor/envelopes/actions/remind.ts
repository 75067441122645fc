import type { EnvelopeSigner, Sentence } from '../../../jsign/types';
import { Cancelled, UserError } from '../../platform/actions';
import type { PickItem } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import { hasTurn, sameAddress } from '../signers';
import type { EnvelopeRef } from '../api';
import { clientFor, openFor, type Opened } from './opened';
import type { ActionsPorts } from './ports';
import { ReminderRecord } from './reminderRecord';
import { allReminded, reminderReport, sendReminders } from './reminding';
import { accountLine, listed, nameAndAddress, shownName } from './words';

const MINUTE = 60_000;

/** Reminds signers whose turn it is, each at most once an hour (API reference, section 4.10). */
export class Remind {
  private readonly t: Translate;
  private readonly record: ReminderRecord;

  constructor(private readonly ports: ActionsPorts) {
    this.t = ports.translate;
    this.record = new ReminderRecord(ports.memory, () => ports.clock.now());
  }

  /**
   * Reminds those that were pointed at, or the one that the person picks.
   * @throws Cancelled, UserError or JsignError
   */
  async signer(ref: EnvelopeRef, emails: readonly string[]): Promise<void> {
    const opened = await openFor(this.ports, ref, 'remind');
    const [only] = emails;
    if (emails.length > 1) {
      await this.send(opened, await this.pickMany(opened, emails));
      return;
    }
    const signer = only === undefined ? await this.pickOne(opened) : this.pointedAt(opened, only);
    await this.send(opened, [signer]);
  }

  /** Reminds those the person leaves ticked. Rejects as {@link signer} does. */
  async all(ref: EnvelopeRef): Promise<void> {
    const opened = await openFor(this.ports, ref, 'remind');
    await this.send(opened, await this.pickMany(opened));
  }

  private pointedAt(opened: Opened, email: string): EnvelopeSigner {
    const { details, name, store, ref } = opened;
    const { t } = this;
    const signer = details.signers.find((each) => sameAddress(each.email, email));
    if (signer && hasTurn(details, signer)) {
      const left = this.record.left(ref, signer.email);
      if (left <= 0) return signer;
      throw new UserError(
        t({ text: '{0} was reminded of "{1}" less than an hour ago.', args: [shownName(signer), name] }),
        this.again(left),
      );
    }
    void store.refresh();
    if (!signer) {
      throw new UserError(
        t({ text: 'Nobody with this address signs "{0}" any more.', args: [name] }),
        t({ text: 'Choose one of its signers.' }),
      );
    }
    const args = [shownName(signer), name];
    if (signer.state === 'signed') throw new UserError(t({ text: '{0} has signed "{1}" already.', args }));
    if (signer.state === 'declined') throw new UserError(t({ text: '{0} has declined "{1}".', args }));
    const before = details.signers.filter((each) => hasTurn(details, each)).map(shownName);
    throw new UserError(
      t({ text: 'It is not the turn of {0} yet in "{1}".', args }),
      t({ text: 'Remind {0} instead.', args: [listed(before, t)] }),
    );
  }

  private async pickOne(opened: Opened): Promise<EnvelopeSigner> {
    const { due, cooling } = this.due(opened);
    const [only] = due;
    if (only && due.length + cooling.length === 1) return only;
    const chosen = await this.ports.prompts.pick<EnvelopeSigner>({
      title: this.t({ text: 'Remind a signer of "{0}"', args: [opened.name] }),
      placeholder: this.placeholder({ text: 'Whose turn it is' }, cooling),
      items: due.map((signer) => this.row(opened, signer)),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    return chosen.value;
  }

  private async pickMany(opened: Opened, pointedAt?: readonly string[]): Promise<readonly EnvelopeSigner[]> {
    const { due, cooling } = this.due(opened);
    if (due.length === 1 && cooling.length === 0) return due;
    const isPicked = ({ email }: EnvelopeSigner): boolean =>
      pointedAt
        ? pointedAt.some((each) => sameAddress(each, email))
        : !sameAddress(email, opened.store.account.email);
    const chosen = await this.ports.prompts.pickMany<EnvelopeSigner>({
      title: this.t({ text: 'Remind the signers of "{0}"', args: [opened.name] }),
      placeholder: this.placeholder({ text: 'Who gets a mail' }, cooling),
      items: due.map((signer) => ({ ...this.row(opened, signer), picked: isPicked(signer) })),
    });
    if (chosen.kind !== 'value' || chosen.value.length === 0) throw new Cancelled();
    return chosen.value;
  }

  /** Whose turn it is: those who may be reminded, and those who were within the hour. */
  private due({ details, name, ref, store }: Opened): {
    readonly due: readonly EnvelopeSigner[];
    readonly cooling: readonly EnvelopeSigner[];
  } {
    const { t } = this;
    const all = details.signers.filter((signer) => hasTurn(details, signer));
    const waits = all.map((signer) => this.record.left(ref, signer.email));
    const due = all.filter((_signer, index) => (waits[index] ?? 0) <= 0);
    if (due.length > 0) return { due, cooling: all.filter((signer) => !due.includes(signer)) };
    if (all.length === 0) {
      void store.refresh();
      throw new UserError(t({ text: 'Nobody is left to be reminded of "{0}".', args: [name] }));
    }
    throw new UserError(
      t({ text: 'Everyone whose turn it is was reminded of "{0}" less than an hour ago.', args: [name] }),
      this.again(Math.min(...waits)),
    );
  }

  private again(left: number): string {
    const minutes = Math.ceil(left / MINUTE);
    return minutes === 1
      ? this.t({ text: 'You can remind again in a minute.' })
      : this.t({ text: 'You can remind again in {0} minutes.', args: [minutes] });
  }

  private row({ store }: Opened, signer: EnvelopeSigner): PickItem<EnvelopeSigner> {
    const label = shownName(signer);
    return {
      label: sameAddress(signer.email, store.account.email)
        ? this.t({ text: 'You, {0}', args: [label] })
        : label,
      description: signer.email,
      icon: 'person',
      value: signer,
    };
  }

  /** Says also why those who were just reminded are not in the list: VS Code draws no heading without a row below it. */
  private placeholder(question: Sentence, cooling: readonly EnvelopeSigner[]): string {
    const asked = this.t(question);
    if (cooling.length === 0) return asked;
    const names = listed(cooling.map(shownName), this.t);
    return this.t({ text: '{0} (reminded less than an hour ago: {1})', args: [asked, names] });
  }

  private async send(opened: Opened, signers: readonly EnvelopeSigner[]): Promise<void> {
    await this.confirm(opened, signers);
    const client = await clientFor(this.ports, opened.ref);
    const reminders = await sendReminders(this.ports, this.record, client, opened, signers);
    if (allReminded(reminders)) {
      const names = signers.map(shownName);
      // Not waited for: the command is over, whether or not the line is closed.
      void this.ports.prompts.notify({
        severity: 'info',
        message: this.t({ text: 'Reminded {0}.', args: [listed(names, this.t)] }),
      });
      return;
    }
    throw reminderReport(reminders, opened, this.t);
  }

  private async confirm({ name, store }: Opened, signers: readonly EnvelopeSigner[]): Promise<void> {
    const { t, ports } = this;
    const people = signers.map(nameAndAddress);
    const one = people.length === 1;
    const choice = await ports.prompts.confirm({
      message: one
        ? t({ text: 'Remind {0} to sign "{1}"?', args: [people.join(), name] })
        : t({ text: 'Remind {0} people to sign "{1}"?', args: [people.length, name] }),
      detail: [
        ...(one ? [] : people),
        one
          ? t({ text: 'jSign sends them a mail now.' })
          : t({ text: 'jSign sends each of them a mail now.' }),
        accountLine(store.account, ports.environmentLabel),
      ].join('\n'),
      buttons: [
        {
          id: 'remind',
          label: one
            ? t({ text: 'Send Reminder' })
            : t({ text: 'Send {0} Reminders', args: [people.length] }),
        },
      ],
    });
    if (choice !== 'remind') throw new Cancelled();
  }
}
