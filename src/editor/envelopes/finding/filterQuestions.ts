import { ENVELOPE_STATUSES, type KnownStatus } from '../../../jsign/types';
import { shown, shortText } from '../../platform/foreignText';
import {
  answer,
  runSequence,
  type Answer,
  type PickItem,
  type Prompts,
  type SequenceStep,
  type StepInfo,
} from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import { groupName, statusLook } from '../status';
import { isDay } from './calendarDay';
import { rangeWords } from './filterWords';
import { LONGEST_NAME, MOST_FILTERS, type DateRange, type FilterChoice } from './savedFilters';

export interface FilterPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
}

export interface FilterAnswers extends FilterChoice {
  /** Empty for a filter that is shown once. */
  readonly name: string;
}

interface State extends FilterAnswers {
  /** Categories that are not among the known ones are to be typed. */
  readonly typing: boolean;
  readonly ends: boolean;
}

type Info = Required<Omit<StepInfo, 'title'>>;
const MOST_CATEGORIES = 20;
const OTHER = Symbol('other');
const BETWEEN = Symbol('between');

/** Asks what to show: status, categories, dates, and under which name to keep it. */
export class FilterQuestions {
  private readonly t: Translate;
  private readonly title: string;

  constructor(private readonly ports: FilterPorts) {
    this.t = ports.translate;
    this.title = this.t({ text: 'Filter Envelopes' });
  }

  /**
   * @param known categories that envelopes seen so far have
   * @param names of the filters that are there already
   * @param before to change an existing one
   * @returns `undefined` when the person leaves
   */
  async ask(
    known: readonly string[],
    names: readonly string[],
    before?: FilterAnswers,
  ): Promise<FilterAnswers | undefined> {
    const start: State = {
      name: before?.name ?? '',
      status: before?.status ?? [],
      categories: before?.categories ?? [],
      range: before?.range ?? { kind: 'any' },
      typing: known.length === 0,
      ends: before?.range.kind === 'between',
    };
    const steps: readonly SequenceStep<State>[] = [
      { ask: (state, info) => this.status(state, info) },
      { skip: () => known.length === 0, ask: (state, info) => this.categories(state, info, known) },
      { skip: (state) => !state.typing, ask: (state, info) => this.typed(state, info, known) },
      { ask: (state, info) => this.range(state, info) },
      { skip: (state) => !state.ends, ask: (state, info) => this.from(state, info) },
      { skip: (state) => !state.ends, ask: (state, info) => this.to(state, info) },
      { ask: (state, info) => this.name(state, info, names, before?.name ?? '') },
    ];
    const said = await runSequence(start, steps);
    if (!said) return undefined;
    const { name, status, categories, range } = said;
    return { name, status, categories, range };
  }

  private async status(state: State, info: Info): Promise<Answer<State>> {
    const said = await this.ports.prompts.pickMany<KnownStatus>({
      ...info,
      title: this.title,
      placeholder: this.t({ text: 'In which status? Choose none for any' }),
      items: ENVELOPE_STATUSES.map((status) => ({
        label: groupName(status, this.t),
        icon: statusLook({ known: status, raw: status }).icon,
        value: status,
        picked: state.status.includes(status),
      })),
    });
    return said.kind === 'value' ? answer({ ...state, status: said.value }) : said;
  }

  private async categories(state: State, info: Info, known: readonly string[]): Promise<Answer<State>> {
    const typed = state.categories.filter((each) => !known.includes(each));
    const items: readonly PickItem<string | typeof OTHER>[] = [
      ...known.map((category) => ({
        label: shown(category, 60),
        icon: 'tag',
        value: category,
        picked: state.categories.includes(category),
      })),
      {
        label: this.t({ text: 'Others…' }),
        description: this.t({ text: 'typed in the next step' }),
        icon: 'edit',
        value: OTHER,
        picked: typed.length > 0,
      },
    ];
    const said = await this.ports.prompts.pickMany({
      ...info,
      title: this.title,
      placeholder: this.t({ text: 'In which categories? Choose none for any' }),
      items,
    });
    if (said.kind !== 'value') return said;
    const typing = said.value.includes(OTHER);
    const chosen = said.value.filter((value) => value !== OTHER);
    return answer({ ...state, typing, categories: [...chosen, ...(typing ? typed : [])] });
  }

  private async typed(state: State, info: Info, known: readonly string[]): Promise<Answer<State>> {
    const said = await this.ports.prompts.input({
      ...info,
      title: this.title,
      prompt: this.t({ text: 'Categories, separated by commas. Leave it empty for any.' }),
      value: state.categories.filter((each) => !known.includes(each)).join(', '),
      validate: (text) =>
        split(text).length > MOST_CATEGORIES
          ? this.t({ text: 'At most {0} categories.', args: [MOST_CATEGORIES] })
          : undefined,
    });
    if (said.kind !== 'value') return said;
    const chosen = state.categories.filter((each) => known.includes(each));
    return answer({ ...state, categories: [...new Set([...chosen, ...split(said.value)])] });
  }

  private async range(state: State, info: Info): Promise<Answer<State>> {
    const ranges: readonly DateRange[] = [
      { kind: 'any' },
      { kind: 'lastDays', days: 7 },
      { kind: 'lastDays', days: 30 },
      { kind: 'lastDays', days: 90 },
      { kind: 'thisYear' },
    ];
    const said = await this.ports.prompts.pick<DateRange | typeof BETWEEN>({
      ...info,
      title: this.title,
      placeholder: this.t({ text: 'Sent when?' }),
      items: [
        ...ranges.map((range) => ({
          label: rangeWords(range, this.t),
          value: range,
          picked: !state.ends && rangeWords(range, this.t) === rangeWords(state.range, this.t),
        })),
        { label: this.t({ text: 'From a day to a day…' }), value: BETWEEN, picked: state.ends },
      ],
    });
    if (said.kind !== 'value') return said;
    if (said.value !== BETWEEN) return answer({ ...state, range: said.value, ends: false });
    const range: DateRange = state.range.kind === 'between' ? state.range : { kind: 'between' };
    return answer({ ...state, range, ends: true });
  }

  private async from(state: State, info: Info): Promise<Answer<State>> {
    const before = endsOf(state.range);
    const said = await this.day(
      info,
      this.t({ text: 'First day (UTC). Leave it empty for no beginning.' }),
      before.from ?? '',
      (text) => this.dayProblem(text),
    );
    if (said.kind !== 'value') return said;
    return answer({ ...state, range: between(said.value, before.to ?? '') });
  }

  private async to(state: State, info: Info): Promise<Answer<State>> {
    const { from = '', to = '' } = endsOf(state.range);
    const said = await this.day(
      info,
      this.t({ text: 'Last day (UTC). Leave it empty for today and later.' }),
      to,
      (text) => {
        const day = text.trim();
        const problem = this.dayProblem(text);
        if (problem !== undefined) return problem;
        if (day === '' && from === '') return this.t({ text: 'A first or a last day is needed.' });
        // Days written this way stand in the order of their letters.
        return day !== '' && day < from
          ? this.t({ text: 'This is before the first day, {0}.', args: [from] })
          : undefined;
      },
    );
    return said.kind === 'value' ? answer({ ...state, range: between(from, said.value) }) : said;
  }

  private async name(
    state: State,
    info: Info,
    names: readonly string[],
    before: string,
  ): Promise<Answer<State>> {
    const others = names.map((name) => name.toLowerCase()).filter((name) => name !== before.toLowerCase());
    const said = await this.ports.prompts.input({
      ...info,
      title: this.title,
      prompt: this.t({ text: 'Name to save this filter under. Leave it empty to show it only once.' }),
      placeholder: this.t({ text: 'Leases of this year' }),
      value: state.name,
      validate: (text) => {
        const name = text.trim();
        if (Array.from(name).length > LONGEST_NAME)
          return this.t({ text: 'A name has at most {0} characters.', args: [LONGEST_NAME] });
        if (others.includes(name.toLowerCase()))
          return this.t({ text: 'There is a filter of this name already.' });
        return name !== '' && before === '' && names.length >= MOST_FILTERS
          ? this.t({
              text: 'There are {0} saved filters, which is the most. Remove one first.',
              args: [MOST_FILTERS],
            })
          : undefined;
      },
    });
    return said.kind === 'value' ? answer({ ...state, name: shortText(said.value, LONGEST_NAME) }) : said;
  }

  private async day(
    info: Info,
    prompt: string,
    value: string,
    validate: (text: string) => string | undefined,
  ): Promise<Answer<string>> {
    const said = await this.ports.prompts.input({
      ...info,
      title: this.title,
      prompt,
      placeholder: this.t({ text: 'yyyy-mm-dd' }),
      value,
      validate,
    });
    return said.kind === 'value' ? answer(said.value.trim()) : said;
  }

  private dayProblem(text: string): string | undefined {
    const day = text.trim();
    return day === '' || isDay(day)
      ? undefined
      : this.t({ text: 'A day that there is, written as yyyy-mm-dd, for example 2026-05-12.' });
  }
}

function split(text: string): readonly string[] {
  return text
    .split(',')
    .map((each) => shortText(each))
    .filter((each) => each !== '');
}

function endsOf(range: DateRange): { readonly from?: string; readonly to?: string } {
  return range.kind === 'between' ? range : {};
}

function between(from: string, to: string): DateRange {
  return { kind: 'between', ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
}
