import type { DraftTemplate } from '../../../delivery/draft';
import { preflight } from '../../../delivery/preflight';
import type { AccountDetails } from '../../../jsign/types';
import type { Session } from '../../account/api';
import { shown } from '../../platform/foreignText';
import {
  answer,
  BACK,
  CANCEL,
  runSequence,
  type Answer,
  type SequenceStep,
  type StepInfo,
} from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { TemplateRoles } from '../../templates/api';
import { within } from '../limits';
import { type OptionQuestionPorts, OptionQuestions } from '../optionQuestions';
import { cleanName } from '../people';
import type { Person } from '../ports';
import { Review, type ReviewChoice } from '../review';
import { SignerQuestions } from '../signerQuestions';
import {
  isComplete,
  makeTemplateDraft,
  setTitles,
  type TemplateDraft,
  type TemplateSendAnswers,
} from './answers';
import { FEWEST_FOR_GROUPS, GroupQuestions } from './groups';
import { PerPersonQuestions } from './perPerson';
import type { Refusal } from './refusal';
import { TemplateChoice, type TemplateChoicePorts } from './templateChoice';
import { TitleQuestion } from './titleQuestion';

/** Milliseconds to wait for people to offer. */
const PATIENCE = 1000;

type Place = Required<Omit<StepInfo, 'title'>>;
type Step = SequenceStep<TemplateSendAnswers>;

export interface FromTemplatePorts extends OptionQuestionPorts, TemplateChoicePorts {
  readonly roles: TemplateRoles;
  readonly displayPath: (uri: string) => string;
  readonly newId: () => string;
}

export interface FromTemplateInput {
  readonly session: Session;
  readonly environment: string;
  /** People to offer, on their way. */
  readonly past: Promise<readonly Person[]>;
  readonly limits: AccountDetails | undefined;
}

/** Template, name, titles, who signs, notes, order, days until it expires, review. Asks; sends nothing. */
export class FromTemplateQuestions {
  private readonly t: Translate;
  private readonly title: string;
  private readonly options: OptionQuestions;
  private readonly perPerson: PerPersonQuestions;
  private readonly choice: TemplateChoice;
  private readonly titles: TitleQuestion;
  private typed: readonly string[] | undefined;
  private said: TemplateSendAnswers;
  private signers: { readonly titles: readonly string[]; readonly questions: SignerQuestions } | undefined;

  constructor(
    private readonly ports: FromTemplatePorts,
    private readonly input: FromTemplateInput,
  ) {
    this.t = ports.translate;
    this.title = this.t({ text: 'Create Envelope from Template · {0}', args: [shown(input.environment)] });
    this.options = new OptionQuestions(ports, this.title);
    this.perPerson = new PerPersonQuestions(ports.prompts, this.t, this.title);
    this.titles = new TitleQuestion(ports.prompts, this.t, this.title);
    this.choice = new TemplateChoice(ports, input.session, this.title);
    this.said = {
      name: '',
      people: [],
      flow: 'Parallel',
      expiresInDays: this.options.usualDays(),
      appendPage: false,
      template: { id: '', name: '' },
      titles: [],
      titlesOf: undefined,
      recorded: false,
      places: new Map(),
      notes: new Map(),
      phones: new Map(),
    };
  }

  /** Titles that the person typed, in that order; `undefined` where they were known. */
  get typedTitles(): readonly string[] | undefined {
    return this.said.recorded ? undefined : this.typed;
  }

  /** Takes up what was said before. */
  start(said: TemplateSendAnswers): void {
    this.said = said;
  }

  /** All questions. Gives `undefined` when the person leaves. */
  async run(template: DraftTemplate | undefined): Promise<TemplateDraft | undefined> {
    if (template) await this.use(template);
    return this.ask([
      this.step(
        (place) => this.askTemplate(place),
        () => template !== undefined,
      ),
      this.step((place) => this.options.name(this.said, place)),
      this.step(
        (place) => this.askTitles(place),
        () => this.said.recorded,
      ),
      this.step((place) => this.askSigners(place)),
      this.step((place) => this.perPerson.notes(this.said, place)),
      this.step(
        (place) => this.askOrder(place),
        () => this.said.people.length < 2,
      ),
      this.step((place) => this.options.expiry(this.said, place)),
    ]);
  }

  /** After a refusal: the question that it is about, then the review with everything as it was said. */
  async change(refusal: Refusal): Promise<TemplateDraft | undefined> {
    switch (refusal) {
      case 'gone':
      case 'inactive':
        return this.ask([this.step((place) => this.askTemplate(place))]);
      case 'titles':
        return this.ask([this.step((place) => this.askTitles(place))]);
      case 'phones':
        return this.ask([this.step((place) => this.perPerson.phones(this.said, place))]);
      case 'other':
        return this.ask([]);
    }
  }

  /** The questions, then the review. */
  private async ask(steps: readonly Step[]): Promise<TemplateDraft | undefined> {
    let reviewed: TemplateDraft | undefined;
    const finished = await runSequence(this.said, [
      ...steps,
      this.step(async (place) => {
        const end = await this.review(place);
        if (end.kind === 'value') reviewed = end.value;
        return end;
      }),
    ]);
    return finished ? reviewed : undefined;
  }

  private step(ask: (place: Place) => Promise<Answer<unknown>>, skip?: () => boolean): Step {
    return {
      ...(skip ? { skip } : {}),
      ask: async (said, place) => {
        const end = await ask(place);
        return end.kind === 'value' ? answer(said) : end;
      },
    };
  }

  private async askTemplate(place: Place): Promise<Answer<unknown>> {
    const chosen = await this.choice.ask(place, this.said.template.id);
    if (chosen.kind === 'value') await this.use(chosen.value);
    return chosen;
  }

  /** Its titles come from the record where there is one; a name that nobody changed follows the template. */
  private async use(template: DraftTemplate): Promise<void> {
    const { said } = this;
    if (said.name === '' || said.name === cleanName(said.template.name)) said.name = cleanName(template.name);
    if (said.template.id === template.id) return;
    said.template = template;
    const titles = await this.ports.roles.of(this.input.session.account.id, template.id);
    said.recorded = titles !== undefined;
    if (titles) setTitles(said, titles);
  }

  private async askTitles(place: Place): Promise<Answer<unknown>> {
    const { said } = this;
    const asked = await this.titles.ask(said.template.name, said.titles, place);
    if (asked.kind !== 'value') return asked;
    setTitles(said, asked.value);
    this.typed = asked.value;
    // What the person typed is not from our record, even where a record stood before.
    said.recorded = false;
    return asked;
  }

  private async askSigners(place: Place): Promise<Answer<unknown>> {
    const { said, signers } = this;
    if (signers?.titles !== said.titles) {
      const { account } = this.input.session;
      const me = { name: cleanName(account.name), email: account.email };
      // Offering people is a convenience: nobody waits for it longer than for a page to turn.
      const known = (await within(PATIENCE, this.input.past)) ?? [];
      // Somebody has a place already when titles were corrected: then only the open ones are asked for.
      const questions = new SignerQuestions(this.ports, this.title, me, known, said.titles, isComplete(said));
      this.signers = { titles: said.titles, questions };
    }
    return this.signers?.questions.ask(said, place) ?? BACK;
  }

  private askOrder(place: Place): Promise<Answer<unknown>> {
    const { options, said } = this;
    const groups = new GroupQuestions(this.ports.prompts, this.t, this.title);
    const few = said.people.length < FEWEST_FOR_GROUPS;
    return few ? options.order(said, place) : options.order(said, place, () => groups.ask(said, place));
  }

  private async review(place: Place): Promise<Answer<TemplateDraft>> {
    for (;;) {
      const whole = await this.complete(place);
      if (whole.kind !== 'value') return whole;
      const draft = makeTemplateDraft(this.said, this.input.session.account.id, this.ports.newId);
      const chosen = await this.show(draft, place);
      if (chosen.kind !== 'value') return chosen;
      if (chosen.value === 'send') return answer(draft);
      if ((await this.edit(chosen.value, place)).kind === 'cancel') return CANCEL;
    }
  }

  /** Another template, or other titles, may leave people without a title and titles without a person. */
  private async complete(place: Place): Promise<Answer<unknown>> {
    const { said } = this;
    const here = { ...place, canGoBack: true };
    while (said.titlesOf !== said.template.id || !isComplete(said)) {
      const known = said.titlesOf === said.template.id;
      const end = known ? await this.askSigners(here) : await this.askTitles(here);
      if (end.kind === 'cancel') return CANCEL;
      // Back from the people to the titles, and from there to the template.
      if (end.kind === 'back' && known) said.titlesOf = undefined;
      else if (end.kind === 'back' && (await this.askTemplate(here)).kind === 'cancel') return CANCEL;
    }
    return answer(said);
  }

  private async show(draft: TemplateDraft, place: Place): Promise<Answer<ReviewChoice>> {
    const { environment, limits, session } = this.input;
    const { displayPath, locale, now, prompts } = this.ports;
    const review = new Review(
      {
        draft,
        problems: preflight(draft, new Map(), limits),
        environment,
        accountEmail: session.account.email,
        displayPath,
        locale,
        now: now(),
      },
      this.t,
    );
    const chosen = await prompts.pick<ReviewChoice>({
      ...place,
      title: review.title,
      placeholder: review.placeholder,
      items: review.rows(),
    });
    // A row to send is not there while there is an error; nothing else may lead past it either.
    return chosen.kind === 'value' && chosen.value === 'send' && !review.canSend ? answer('nothing') : chosen;
  }

  /** A row of the review was chosen: its question once more, then the review again. */
  private async edit(choice: ReviewChoice, place: Place): Promise<Answer<unknown>> {
    const here = { ...place, canGoBack: true };
    switch (choice) {
      case 'name':
        return this.options.name(this.said, here);
      case 'template':
        return this.askTemplate(here);
      case 'titles':
        return this.askTitles(here);
      case 'signers':
        return this.askSigners(here);
      case 'notes':
        return this.perPerson.notes(this.said, here);
      case 'phones':
        return this.perPerson.phones(this.said, here);
      case 'order':
        return this.askOrder(here);
      case 'expiry':
        return this.options.expiry(this.said, here);
      case 'send':
      case 'composer':
      case 'nothing':
        return BACK;
    }
  }
}
