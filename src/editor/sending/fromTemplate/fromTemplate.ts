import type { DraftTemplate } from '../../../delivery/draft';
import type { AccountDetails } from '../../../jsign/types';
import type { Accounts, Session } from '../../account/api';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { TemplateDesk, TemplateRef, TemplateRoles } from '../../templates/api';
import { readably } from '../failures';
import { readLimits } from '../limits';
import type { PastPeople } from '../ports';
import type { HelpWithRefusal, RefusalHelp, Sender } from '../sender';
import type { SessionNeeded } from '../sessionNeeded';
import { sessionOf } from '../sessionOf';
import { answersOfDraft, type TemplateDraft } from './answers';
import { type FromTemplatePorts, FromTemplateQuestions } from './questions';
import { helpWith, type Refusal, refusalOf } from './refusal';

export interface FromTemplateParts extends FromTemplatePorts {
  readonly accounts: Pick<Accounts, 'state' | 'session' | 'environmentLabel'>;
  readonly session: Pick<SessionNeeded, 'get'>;
  readonly sender: Pick<Sender, 'send'>;
  readonly pastPeople: PastPeople;
  readonly templates: TemplateDesk;
  readonly roles: TemplateRoles;
}

/** Create Envelope from Template, from its beginning to its end. */
export class FromTemplate {
  constructor(private readonly parts: FromTemplateParts) {}

  /** Asks for everything, the template included where none is given, and sends. */
  async run(ref: TemplateRef | undefined): Promise<void> {
    const t = this.parts.translate;
    if (ref?.template.status.known === 'inactive') {
      throw new UserError(
        t({ text: 'The template "{0}" is inactive.', args: [shown(ref.template.name)] }),
        t({ text: 'Activate it, then try again.' }),
      );
    }
    const session = ref ? await this.sessionFor(ref) : await this.parts.session.get();
    await readably(t, async () => {
      const questions = await this.questionsFor(session);
      const draft = await questions.run(ref && { id: ref.template.id, name: ref.template.name });
      if (draft) await this.follow(session, draft, questions);
    });
  }

  /** Sends a draft that was kept and read through. Where the service refuses it, its questions open with all that was said. */
  async send(session: Session, draft: TemplateDraft): Promise<void> {
    await readably(this.parts.translate, async () => {
      const questions = await this.questionsFor(session);
      questions.start(answersOfDraft(draft));
      await this.follow(session, draft, questions);
    });
  }

  private async follow(
    session: Session,
    first: TemplateDraft,
    questions: FromTemplateQuestions,
  ): Promise<void> {
    const { sender } = this.parts;
    let instead: TemplateDraft | undefined;
    for (let draft: TemplateDraft | undefined = first; draft;) {
      const refused: Refusal[] = [];
      const { template } = draft;
      const help: HelpWithRefusal = (error) => {
        refused.unshift(refusalOf(error));
        return this.helpWith(refused[0] ?? 'other', template);
      };
      const ways = { help, instead, titles: questions.typedTitles };
      if ((await sender.send(session, { draft, prepared: new Map() }, ways)) !== 'change') return;
      // The refused one is kept until there is another: whoever leaves here finds it among the unfinished sends.
      instead = draft;
      draft = await questions.change(refused[0] ?? 'other');
    }
  }

  private helpWith(refusal: Refusal, template: DraftTemplate): RefusalHelp {
    // The view shows a template that is no longer there, or no longer active.
    if (refusal === 'gone' || refusal === 'inactive') void this.parts.templates.changed();
    return helpWith(refusal, template, this.parts.translate);
  }

  private async questionsFor(session: Session): Promise<FromTemplateQuestions> {
    const past = this.parts.pastPeople();
    // Whoever leaves before the question for signers must not leave an unhandled rejection behind.
    past.catch(() => undefined);
    const limits: AccountDetails | undefined = await readLimits(session);
    const environment = this.parts.accounts.environmentLabel(session.account);
    return new FromTemplateQuestions(this.parts, { session, environment, past, limits });
  }

  private async sessionFor({ accountId, template }: TemplateRef): Promise<Session> {
    const session = await sessionOf(this.parts.accounts, accountId);
    // Where the sign-in has ended, the way to a new one is asked for as anywhere else.
    if (session && !session.refused) return session;
    const inUse = await this.parts.session.get();
    if (inUse.account.id === accountId) return inUse;
    const t = this.parts.translate;
    throw new UserError(
      t({ text: 'The account that has the template "{0}" is not signed in.', args: [shown(template.name)] }),
      t({ text: 'Sign in to it, then try again.' }),
    );
  }
}
