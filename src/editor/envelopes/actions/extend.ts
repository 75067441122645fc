import { Cancelled } from '../../platform/actions';
import { isWaiting } from '../allowed';
import type { EnvelopeRef } from '../api';
import { carryOut } from './carryOut';
import { addDays, noonOf, readDueDate, todayAt } from './dueDate';
import { openFor, type Opened } from './opened';
import type { ActionsPorts } from './ports';
import { accountLine, affected } from './words';

/** What the box offers, days from today. */
const USUAL_DAYS = 14;

/**
 * Gives an expired envelope a new due date (API reference, section 4.17).
 * @throws Cancelled, UserError or JsignError
 */
export async function extendDueDate(ports: ActionsPorts, ref: EnvelopeRef): Promise<void> {
  const opened = await openFor(ports, ref, 'extend');
  const { name, details } = opened;
  const day = await askDay(ports, opened);
  await confirm(ports, opened, day);
  await carryOut(ports, opened, {
    action: 'extend',
    doing: { text: 'Extending the due date of "{0}" (can no longer be stopped)', args: [name] },
    run: (client) => client.envelopes.extendDueDate(ref.envelopeId, day),
    isDone: ({ status, dueAt }) =>
      isWaiting(status.known) || (status.known !== 'Expired' && dueAt !== details.dueAt),
    words: {
      refused: { text: 'The due date of "{0}" was not extended.', args: [name] },
      unconfirmed: {
        text: 'jSign took the request to extend "{0}", but still shows it as expired.',
        args: [name],
      },
      unknown: { text: 'We do not know whether the due date of "{0}" was extended.', args: [name] },
    },
  });
}

async function askDay(ports: ActionsPorts, opened: Opened): Promise<string> {
  const { prompts, translate: t, clock } = ports;
  const read = (text: string) => readDueDate(text, todayAt(clock.now()));
  const usual = addDays(todayAt(clock.now()).here, USUAL_DAYS);
  const given = await prompts.input({
    title: t({ text: 'Extend the due date of "{0}"', args: [opened.name] }),
    prompt: t({
      text: 'Until when can it be signed? A date as year-month-day, or a number of days such as "in 14 days".',
    }),
    placeholder: usual,
    value: usual,
    validate: (text) => {
      const result = read(text);
      return 'problem' in result ? t(result.problem) : undefined;
    },
  });
  if (given.kind !== 'value') throw new Cancelled();
  const result = read(given.value);
  // Midnight came between: what was tomorrow is today.
  return 'problem' in result ? askDay(ports, opened) : result.day;
}

async function confirm(ports: ActionsPorts, { name, details, store }: Opened, day: string): Promise<void> {
  const { prompts, translate: t, when } = ports;
  const at = noonOf(day);
  const near = when.near(at);
  const date = near === when.day(at) ? near : `${when.day(at)} (${near})`;
  const choice = await prompts.confirm({
    message: t({ text: 'Let "{0}" be signed until {1}?', args: [name, date] }),
    detail: [
      ...affected(details, t),
      t({ text: 'It waits for signatures again, and jSign may send the signers a mail.' }),
      accountLine(store.account, ports.environmentLabel),
    ].join('\n'),
    buttons: [{ id: 'extend', label: t({ text: 'Extend Due Date' }) }],
  });
  if (choice !== 'extend') throw new Cancelled();
}
