import { answer, CANCEL, type Answer, type PickItem, type Prompts, type StepInfo } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { expiryDate, type Answers, type SigningPerson } from './answers';
import { cleanName } from './people';
import { shown } from '../platform/foreignText';

type Place = Required<Omit<StepInfo, 'title'>>;

export const FEWEST_DAYS = 1;
export const MOST_DAYS = 365;

export interface OptionQuestionPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly now: () => number;
  /** Days until an envelope expires, as the person has set it. */
  readonly defaultDays: () => number;
}

/** Asks for the name, the order and the days until it expires. */
export class OptionQuestions {
  private readonly t: Translate;

  constructor(
    private readonly ports: OptionQuestionPorts,
    private readonly title: string,
  ) {
    this.t = ports.translate;
  }

  async name(said: Answers, place: Place): Promise<Answer<Answers>> {
    const asked = await this.ports.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({ text: 'Name of the envelope. The people who sign see it.' }),
      value: said.name,
      validate: (text) =>
        cleanName(text) === '' ? this.t({ text: 'The envelope needs a name.' }) : undefined,
    });
    if (asked.kind !== 'value') return asked;
    said.name = cleanName(asked.value);
    return answer(said);
  }

  /** @param inGroups asks who signs together with whom, where that is offered; it sets the flow by itself. */
  async order(
    said: Answers,
    place: Place,
    inGroups?: () => Promise<Answer<unknown>>,
  ): Promise<Answer<Answers>> {
    for (;;) {
      const asked = await this.ports.prompts.pick<'together' | 'in-order' | 'other' | 'groups'>({
        ...place,
        title: this.title,
        placeholder: this.t({ text: 'When does each person get the e-mail?' }),
        items: [
          {
            label: this.t({ text: 'At the same time' }),
            detail: this.t({ text: 'Everybody gets an e-mail now' }),
            icon: 'group-by-ref-type',
            picked: said.flow === 'Parallel',
            value: 'together',
          },
          {
            label: this.t({ text: 'In this order' }),
            detail: said.people.map((person, index) => `${index + 1} ${shown(person.name, 40)}`).join('   '),
            icon: 'list-ordered',
            picked: said.flow !== 'Parallel',
            value: 'in-order',
          },
          {
            label: this.t({ text: 'In another order…' }),
            detail: this.t({ text: 'Choose who signs first, second and so on' }),
            icon: 'arrow-swap',
            value: 'other',
          },
          ...(inGroups
            ? [
                {
                  label: this.t({ text: 'In groups…' }),
                  detail: this.t({ text: 'Choose who signs at the same time, one group after the other' }),
                  icon: 'group-by-ref-type',
                  value: 'groups' as const,
                },
              ]
            : []),
        ],
      });
      if (asked.kind !== 'value') return asked;
      if (asked.value === 'groups') {
        const grouped = (await inGroups?.()) ?? CANCEL;
        if (grouped.kind === 'cancel') return CANCEL;
        if (grouped.kind === 'back') continue;
        return answer(said);
      }
      if (asked.value === 'other') {
        const ordered = await this.otherOrder(said.people, place);
        if (ordered.kind === 'cancel') return CANCEL;
        if (ordered.kind === 'back') continue;
        said.people = ordered.value;
      }
      said.flow = asked.value === 'together' ? 'Parallel' : 'Sequential';
      return answer(said);
    }
  }

  private async otherOrder(
    people: readonly SigningPerson[],
    place: Place,
  ): Promise<Answer<readonly SigningPerson[]>> {
    const ordered: SigningPerson[] = [];
    for (;;) {
      const left = people.filter((person) => !ordered.includes(person));
      const [last, ...more] = left;
      if (!last) return answer(ordered);
      // The last one has no choice.
      if (more.length === 0) return answer([...ordered, last]);
      const asked = await this.ports.prompts.pick<SigningPerson>({
        ...place,
        title: this.title,
        canGoBack: true,
        placeholder:
          ordered.length === 0
            ? this.t({ text: 'Who signs first?' })
            : this.t({ text: 'Who signs next, after {0}?', args: [shown(ordered.at(-1)?.name ?? '', 40)] }),
        items: left.map((person) => ({
          label: shown(person.name),
          description: shown(person.email),
          icon: 'person',
          value: person,
        })),
      });
      if (asked.kind === 'cancel') return asked;
      if (asked.kind === 'value') ordered.push(asked.value);
      else if (ordered.pop() === undefined) return asked;
    }
  }

  async expiry(said: Answers, place: Place): Promise<Answer<Answers>> {
    const days = [...new Set([7, 14, 30, 60, this.usualDays(), said.expiresInDays])].sort((a, b) => a - b);
    for (;;) {
      const asked = await this.ports.prompts.pick<number | undefined>({
        ...place,
        title: this.title,
        placeholder: this.t({ text: 'How long may people take to sign?' }),
        items: [
          ...days.map((count) => this.daysRow(count, count === said.expiresInDays)),
          { label: this.t({ text: 'Another number of days…' }), icon: 'edit', value: undefined },
        ],
      });
      if (asked.kind !== 'value') return asked;
      const chosen = asked.value === undefined ? await this.otherDays(said, place) : answer(asked.value);
      if (chosen.kind === 'cancel') return CANCEL;
      if (chosen.kind === 'back') continue;
      said.expiresInDays = chosen.value;
      return answer(said);
    }
  }

  private async otherDays(said: Answers, place: Place): Promise<Answer<number>> {
    const asked = await this.ports.prompts.input({
      ...place,
      title: this.title,
      canGoBack: true,
      prompt: this.t({ text: 'Days until it expires' }),
      value: String(said.expiresInDays),
      validate: (text) =>
        readDays(text) === undefined
          ? this.t({ text: 'Type a whole number from {0} to {1}.', args: [FEWEST_DAYS, MOST_DAYS] })
          : undefined,
    });
    return asked.kind === 'value' ? answer(readDays(asked.value) ?? said.expiresInDays) : asked;
  }

  /** The person's own default; a setting that makes no sense counts as two weeks. */
  usualDays(): number {
    return readDays(String(this.ports.defaultDays())) ?? 14;
  }

  private daysRow(days: number, picked: boolean): PickItem<number | undefined> {
    const date = new Intl.DateTimeFormat(this.ports.locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const usual = days === this.usualDays() ? ` · ${this.t({ text: 'default' })}` : '';
    return {
      label: this.daysLabel(days),
      description: `${this.t({ text: 'until {0}', args: [date.format(expiryDate(days, this.ports.now()))] })}${usual}`,
      icon: 'calendar',
      picked,
      value: days,
    };
  }

  private daysLabel(days: number): string {
    if (days === 1) return this.t({ text: '1 day' });
    if (days === 7) return this.t({ text: '1 week' });
    if (days === 14) return this.t({ text: '2 weeks' });
    return this.t({ text: '{0} days', args: [days] });
  }
}

function readDays(text: string): number | undefined {
  const days = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : Number.NaN;
  return days >= FEWEST_DAYS && days <= MOST_DAYS ? days : undefined;
}
