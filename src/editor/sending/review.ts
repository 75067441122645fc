import type { Problem } from '../../contract/types';
import type { Draft, DraftDocument, DraftSigner, DraftTemplate } from '../../delivery/draft';
import type { Fix } from '../../delivery/fixes';
import type { PickItem } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { expiryDate } from './answers';
import { shown } from '../platform/foreignText';
import { isCopy } from './copies';
import { problemRow, type ProblemRow } from './problemRow';
import { fileSize, peopleCount, shortHash } from './words';

/** What a row of the review leads to. */
export type ReviewChoice =
  | 'send'
  | 'composer'
  | 'name'
  | 'signers'
  | 'order'
  | 'expiry'
  | 'template'
  | 'titles'
  | 'notes'
  | 'phones'
  | 'nothing';

/** A row, and what it is about: whoever shows the draft elsewhere can lead there instead of asking. */
export interface ReviewRow extends PickItem<ReviewChoice>, Pick<ProblemRow, 'where' | 'fixes'> {}

export interface ReviewFacts {
  readonly draft: Draft;
  /** Errors first. */
  readonly problems: readonly Problem[];
  /** `Production`, `Local sandbox`, … */
  readonly environment: string;
  readonly accountEmail: string;
  readonly displayPath: (uri: string) => string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly locale: string;
  /** Offers to go on in the composer. */
  readonly canCompose?: boolean;
  /** Offers to mend problems: gives the fix of one, where there is one. */
  readonly fixOf?: (problem: Problem) => Pick<Fix, 'label'> | undefined;
  /** What was just mended. */
  readonly mended?: string;
}

/** Says exactly what will go out, to whom, and from which account. */
export class Review {
  private readonly draft: Draft;

  constructor(
    private readonly facts: ReviewFacts,
    private readonly t: Translate,
  ) {
    this.draft = facts.draft;
  }

  /** False while there is an error. */
  get canSend(): boolean {
    return !this.facts.problems.some(({ severity }) => severity === 'error');
  }

  /** The first line: the environment comes first, so that no name however long pushes it away. */
  get title(): string {
    const { environment, accountEmail } = this.facts;
    return this.t({
      text: '{0} · {1} · Send "{2}" to {3}?',
      args: [shown(environment), shown(accountEmail, 60), shown(this.draft.name, 50), this.people()],
    });
  }

  get placeholder(): string {
    const { mended } = this.facts;
    const what = this.whatToDo();
    return mended === undefined ? what : this.t({ text: 'Done: {0} · {1}', args: [mended, what] });
  }

  private whatToDo(): string {
    return this.canSend
      ? this.t({ text: 'Read it through, then send. Choose a row to change it.' })
      : this.t({ text: 'It cannot be sent yet. Choose a row to change it.' });
  }

  rows(): readonly ReviewRow[] {
    const problems = this.facts.problems.map((problem) => this.problemRow(problem));
    const problemRows = problems.length === 0 ? [] : [heading(this.t({ text: 'Problems' })), ...problems];
    const details = [
      heading(this.t({ text: 'People' })),
      ...this.draft.signers.map((signer, index) => this.signerRow(signer, index)),
      ...this.observerRows(),
      ...this.contentRows(),
      heading(this.t({ text: 'Options' })),
      ...this.optionRows(),
      ...this.composerRows(),
    ];
    // What keeps it from being sent comes first; what is only worth knowing comes last.
    return this.canSend ? [this.sendRow(), ...details, ...problemRows] : [...problemRows, ...details];
  }

  private composerRows(): ReviewRow[] {
    if (this.facts.canCompose !== true || this.draft.template) return [];
    return [
      {
        label: this.t({ text: 'Edit in Composer' }),
        description: this.t({ text: 'see the pages and move the fields' }),
        icon: 'edit',
        value: 'composer',
      },
    ];
  }

  private people(): string {
    return peopleCount(this.draft.signers.length, this.t);
  }

  private sendRow(): PickItem<ReviewChoice> {
    return {
      label: this.t({ text: 'Send to {0}', args: [this.people()] }),
      description: `${shown(this.facts.environment)} · ${shown(this.facts.accountEmail, 60)}`,
      icon: 'send',
      picked: true,
      value: 'send',
    };
  }

  private signerRow(signer: DraftSigner, index: number): ReviewRow {
    const inOrder = this.draft.options.flow !== 'Parallel';
    const role =
      signer.role === undefined ? [] : [this.t({ text: 'as {0}', args: [shown(signer.role, 40)] })];
    return {
      label: `${inOrder ? signer.order : index + 1}  ${shown(signer.name)}`,
      description: `<${shown(signer.email)}>`,
      detail: [...role, this.whatTheyGet(signer), ...this.partOf(signer)].join(' · '),
      icon: 'person',
      value: 'signers',
      where: { signerId: signer.id },
    };
  }

  private whatTheyGet(signer: DraftSigner): string {
    const { flow, sendEmails } = this.draft.options;
    if (!sendEmails) return this.t({ text: 'gets no e-mail' });
    if (flow === 'Parallel' || this.draft.signers.length === 1) return this.t({ text: 'gets an e-mail now' });
    if (signer.order === 1) return this.t({ text: 'signs first, gets an e-mail now' });
    const before = this.draft.signers.filter(({ order }) => order === signer.order - 1);
    const names = before.map(({ name }) => shown(name, 40)).join(', ');
    return signer.order === 2
      ? this.t({ text: 'signs second, gets an e-mail after {0}', args: [names] })
      : this.t({ text: 'signs in place {0}, gets an e-mail after {1}', args: [signer.order, names] });
  }

  /** What of the envelope is this person's: fields, or with a template, whose fields nobody knows, what was said to them. */
  private partOf(signer: DraftSigner): readonly string[] {
    if (!this.draft.template) return [this.fieldsOf(signer)];
    const { countryCode, note, phoneNumber } = signer;
    return [
      ...(phoneNumber === undefined ? [] : [`+${countryCode ?? ''} ${shown(phoneNumber, 20)}`]),
      ...(note === undefined ? [] : [this.t({ text: 'note: "{0}"', args: [shown(note, 100)] })]),
    ];
  }

  private contentRows(): ReviewRow[] {
    const { documents, template } = this.draft;
    if (template) return this.templateRows(template);
    return [
      heading(this.t({ text: 'Documents' })),
      ...documents.map((document) => this.documentRow(document)),
    ];
  }

  private templateRows({ name }: DraftTemplate): PickItem<ReviewChoice>[] {
    const titles = this.draft.signers.map(({ role = '' }) => shown(role, 40)).join(', ');
    return [
      heading(this.t({ text: 'Template' })),
      {
        label: shown(name),
        detail: this.t({
          text: 'Its documents and fields are as jSign has them; they are not shown here',
        }),
        icon: 'file',
        value: 'template',
      },
      {
        label: titles,
        description: this.t({ text: 'signer titles' }),
        icon: 'organization',
        value: 'titles',
      },
    ];
  }

  private fieldsOf(signer: DraftSigner): string {
    const count = this.draft.fields.filter(({ signerId }) => signerId === signer.id).length;
    return count === 1 ? this.t({ text: '1 field' }) : this.t({ text: '{0} fields', args: [count] });
  }

  private observerRows(): ReviewRow[] {
    return this.draft.observers.map((observer) => ({
      label: shown(observer.name),
      description: `<${shown(observer.email)}>`,
      detail: this.t({ text: 'only watches' }),
      icon: 'eye',
      value: 'nothing',
      where: { option: 'observers' },
    }));
  }

  private documentRow(document: DraftDocument): ReviewRow {
    const { pages, size, sha256 } = document;
    const pageCount =
      pages.length === 1 ? this.t({ text: '1 page' }) : this.t({ text: '{0} pages', args: [pages.length] });
    return {
      label: shown(document.name),
      description: [pageCount, fileSize(size, this.facts.locale), `sha-256 ${shortHash(sha256)}`].join(' · '),
      detail: this.originOf(document),
      icon: 'file-pdf',
      value: 'nothing',
      where: { documentId: document.id },
    };
  }

  private originOf({ origin, prepared }: DraftDocument): string {
    if (isCopy(origin.uri)) return this.t({ text: 'as jSign has it from an earlier envelope' });
    const path = shown(this.facts.displayPath(origin.uri), 120);
    const from =
      origin.commit === undefined
        ? this.t({ text: 'from {0}', args: [path] })
        : origin.dirty === true
          ? this.t({ text: 'from {0} @ {1} (changed since)', args: [path, origin.commit] })
          : this.t({ text: 'from {0} @ {1} (unchanged)', args: [path, origin.commit] });
    if (prepared === undefined) return from;
    const appended = this.t({ text: 'a signature page is appended, so the bytes differ from the file' });
    return `${from} · ${appended}`;
  }

  private optionRows(): ReviewRow[] {
    const { expiresInDays, reminderDays, flow } = this.draft.options;
    const date = new Intl.DateTimeFormat(this.facts.locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const expires = date.format(expiryDate(expiresInDays, this.facts.now));
    const days =
      expiresInDays === 1 ? this.t({ text: '1 day' }) : this.t({ text: '{0} days', args: [expiresInDays] });
    const rows: ReviewRow[] = [
      {
        label: this.t({ text: 'Expires {0} ({1})', args: [expires, days] }),
        ...(reminderDays === undefined
          ? {}
          : { description: this.t({ text: 'reminders from {0} days before', args: [reminderDays] }) }),
        icon: 'calendar',
        value: 'expiry',
        where: { option: 'expiresInDays' },
      },
      {
        label: shown(this.draft.name),
        description: this.t({ text: 'name of the envelope' }),
        icon: 'tag',
        value: 'name',
        where: { option: 'name' },
      },
      ...this.personalRows(),
    ];
    if (this.draft.signers.length < 2) return rows;
    const label =
      flow === 'Parallel'
        ? this.t({ text: 'Everybody at the same time' })
        : flow === 'Hybrid'
          ? this.t({ text: 'In groups, one after the other' })
          : this.t({ text: 'One after the other' });
    return [{ label, icon: 'list-ordered', value: 'order', where: { option: 'flow' } }, ...rows];
  }

  private personalRows(): PickItem<ReviewChoice>[] {
    const { signers, template } = this.draft;
    if (!template) return [];
    const notes = signers.filter(({ note }) => note !== undefined).length;
    const label =
      notes === 0
        ? this.t({ text: 'No private notes' })
        : notes === 1
          ? this.t({ text: '1 private note' })
          : this.t({ text: '{0} private notes', args: [notes] });
    const rows: PickItem<ReviewChoice>[] = [{ label, icon: 'note', value: 'notes' }];
    if (signers.every(({ phoneNumber }) => phoneNumber === undefined)) return rows;
    return [...rows, { label: this.t({ text: 'Phone numbers' }), icon: 'device-mobile', value: 'phones' }];
  }

  private problemRow(problem: Problem): ReviewRow {
    const value = problem.where?.signerId === undefined ? 'nothing' : 'signers';
    return { ...problemRow(problem, this.facts.fixOf?.(problem), this.t), value };
  }
}

function heading(label: string): PickItem<ReviewChoice> {
  return { label, separator: true, value: 'nothing' };
}
