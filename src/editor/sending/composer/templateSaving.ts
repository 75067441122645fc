import type { Problem } from '../../../contract/types';
import type { Draft } from '../../../delivery/draft';
import type { Inspections } from '../../../delivery/preflight';
import type { AccountDetails } from '../../../jsign/types';
import type { Session } from '../../account/api';
import { Cancelled, UserError } from '../../platform/actions';
import type { Translate } from '../../platform/translate';
import type { LoadedDocument } from '../documentReader';
import { templateProblems } from '../templateProblems';
import { TemplateQuestions, type TemplateAnswers } from '../templateQuestions';
import { TemplateReview, type TemplateChoice } from '../templateReview';
import type { ComposerPorts } from './ports';

export interface TemplateSource {
  readonly draft: Draft;
  readonly inspections: Inspections;
  readonly limits: AccountDetails | undefined;
  /** Reads a document of the draft as it will be uploaded. */
  readonly read: (document: Draft['documents'][number]) => Promise<LoadedDocument>;
}

export type TemplateSavingPorts = Pick<
  ComposerPorts,
  'accounts' | 'creator' | 'locale' | 'prompts' | 'translate'
>;

/**
 * Makes a template of a draft: its document, its fields, and for each signer a role. Templates take one document, a name, a
 * description, categories, and titles with their fields (API reference, section 5.3); who signs, in which order and until when is said
 * when an envelope is made of it.
 *
 * @throws UserError where it cannot be one, Cancelled when the person leaves
 */
export async function saveAsTemplate(
  session: Session,
  source: TemplateSource,
  ports: TemplateSavingPorts,
): Promise<void> {
  const t = ports.translate;
  const [document, ...more] = source.draft.documents;
  if (!document || more.length > 0) {
    throw new UserError(
      t({
        text: 'A template is made of one document; this draft has {0}.',
        args: [source.draft.documents.length],
      }),
      t({ text: 'Leave one document in it, then save it as a template.' }),
    );
  }
  if (source.draft.signers.length === 0) {
    throw new UserError(
      t({ text: 'A template needs somebody who signs.' }),
      t({ text: 'Add a signer, then save it as a template.' }),
    );
  }
  const said: TemplateAnswers = {
    name: source.draft.name,
    roles: rolesOf(source.draft, t),
    description: source.draft.description,
    categories: source.draft.categories,
    appendPage: false,
  };
  const draft = await ask(session, source, said, ports);
  const loaded = await source.read(document);
  await ports.creator.create(session, {
    said,
    draft,
    placement: {
      documents: draft.documents,
      fields: draft.fields,
      prepared: document.prepared === undefined ? new Map() : new Map([[document.id, loaded.bytes]]),
      inspections: source.inspections,
      notes: [],
    },
    document: loaded,
  });
}

/** The name and the review, until it is to be made; what is answered goes into `said`. */
async function ask(
  session: Session,
  source: TemplateSource,
  said: TemplateAnswers,
  { accounts, locale, prompts, translate: t }: TemplateSavingPorts,
): Promise<Draft> {
  const questions = new TemplateQuestions(prompts, t, t({ text: 'Create Template' }));
  const alone = { step: 1, totalSteps: 1, canGoBack: false };
  for (;;) {
    const draft = templateDraft(source.draft, said);
    const review = new TemplateReview(
      {
        said,
        draft,
        fixedRoles: false,
        problems: templateProblems(draft, source.inspections, source.limits, rolesTrouble(draft, said)),
        environment: accounts.environmentLabel(session.account),
        accountEmail: session.account.email,
        locale,
      },
      t,
    );
    const chosen = await prompts.pick<TemplateChoice>({
      title: review.title,
      placeholder: review.placeholder,
      items: review.rows(),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    if (chosen.value === 'create' && review.canCreate) return draft;
    if ((await questions.change(chosen.value, said, alone)).kind === 'cancel') throw new Cancelled();
  }
}

/** Titles for the signers, each another: never their names, since a template is for whoever comes. */
function rolesOf({ signers }: Draft, t: Translate): readonly string[] {
  const taken = new Set<string>();
  return signers.map(({ role }, index) => {
    const own = role ?? t({ text: 'Signer {0}', args: [index + 1] });
    let title = own;
    for (let count = 2; taken.has(title.toLowerCase()); count += 1) title = `${own} ${count}`;
    taken.add(title.toLowerCase());
    return title;
  });
}

/** Roles stand where people stand in an envelope. */
function templateDraft(draft: Draft, said: TemplateAnswers): Draft {
  return {
    ...draft,
    name: said.name,
    description: said.description,
    categories: said.categories,
    observers: [],
    options: { flow: 'Parallel', expiresInDays: draft.options.expiresInDays, sendEmails: true },
    signers: draft.signers.map(({ id }, index) => {
      const title = said.roles[index] ?? '';
      return { id, name: title, email: '', order: 1, role: title };
    }),
  };
}

function rolesTrouble({ signers }: Draft, { roles }: TemplateAnswers): readonly Problem[] {
  if (roles.length === signers.length) return [];
  return [
    {
      severity: 'error',
      code: 'roles-do-not-fit',
      message: {
        text: 'There are {0} signers in the draft, but {1} roles.',
        args: [signers.length, roles.length],
      },
      advice: { text: 'Name one role for each signer.' },
    },
  ];
}
