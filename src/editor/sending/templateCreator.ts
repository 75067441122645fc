import type { Draft, DraftDocument } from '../../delivery/draft';
import { toNewEnvelope } from '../../delivery/envelope';
import { judgeCreate } from '../../delivery/judgement';
import type { DocumentBytes } from '../../delivery/ports';
import { wayOf } from '../../delivery/request';
import type { CreateOptions } from '../../jsign/api';
import type { NewTemplateBase, UploadSource } from '../../jsign/types';
import type { ServiceClient, Session } from '../account/api';
import { shown } from '../platform/foreignText';
import type { Prompts } from '../platform/prompts';
import { sha256 } from '../platform/sha256';
import type { Translate } from '../platform/translate';
import type { TemplateDesk, TemplateRoles } from '../templates/api';
import type { LoadedDocument } from './documentReader';
import type { Placement } from './placement';
import type { RunUpload } from './ports';
import { UnknownTemplates } from './unknownTemplates';
import type { TemplateAnswers } from './templateQuestions';

export interface TemplateCreatorPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly documents: DocumentBytes;
  readonly templates: TemplateDesk;
  readonly roles: TemplateRoles;
  readonly describe: (error: unknown) => string;
  readonly openLog: () => void;
  /** Shows a line in the status bar for a moment. */
  readonly showStatus: (text: string) => void;
  /** Uploads with progress and Cancel. */
  readonly upload: RunUpload;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A template as it was reviewed. */
export interface TemplateToMake {
  readonly said: TemplateAnswers;
  readonly draft: Draft;
  readonly placement: Placement;
  readonly document: LoadedDocument;
}

/** Makes one creating call. */
type Send = (options: CreateOptions) => Promise<string>;
/** The template's id, or an error after which nobody knows whether it was made. */
type Attempt = { readonly id: string } | { readonly error: unknown };

/**
 * Creates templates, each at most once: a creating call whose outcome is not known is never made again by itself. The list is then
 * read for what was made under that name about that time, and the person says what became of it.
 */
export class TemplateCreator {
  private readonly t: Translate;
  private readonly unknown: UnknownTemplates;

  constructor(private readonly ports: TemplateCreatorPorts) {
    this.t = ports.translate;
    this.unknown = new UnknownTemplates(ports);
  }

  /** Rejects when it is certain that nothing was made. */
  async create(session: Session, template: TemplateToMake): Promise<void> {
    const client = await session.client();
    const { name } = template.said;
    for (;;) {
      const send = await this.prepare(client, template);
      const attemptAt = this.ports.now();
      const made = await this.ports.prompts.progress(
        { title: this.t({ text: 'Making the template "{0}"', args: [shown(name)] }), cancellable: false },
        (progress) => {
          progress.report(this.t({ text: 'Waiting for jSign to create it (can no longer be cancelled)' }));
          return this.createOnce(client, send);
        },
      );
      await this.ports.templates.changed();
      const settled = 'error' in made ? await this.unknown.settle(client, name, attemptAt, made.error) : made;
      if (settled === 'open') return;
      if (settled === 'again') continue;
      await this.made(session, template, settled.id);
      return;
    }
  }

  private async made(session: Session, { said }: TemplateToMake, templateId: string): Promise<void> {
    await this.ports.roles.remember(session.account.id, templateId, said.roles);
    this.ports.showStatus(
      this.t({
        text: 'Made the template "{0}": it stands under Templates in the jSign view',
        args: [shown(said.name)],
      }),
    );
  }

  private async prepare(client: ServiceClient, template: TemplateToMake): Promise<Send> {
    const { document, draft, placement } = template;
    const [drafted] = placement.documents;
    if (!drafted) throw new Error('a template without a document');
    const prepared = placement.prepared.get(drafted.id);
    const bytes = prepared ?? document.bytes;
    const { name } = drafted;
    const base = baseOf(template);
    if (wayOf(draft) === 'inline') {
      return (options) => client.templates.create({ ...base, documents: [{ bytes, ref: 1, name }] }, options);
    }
    // The service keeps uploads for envelopes and for templates apart, so the file goes up as part of a template.
    const requestId = await this.ports.upload(await this.source(drafted, prepared), (file, options) =>
      client.templates.uploadFile(file, options),
    );
    return (options) =>
      client.templates.createWithFiles({ ...base, documents: [{ requestId, ref: 1, name }] }, options);
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

  /**
   * Once more, for each reason once, only where it is certain that nothing was created. Rejects in the same case, when there is
   * nothing left to try.
   */
  private async createOnce(client: ServiceClient, send: Send): Promise<Attempt> {
    const tried = new Set<'renew' | 'other-path'>();
    for (;;) {
      try {
        const id = await send(tried.has('other-path') ? { variant: true } : {});
        return id === '' ? { error: undefined } : { id };
      } catch (error) {
        const judgement = judgeCreate(error);
        if (judgement === 'unknown') return { error };
        if (judgement === 'failed' || tried.has(judgement)) throw error;
        tried.add(judgement);
        if (judgement === 'renew') await client.renew();
      }
    }
  }
}

/** Roles stand where people stand in an envelope, so their fields are put into a request in the same way. */
function baseOf({ draft, said }: TemplateToMake): NewTemplateBase {
  const { signers } = toNewEnvelope(draft, ['unused'], '');
  return {
    name: said.name,
    ...(said.description === '' ? {} : { description: said.description }),
    ...(said.categories.length === 0 ? {} : { categories: said.categories }),
    roles: signers.map(({ name, tabs }) => ({ title: name, tabs })),
  };
}
