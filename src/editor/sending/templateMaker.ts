import type { DraftDocument } from '../../delivery/draft';
import { toNewEnvelope } from '../../delivery/envelope';
import type { DocumentBytes } from '../../delivery/ports';
import { isJsignError } from '../../jsign/errors';
import type { NewTemplateWithFiles, UploadSource } from '../../jsign/types';
import type { ServiceClient, Session } from '../account/api';
import { Cancelled, UserError } from '../platform/actions';
import {
  answer,
  BACK,
  CANCEL,
  runSequence,
  type Answer,
  type Prompts,
  type StepInfo,
} from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { TemplateDesk } from '../templates/api';
import { rolesOf, type SigningPerson } from './answers';
import { sha256 } from './documentBytes';
import type { LoadedDocument } from './documentReader';
import { makeDraft } from './draftMaker';
import { humanName } from './fileNames';
import { cleanName } from './people';
import type { Placement, Placer } from './placement';
import type { RunUpload } from './ports';
import { shown } from '../platform/foreignText';

type Place = Required<Omit<StepInfo, 'title'>>;
interface TemplateAnswers {
  name: string;
  roles: readonly string[];
}

export interface TemplateMakerPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly placer: Placer;
  readonly documents: DocumentBytes;
  readonly templates: TemplateDesk;
  readonly newId: () => string;
  /** Uploads with progress and Cancel. */
  readonly upload: RunUpload;
}

const MOST_ROLES = 20;

/** Makes a template of one document: asks for name and roles, places fields for each role, and creates it. */
export class TemplateMaker {
  private readonly t: Translate;

  constructor(private readonly ports: TemplateMakerPorts) {
    this.t = ports.translate;
  }

  async make(session: Session, document: LoadedDocument): Promise<void> {
    const anchored = rolesOf([document]);
    const said: TemplateAnswers = {
      name: humanName(document.name),
      roles: anchored.length > 0 ? anchored : [this.t({ text: 'Signer 1' })],
    };
    let placement: Placement | undefined;
    const finished = await runSequence(said, [
      { ask: (state, place) => this.askName(state, place) },
      { skip: () => anchored.length > 0, ask: (state, place) => this.askRoles(state, place) },
      {
        ask: async (state, place) => {
          const placed = await this.place(document, state, place);
          if (placed.kind !== 'value') return placed;
          placement = placed.value;
          return answer(state);
        },
      },
    ]);
    if (!finished || !placement) throw new Cancelled();
    await this.create(session, finished, placement);
    await this.ports.prompts.notify({
      severity: 'info',
      message: this.t({
        text: 'The template "{0}" stands under Templates in the jSign view.',
        args: [shown(said.name)],
      }),
    });
  }

  private async askName(said: TemplateAnswers, place: Place): Promise<Answer<TemplateAnswers>> {
    const asked = await this.ports.prompts.input({
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

  private async askRoles(said: TemplateAnswers, place: Place): Promise<Answer<TemplateAnswers>> {
    const asked = await this.ports.prompts.input({
      ...place,
      title: this.title,
      prompt: this.t({ text: 'Who signs, by role, with commas between' }),
      placeholder: this.t({ text: 'Client, Contractor' }),
      value: said.roles.join(', '),
      validate: (text) => this.rolesTrouble(readRoles(text)),
    });
    if (asked.kind !== 'value') return asked;
    said.roles = readRoles(asked.value);
    return answer(said);
  }

  private rolesTrouble(roles: readonly string[]): string | undefined {
    if (roles.length === 0) return this.t({ text: 'Name at least one role.' });
    if (roles.length > MOST_ROLES) return this.t({ text: 'At most {0} roles fit here.', args: [MOST_ROLES] });
    const different = new Set(roles.map((role) => role.toLowerCase()));
    return different.size < roles.length ? this.t({ text: 'Each role needs a name of its own.' }) : undefined;
  }

  private async place(
    document: LoadedDocument,
    said: TemplateAnswers,
    place: Place,
  ): Promise<Answer<Placement>> {
    const signers = peopleOf(said.roles);
    const title = this.t({ text: 'Signatures' });
    const placed = await this.ports.placer.place([document], signers, title, false);
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
    if (asked.kind !== 'value') return asked.kind === 'back' ? BACK : CANCEL;
    const appended = await this.ports.placer.place([document], signers, title, true);
    return 'noRoom' in appended ? BACK : answer(appended);
  }

  private async create(session: Session, said: TemplateAnswers, placement: Placement): Promise<void> {
    const client = await session.client();
    const [document] = placement.documents;
    if (!document) return;
    // The service keeps uploads for envelopes and for templates apart, so the file goes up once more, as part of a template.
    const source = await this.source(document, placement.prepared.get(document.id));
    const requestId = await this.ports.upload(source, (file, options) =>
      client.templates.uploadFile(file, options),
    );
    const template = this.templateOf(said, placement, session, requestId);
    await this.ports.prompts.progress(
      { title: this.t({ text: 'Making the template "{0}"', args: [shown(said.name)] }), cancellable: false },
      () => this.createOnce(client, template),
    );
    await this.ports.templates.changed();
  }

  private async source(document: DraftDocument, prepared: Uint8Array | undefined): Promise<UploadSource> {
    if (!prepared) return this.ports.documents.open(document);
    if (sha256(prepared) !== document.sha256) throw new Error('prepared bytes do not fit');
    return {
      name: document.name,
      size: prepared.byteLength,
      open: async function* () {
        yield await Promise.resolve(prepared);
      },
    };
  }

  private templateOf(
    said: TemplateAnswers,
    placement: Placement,
    session: Session,
    requestId: string,
  ): NewTemplateWithFiles {
    // Roles stand where people stand in an envelope, so their fields are put into a request in the same way.
    const draft = makeDraft(
      {
        name: said.name,
        people: peopleOf(said.roles),
        flow: 'Parallel',
        expiresInDays: 14,
        appendPage: false,
      },
      placement,
      session.account.id,
      this.ports.newId,
    );
    const { documents, signers } = toNewEnvelope(draft, [requestId], '');
    return { name: said.name, documents, roles: signers.map(({ name, tabs }) => ({ title: name, tabs })) };
  }

  /** Creates it at most once: again only where it is certain that nothing was created. */
  private async createOnce(client: ServiceClient, template: NewTemplateWithFiles): Promise<void> {
    try {
      await client.templates.createWithFiles(template);
    } catch (error) {
      if (!isJsignError(error)) throw error;
      const renewed = error.kind === 'expired';
      if (renewed) await client.renew();
      else if (error.kind !== 'not-found') throw await this.createFailed(error, template.name);
      await this.secondTry(client, template, !renewed);
    }
  }

  private async secondTry(
    client: ServiceClient,
    template: NewTemplateWithFiles,
    variant: boolean,
  ): Promise<void> {
    try {
      await client.templates.createWithFiles(template, { variant });
    } catch (error) {
      throw await this.createFailed(error, template.name);
    }
  }

  private async createFailed(error: unknown, name: string): Promise<unknown> {
    const certain =
      !isJsignError(error) ||
      !error.requestSent ||
      ['refused', 'expired', 'not-found', 'credentials'].includes(error.kind);
    if (certain) return error;
    await this.ports.templates.changed();
    return new UserError(
      this.t({
        text: 'We do not know whether the template "{0}" was made: the answer did not come.',
        args: [shown(name)],
      }),
      this.t({ text: 'Look under Templates in the jSign view before you make it again.' }),
      { cause: error },
    );
  }

  private get title(): string {
    return this.t({ text: 'Make a Template' });
  }
}

function readRoles(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map(cleanName)
    .filter((role) => role !== '');
}

function peopleOf(roles: readonly string[]): readonly SigningPerson[] {
  return roles.map((role, index) => ({ id: `role-${index + 1}`, name: role, email: '', role }));
}
