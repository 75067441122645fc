import type { Draft } from '../../delivery/draft';
import type { AccountDetails } from '../../jsign/types';
import type { Session } from '../account/api';
import { Cancelled } from '../platform/actions';
import { answer, CANCEL, runSequence, type Answer, type Prompts, type StepInfo } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { rolesOf, type SigningPerson } from './answers';
import type { LoadedDocument } from './documentReader';
import { makeDraft } from './draftMaker';
import { humanName } from './fileNames';
import type { Placement, Placer } from './placement';
import type { TemplateCreator } from './templateCreator';
import { templateProblems } from './templateProblems';
import { TemplateQuestions, type TemplateAnswers } from './templateQuestions';
import { TemplateReview, type TemplateChoice } from './templateReview';

type Place = Required<Omit<StepInfo, 'title'>>;

export interface TemplateMakerPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly placer: Placer;
  readonly creator: TemplateCreator;
  readonly newId: () => string;
  readonly environmentLabel: (account: Session['account']) => string;
}

/** What the review showed: this, and nothing else, becomes the template. */
interface Reviewed {
  readonly draft: Draft;
  readonly placement: Placement;
}

/**
 * Makes a template of one document: asks for name and roles, places fields for each role (from anchors, else on the last page),
 * shows what it will be, and creates it.
 */
export class TemplateMaker {
  private readonly t: Translate;
  private readonly questions: TemplateQuestions;

  constructor(private readonly ports: TemplateMakerPorts) {
    this.t = ports.translate;
    this.questions = new TemplateQuestions(ports.prompts, ports.translate, this.title);
  }

  /**
   * @param limits of the account; `undefined` where they cannot be read.
   * @throws Cancelled when the person leaves, UserError or JsignError when it was not made.
   */
  async make(session: Session, document: LoadedDocument, limits: AccountDetails | undefined): Promise<void> {
    const anchored = rolesOf([document]);
    const said: TemplateAnswers = {
      name: humanName(document.name),
      roles: anchored.length > 0 ? anchored : [this.t({ text: 'Signer 1' })],
      description: '',
      categories: [],
      appendPage: false,
    };
    const fixedRoles = anchored.length > 0;
    let reviewed: Reviewed | undefined;
    const finished = await runSequence(said, [
      { ask: (state, place) => this.questions.name(state, place) },
      { skip: () => fixedRoles, ask: (state, place) => this.questions.roles(state, place) },
      {
        ask: async (state, place) => {
          const end = await this.review(session, document, state, fixedRoles, limits, place);
          if (end.kind !== 'value') return end;
          reviewed = end.value;
          return answer(state);
        },
      },
    ]);
    if (!finished || !reviewed) throw new Cancelled();
    const { draft, placement } = reviewed;
    await this.ports.creator.create(session, { said: finished, draft, placement, document });
  }

  private async review(
    session: Session,
    document: LoadedDocument,
    said: TemplateAnswers,
    fixedRoles: boolean,
    limits: AccountDetails | undefined,
    place: Place,
  ): Promise<Answer<Reviewed>> {
    for (;;) {
      const placed = await this.place(document, said, place);
      if (placed.kind !== 'value') return placed;
      const placement = placed.value;
      const draft = this.draftOf(session, said, placement);
      const review = new TemplateReview(
        {
          said,
          draft,
          fixedRoles,
          problems: templateProblems(draft, placement.inspections, limits, placement.notes),
          environment: this.ports.environmentLabel(session.account),
          accountEmail: session.account.email,
          locale: this.ports.locale,
        },
        this.t,
      );
      const chosen = await this.ports.prompts.pick<TemplateChoice>({
        ...place,
        title: review.title,
        placeholder: review.placeholder,
        items: review.rows(),
      });
      if (chosen.kind !== 'value') return chosen;
      if (chosen.value === 'create' && review.canCreate) return answer({ draft, placement });
      if ((await this.questions.change(chosen.value, said, place)).kind === 'cancel') return CANCEL;
    }
  }

  private async place(
    document: LoadedDocument,
    said: TemplateAnswers,
    place: Place,
  ): Promise<Answer<Placement>> {
    for (;;) {
      const title = this.t({ text: 'Signatures' });
      const placed = await this.ports.placer.place([document], peopleOf(said.roles), title, said.appendPage);
      if (!('noRoom' in placed)) return answer(placed);
      const asked = await this.ports.prompts.pick<'append'>({
        ...place,
        title: this.title,
        placeholder: this.t({ text: 'The last page has no free place for the signatures' }),
        items: [
          {
            label: this.t({ text: 'Append Signature Page' }),
            detail: this.t({
              text: 'A page with a place for each role is added to the copy that is uploaded. Its bytes then differ from the file; the file itself stays as it is.',
            }),
            icon: 'file-add',
            value: 'append',
          },
        ],
      });
      if (asked.kind !== 'value') return asked;
      said.appendPage = true;
    }
  }

  /** Roles stand where people stand in an envelope, so their fields are checked and put into a request in the same way. */
  private draftOf(session: Session, said: TemplateAnswers, placement: Placement): Draft {
    const { name, roles, description, categories, appendPage } = said;
    const people = peopleOf(roles);
    const flow = 'Parallel' as const;
    const answers = { name, people, flow, places: new Map<string, number>(), expiresInDays: 14, appendPage };
    const draft = makeDraft(answers, placement, session.account.id, this.ports.newId);
    return { ...draft, description, categories };
  }

  private get title(): string {
    return this.t({ text: 'Create Template' });
  }
}

function peopleOf(roles: readonly string[]): readonly SigningPerson[] {
  return roles.map((role, index) => ({ id: `role-${index + 1}`, name: role, email: '', role }));
}
