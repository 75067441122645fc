import { answer, BACK, type Answer, type Prompts, type StepInfo } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { cleanName } from './people';
import type { TemplateChoice } from './templateReview';

type Place = Required<Omit<StepInfo, 'title'>>;

/** What was said of a template so far; one object for the whole sequence, so that a step back keeps everything. */
export interface TemplateAnswers {
  name: string;
  /** Titles of those who sign, in order. */
  roles: readonly string[];
  description: string;
  categories: readonly string[];
  /** The person has agreed that a page is appended where there is no room. */
  appendPage: boolean;
}

const MOST_ROLES = 20;
const MOST_CATEGORIES = 20;
/** Inferred: a description longer than this helps nobody who chooses a template. */
const LONGEST_DESCRIPTION = 1000;

/** Asks what a template is called, who signs it, and what is said of it. */
export class TemplateQuestions {
  constructor(
    private readonly prompts: Prompts,
    private readonly t: Translate,
    private readonly title: string,
  ) {}

  async name(said: TemplateAnswers, place: Place): Promise<Answer<TemplateAnswers>> {
    const asked = await this.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({ text: 'Name of the template' }),
      value: said.name,
      validate: (text) =>
        cleanName(text) === '' ? this.t({ text: 'The template needs a name.' }) : undefined,
    });
    if (asked.kind !== 'value') return asked;
    said.name = cleanName(asked.value);
    return answer(said);
  }

  async roles(said: TemplateAnswers, place: Place): Promise<Answer<TemplateAnswers>> {
    const asked = await this.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({ text: 'Who signs, by role, with commas between' }),
      placeholder: this.t({ text: 'Client, Contractor' }),
      value: said.roles.join(', '),
      validate: (text) => this.rolesTrouble(readList(text)),
    });
    if (asked.kind !== 'value') return asked;
    said.roles = readList(asked.value);
    return answer(said);
  }

  async description(said: TemplateAnswers, place: Place): Promise<Answer<TemplateAnswers>> {
    const asked = await this.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({ text: 'What the template is for. Leave it empty for none.' }),
      value: said.description,
      validate: (text) =>
        text.length > LONGEST_DESCRIPTION
          ? this.t({ text: 'At most {0} characters fit here.', args: [LONGEST_DESCRIPTION] })
          : undefined,
    });
    if (asked.kind !== 'value') return asked;
    said.description = cleanName(asked.value);
    return answer(said);
  }

  async categories(said: TemplateAnswers, place: Place): Promise<Answer<TemplateAnswers>> {
    const asked = await this.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({ text: 'Categories, with commas between. Leave it empty for none.' }),
      placeholder: this.t({ text: 'Sales, Legal' }),
      value: said.categories.join(', '),
      validate: (text) =>
        readList(text).length > MOST_CATEGORIES
          ? this.t({ text: 'At most {0} categories fit here.', args: [MOST_CATEGORIES] })
          : undefined,
    });
    if (asked.kind !== 'value') return asked;
    said.categories = withoutDoubles(readList(asked.value));
    return answer(said);
  }

  /** A row of the review was chosen: its question once more, if it has one. */
  async change(choice: TemplateChoice, said: TemplateAnswers, place: Place): Promise<Answer<unknown>> {
    const here = { ...place, canGoBack: true };
    switch (choice) {
      case 'name':
        return this.name(said, here);
      case 'roles':
        return this.roles(said, here);
      case 'description':
        return this.description(said, here);
      case 'categories':
        return this.categories(said, here);
      case 'create':
      case 'nothing':
        return BACK;
    }
  }

  private rolesTrouble(roles: readonly string[]): string | undefined {
    if (roles.length === 0) return this.t({ text: 'Name at least one role.' });
    if (roles.length > MOST_ROLES) return this.t({ text: 'At most {0} roles fit here.', args: [MOST_ROLES] });
    return withoutDoubles(roles).length < roles.length
      ? this.t({ text: 'Each role needs a name of its own.' })
      : undefined;
  }
}

function readList(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map(cleanName)
    .filter((part) => part !== '');
}

/** The first of each, whatever the case. */
function withoutDoubles(parts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const key = part.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}
