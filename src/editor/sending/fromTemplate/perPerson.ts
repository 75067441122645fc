import { NOTE_LENGTH } from '../../../delivery/preflight/signers';
import { shown } from '../../platform/foreignText';
import { answer, CANCEL, type Answer, type Prompts, type StepInfo } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { SigningPerson } from '../answers';
import { addressKey, readPhone, type TemplateSendAnswers } from './answers';

type Place = Required<Omit<StepInfo, 'title'>>;

interface Kind {
  readonly texts: Map<string, string>;
  readonly placeholder: string;
  readonly without: string;
  readonly icon: string;
  readonly prompt: (person: SigningPerson) => string;
  readonly example: string;
  readonly validate: (text: string) => string | undefined;
}

/** Asks for something that each person who signs may have: a note, a phone number. */
export class PerPersonQuestions {
  constructor(
    private readonly prompts: Prompts,
    private readonly t: Translate,
    private readonly title: string,
  ) {}

  notes(said: TemplateSendAnswers, place: Place): Promise<Answer<unknown>> {
    return this.ask(said, place, {
      texts: said.notes,
      placeholder: this.t({
        text: 'Private notes: each goes into the e-mail to one person. Leave them out if you like.',
      }),
      without: this.t({ text: 'no note' }),
      icon: 'note',
      prompt: ({ name }) =>
        this.t({ text: 'Private note to {0}. Leave it empty for none.', args: [shown(name)] }),
      example: this.t({ text: 'Thank you for the talk this morning.' }),
      validate: (text) =>
        text.trim().length > NOTE_LENGTH
          ? this.t({ text: 'A note has at most {0} characters.', args: [NOTE_LENGTH] })
          : undefined,
    });
  }

  phones(said: TemplateSendAnswers, place: Place): Promise<Answer<unknown>> {
    return this.ask(said, place, {
      texts: said.phones,
      placeholder: this.t({ text: 'Phone numbers, with which jSign checks who signs' }),
      without: this.t({ text: 'no phone number' }),
      icon: 'device-mobile',
      prompt: ({ name }) =>
        this.t({ text: 'Phone number of {0}, with the code of the country', args: [shown(name)] }),
      example: '+49 170 1234567',
      validate: (text) =>
        text.trim() === '' || readPhone(text)
          ? undefined
          : this.t({ text: 'Type the code of the country, a space, and the number: +49 170 1234567' }),
    });
  }

  private async ask(said: TemplateSendAnswers, place: Place, kind: Kind): Promise<Answer<unknown>> {
    for (;;) {
      const some = said.people.some((person) => kind.texts.has(addressKey(person)));
      const chosen = await this.prompts.pick<SigningPerson | undefined>({
        ...place,
        title: this.title,
        placeholder: kind.placeholder,
        items: [
          {
            label: this.t({ text: 'Continue' }),
            ...(some ? {} : { description: kind.without }),
            icon: 'check',
            picked: true,
            value: undefined,
          },
          ...said.people.map((person) => ({
            label: shown(person.name),
            description: shown(person.role ?? person.email, 60),
            detail: shown(kind.texts.get(addressKey(person)) ?? kind.without, NOTE_LENGTH),
            icon: kind.icon,
            value: person,
          })),
        ],
      });
      if (chosen.kind !== 'value') return chosen;
      if (!chosen.value) return answer(undefined);
      if ((await this.edit(chosen.value, place, kind)).kind === 'cancel') return CANCEL;
    }
  }

  private async edit(person: SigningPerson, place: Place, kind: Kind): Promise<Answer<string>> {
    const key = addressKey(person);
    const asked = await this.prompts.input({
      ...place,
      title: this.title,
      canGoBack: true,
      prompt: kind.prompt(person),
      placeholder: kind.example,
      value: kind.texts.get(key) ?? '',
      validate: kind.validate,
    });
    if (asked.kind !== 'value') return asked;
    const text = asked.value.trim();
    if (text === '') kind.texts.delete(key);
    else kind.texts.set(key, text);
    return asked;
  }
}
