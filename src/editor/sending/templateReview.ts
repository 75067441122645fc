import type { Problem } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import { shown } from '../platform/foreignText';
import type { PickItem } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { problemRow } from './problemRow';
import type { TemplateAnswers } from './templateQuestions';
import { fileSize, shortHash } from './words';

/** What a row of the review leads to. */
export type TemplateChoice = 'create' | 'name' | 'roles' | 'description' | 'categories' | 'nothing';

export interface TemplateReviewFacts {
  readonly said: TemplateAnswers;
  /** The template as if it were an envelope; its signers are the roles. */
  readonly draft: Draft;
  /** The roles come from anchors in the document and can only be changed there. */
  readonly fixedRoles: boolean;
  /** Errors first. */
  readonly problems: readonly Problem[];
  readonly environment: string;
  readonly accountEmail: string;
  readonly locale: string;
}

/** Says exactly what the template will be, before anything is uploaded. */
export class TemplateReview {
  constructor(
    private readonly facts: TemplateReviewFacts,
    private readonly t: Translate,
  ) {}

  /** False while there is an error. */
  get canCreate(): boolean {
    return !this.facts.problems.some(({ severity }) => severity === 'error');
  }

  get title(): string {
    const { environment, accountEmail, said } = this.facts;
    return this.t({
      text: '{0} · {1} · Create the template "{2}"?',
      args: [shown(environment), shown(accountEmail, 60), shown(said.name, 50)],
    });
  }

  get placeholder(): string {
    return this.canCreate
      ? this.t({ text: 'Read it through, then create it. Choose a row to change it.' })
      : this.t({ text: 'It cannot be created yet. Choose a row to change it.' });
  }

  rows(): readonly PickItem<TemplateChoice>[] {
    const problems = this.facts.problems.map((problem): PickItem<TemplateChoice> => ({
      ...problemRow(problem, undefined, this.t),
      value: 'nothing',
    }));
    const problemRows = problems.length === 0 ? [] : [heading(this.t({ text: 'Problems' })), ...problems];
    const details = [
      heading(this.t({ text: 'Roles' })),
      ...this.roleRows(),
      heading(this.t({ text: 'Document' })),
      ...this.documentRows(),
      heading(this.t({ text: 'Options' })),
      ...this.optionRows(),
    ];
    return this.canCreate ? [this.createRow(), ...details, ...problemRows] : [...problemRows, ...details];
  }

  private createRow(): PickItem<TemplateChoice> {
    const { environment, accountEmail } = this.facts;
    return {
      label: this.t({ text: 'Create Template' }),
      description: `${shown(environment)} · ${shown(accountEmail, 60)}`,
      detail: this.t({ text: 'Nobody gets an e-mail' }),
      icon: 'save',
      picked: true,
      value: 'create',
    };
  }

  private roleRows(): PickItem<TemplateChoice>[] {
    const { draft, fixedRoles } = this.facts;
    return draft.signers.map(({ id, name }, index) => {
      const fields = draft.fields.filter(({ signerId }) => signerId === id).length;
      const count =
        fields === 1 ? this.t({ text: '1 field' }) : this.t({ text: '{0} fields', args: [fields] });
      return {
        label: `${index + 1}  ${shown(name)}`,
        description: count,
        ...(fixedRoles ? { detail: this.t({ text: 'from the marks in the document' }) } : {}),
        icon: 'person',
        value: fixedRoles ? 'nothing' : 'roles',
      };
    });
  }

  private documentRows(): PickItem<TemplateChoice>[] {
    return this.facts.draft.documents.map(({ name, pages, size, sha256, prepared }) => {
      const pageCount =
        pages.length === 1 ? this.t({ text: '1 page' }) : this.t({ text: '{0} pages', args: [pages.length] });
      return {
        label: shown(name),
        description: [pageCount, fileSize(size, this.facts.locale), `sha-256 ${shortHash(sha256)}`].join(
          ' · ',
        ),
        ...(prepared === undefined
          ? {}
          : { detail: this.t({ text: 'a signature page is appended, so the bytes differ from the file' }) }),
        icon: 'file-pdf',
        value: 'nothing',
      };
    });
  }

  private optionRows(): PickItem<TemplateChoice>[] {
    const { name, description, categories } = this.facts.said;
    const none = this.t({ text: 'none' });
    return [
      {
        label: shown(name),
        description: this.t({ text: 'name of the template' }),
        icon: 'tag',
        value: 'name',
      },
      {
        label: description === '' ? none : shown(description),
        description: this.t({ text: 'description' }),
        icon: 'note',
        value: 'description',
      },
      {
        label: categories.length === 0 ? none : shown(categories.join(', ')),
        description: this.t({ text: 'categories' }),
        icon: 'list-flat',
        value: 'categories',
      },
    ];
  }
}

function heading(label: string): PickItem<TemplateChoice> {
  return { label, separator: true, value: 'nothing' };
}
