import { shown } from '../../platform/foreignText';
import { answer, type Answer, type Prompts, type StepInfo } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import { formatTitles, MOST_TITLES, readTitles } from './titles';

/** Asks for the signer titles of a template, which no operation of the service gives. */
export class TitleQuestion {
  constructor(
    private readonly prompts: Prompts,
    private readonly t: Translate,
    private readonly title: string,
  ) {}

  async ask(
    template: string,
    titles: readonly string[],
    place: Required<Omit<StepInfo, 'title'>>,
  ): Promise<Answer<readonly string[]>> {
    const asked = await this.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({
        text: 'Signer titles of the template "{0}", spelled exactly as in jSign, with commas between',
        args: [shown(template)],
      }),
      placeholder: this.t({ text: 'Client, Contractor' }),
      value: formatTitles(titles),
      validate: (text) => this.trouble(readTitles(text)),
    });
    return asked.kind === 'value' ? answer(readTitles(asked.value)) : asked;
  }

  private trouble(titles: readonly string[]): string | undefined {
    if (titles.length === 0) return this.t({ text: 'Type at least one title.' });
    if (titles.length > MOST_TITLES)
      return this.t({ text: 'At most {0} titles fit here.', args: [MOST_TITLES] });
    return new Set(titles).size < titles.length
      ? this.t({ text: 'Each title stands there once.' })
      : undefined;
  }
}
