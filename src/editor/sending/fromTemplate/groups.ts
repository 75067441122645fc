import { shown } from '../../platform/foreignText';
import { answer, BACK, type Answer, type Prompts, type StepInfo } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { SigningPerson } from '../answers';
import type { TemplateSendAnswers } from './answers';

type Place = Required<Omit<StepInfo, 'title'>>;

/** Fewer people than this have no groups that differ from one after the other, or all at once. */
export const FEWEST_FOR_GROUPS = 3;

/** Asks who signs at the same time as whom. */
export class GroupQuestions {
  constructor(
    private readonly prompts: Prompts,
    private readonly t: Translate,
    private readonly title: string,
  ) {}

  async ask(said: TemplateSendAnswers, place: Place): Promise<Answer<unknown>> {
    const groups: (readonly SigningPerson[])[] = [];
    for (;;) {
      const left = said.people.filter((person) => !groups.flat().includes(person));
      if (left.length === 0) break;
      // The last one has no choice.
      const asked = left.length === 1 ? answer(left) : await this.askGroup(left, groups.length, place);
      if (asked.kind === 'cancel') return asked;
      if (asked.kind === 'back') {
        if (groups.pop() === undefined) return BACK;
      } else if (asked.value.length > 0) groups.push(asked.value);
    }
    said.people = groups.flat();
    said.places = new Map(groups.flatMap((group, index) => group.map(({ id }) => [id, index + 1] as const)));
    said.flow = 'Hybrid';
    return answer(undefined);
  }

  private askGroup(
    left: readonly SigningPerson[],
    before: number,
    place: Place,
  ): Promise<Answer<readonly SigningPerson[]>> {
    return this.prompts.pickMany<SigningPerson>({
      ...place,
      title: this.title,
      canGoBack: true,
      placeholder:
        before === 0
          ? this.t({ text: 'Who signs first? Choose one or several.' })
          : this.t({ text: 'Who signs next, at the same time? Choose one or several.' }),
      items: left.map((person) => ({
        label: shown(person.name),
        description: shown(person.role ?? person.email, 60),
        icon: 'person',
        value: person,
      })),
    });
  }
}
