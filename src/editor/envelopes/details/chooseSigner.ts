import type { EnvelopeDetails } from '../../../jsign/types';
import type { Account } from '../../account/api';
import { UserError } from '../../platform/actions';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import { sameAddress } from '../signers';
import { whoCanSign, type SignChoice } from './whoCanSign';
import { shortText } from '../../platform/foreignText';

/**
 * Who signs: `email` where the person pointed at somebody, else the only one who can, else whom they pick. Anybody but the
 * account's own person is confirmed by name. `undefined` when the person leaves.
 */
export async function chooseSigner(
  details: EnvelopeDetails,
  account: Pick<Account, 'email'>,
  email: string | undefined,
  prompts: Prompts,
  t: Translate,
): Promise<SignChoice | undefined> {
  const all = whoCanSign(details, account.email);
  const choices = email === undefined ? all : all.filter((choice) => sameAddress(choice.email, email));
  const choice = choices.length > 1 ? await pick(details, choices, prompts, t) : choices[0];
  if (choices.length === 0) {
    throw new UserError(
      t({ text: 'Nobody can sign "{0}" here at the moment.', args: [shortText(details.name)] }),
      t({ text: 'It may have been signed, have ended, or be somebody else’s turn.' }),
    );
  }
  if (!choice || choice.self) return choice;
  return (await isThere(choice, details, prompts, t)) ? choice : undefined;
}

async function pick(
  details: EnvelopeDetails,
  choices: readonly SignChoice[],
  prompts: Prompts,
  t: Translate,
): Promise<SignChoice | undefined> {
  const chosen = await prompts.pick<SignChoice>({
    title: t({ text: 'Sign "{0}"', args: [shortText(details.name)] }),
    placeholder: t({ text: 'Who signs?' }),
    items: choices.map((choice) => ({
      label: choice.self ? t({ text: 'You, {0}', args: [shortText(choice.name)] }) : shortText(choice.name),
      description: choice.email,
      detail: choice.self ? '' : t({ text: 'In person: they sit here and sign themselves' }),
      icon: choice.self ? 'edit' : 'person',
      value: choice,
    })),
  });
  return chosen.kind === 'value' ? chosen.value : undefined;
}

async function isThere(
  choice: SignChoice,
  details: EnvelopeDetails,
  prompts: Prompts,
  t: Translate,
): Promise<boolean> {
  const name = shortText(choice.name);
  const answered = await prompts.confirm({
    message: t({ text: 'Is {0} here to sign "{1}"?', args: [name, shortText(details.name)] }),
    detail: t({
      text: 'What is signed now counts as the signature of {0} ({1}). Go on only if they sit here and sign themselves.',
      args: [name, shortText(choice.email)],
    }),
    buttons: [{ id: 'here', label: t({ text: '{0} Is Here to Sign', args: [shortText(choice.name, 40)] }) }],
  });
  return answered === 'here';
}
