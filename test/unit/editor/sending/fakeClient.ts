import { createHash } from 'node:crypto';
import type { ServiceClient } from '../../../../src/editor/account/api';
import type { DeliveryClient } from '../../../../src/delivery/ports';
import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import type { CreateOptions, UploadOptions } from '../../../../src/jsign/api';
import type {
  AccountDetails,
  EnvelopeDetails,
  EnvelopeSummary,
  NewEnvelopeFromTemplate,
  NewEnvelopeInline,
  NewEnvelopeWithFiles,
  NewTemplateInline,
  NewTemplateWithFiles,
  Page,
  TemplateSummary,
  UploadSource,
} from '../../../../src/jsign/types';
import { NOW } from './world';

/** An error of the client, of an operation that the test does not look at. */
export function failure(facts: Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>): JsignError {
  return new JsignError({ operation: 'test', requestSent: true, replyRead: false, ...facts });
}
export const BROKEN = () => failure({ kind: 'network', network: 'reset' });

/** The service in memory. What a call does next is put into `faults` by its name. */
export class FakeClient implements DeliveryClient {
  readonly uploads: { readonly name: string; readonly sha256: string }[] = [];
  readonly templateUploads: string[] = [];
  /** All envelopes, whichever call made them. */
  readonly created: NewEnvelopeWithFiles[] = [];
  readonly inline: NewEnvelopeInline[] = [];
  readonly fromTemplate: NewEnvelopeFromTemplate[] = [];
  readonly templates: NewTemplateWithFiles[] = [];
  readonly inlineTemplates: NewTemplateInline[] = [];
  readonly templateOptions: CreateOptions[] = [];
  readonly templateList: TemplateSummary[] = [];
  /** Originals of documents, by `envelope/document`. */
  readonly originals = new Map<string, Uint8Array>();
  readonly downloads: string[] = [];
  readonly faults: { readonly call: string; readonly error: Error; readonly commits?: boolean }[] = [];
  /** Envelopes of the list are shown only while this is true. */
  listed = true;
  /** Descriptions get lost. */
  forgetful = false;
  renewed = 0;
  /** How often a page of the templates was read. */
  templateLists = 0;
  /** Templates are made, and no id is given for them. */
  namelessTemplate = false;
  accountFails = false;

  async uploadFile(file: UploadSource, options: UploadOptions = {}): Promise<string> {
    this.uploads.push({ name: file.name, sha256: await this.receive(file, options) });
    this.fail('uploadFile');
    return `upload-${this.uploads.length}`;
  }

  async createWithFiles(envelope: NewEnvelopeWithFiles): Promise<string> {
    return this.make('createWithFiles', envelope);
  }

  async create(envelope: NewEnvelopeInline): Promise<string> {
    this.inline.push(envelope);
    const documents = envelope.documents.map(({ ref, name }) => ({ requestId: 'inline', ref, name }));
    return this.make('create', { ...envelope, documents });
  }

  async createWithTemplate(envelope: NewEnvelopeFromTemplate): Promise<string> {
    this.fromTemplate.push(envelope);
    const signers = envelope.signers.map((signer) => ({ ...signer, tabs: [] }));
    return this.make('createWithTemplate', { ...envelope, signers, documents: [] });
  }

  private async make(call: string, envelope: NewEnvelopeWithFiles): Promise<string> {
    const fault = this.take(call);
    if (!fault || fault.commits === true) this.created.push(envelope);
    if (fault) throw fault.error;
    return Promise.resolve(`envelope-${this.created.length}`);
  }

  async list(): Promise<Page<EnvelopeSummary>> {
    this.fail('list');
    const items = (this.listed ? this.created : []).map((envelope, index) => ({
      id: `envelope-${index + 1}`,
      name: envelope.name,
      status: { known: 'AwaitingOthers' as const, raw: 'AwaitingOthers' },
      createdBy: 'Ada Example',
      createdAt: NOW,
      categories: [],
    }));
    return Promise.resolve({ items, page: 1, pageSize: 100, pageCount: 1, total: items.length });
  }

  async details(id: string): Promise<EnvelopeDetails> {
    const envelope = this.created[Number(id.split('-')[1]) - 1];
    if (!envelope)
      throw failure({ kind: 'refused', code: 'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS', replyRead: true });
    return Promise.resolve({
      id,
      name: envelope.name,
      description: this.forgetful ? 'something else' : (envelope.description ?? ''),
      createdBy: 'ada@example.org',
      createdAt: NOW,
      status: { known: 'AwaitingOthers', raw: 'AwaitingOthers' },
      flow: 'Parallel',
      dueAt: undefined,
      cancelReason: undefined,
      cancelledAt: undefined,
      categories: [],
      documents: [],
      signers: envelope.signers.map(({ email, name }) => ({
        email,
        firstName: name,
        lastName: '',
        order: 1,
        state: 'waiting',
        signedAt: undefined,
        declineReason: undefined,
      })),
      observers: [],
    });
  }

  async renew(): Promise<void> {
    this.renewed += 1;
    return Promise.resolve();
  }

  /** The parts of the whole client that this room uses. */
  asService(
    plan: () => Partial<AccountDetails['plan']>,
    alerts: () => Partial<AccountDetails['alerts']> = () => ({}),
  ): ServiceClient {
    const service = {
      envelopes: {
        uploadFile: (file: UploadSource, options?: UploadOptions) => this.uploadFile(file, options),
        download: async (envelopeId: string, documentId: string, which: string) => {
          this.downloads.push(`${envelopeId}/${documentId} ${which}`);
          this.fail('download');
          const bytes = this.originals.get(`${envelopeId}/${documentId}`);
          if (!bytes) throw failure({ kind: 'refused', code: 'DOCUMENT_NOT_FOUND', replyRead: true });
          return Promise.resolve({ fileName: '../evil.pdf', bytes });
        },
      },
      templates: {
        uploadFile: async (file: UploadSource, options: UploadOptions = {}) => {
          this.templateUploads.push(await this.receive(file, options));
          return `template-upload-${this.templateUploads.length}`;
        },
        createWithFiles: async (template: NewTemplateWithFiles, options: CreateOptions = {}) => {
          this.templateOptions.push(options);
          const fault = this.take('template');
          if (!fault || fault.commits === true) {
            this.templates.push(template);
            this.addTemplate(template.name);
          }
          if (fault) throw fault.error;
          return Promise.resolve(this.namelessTemplate ? '' : `template-${this.templateList.length}`);
        },
        create: async (template: NewTemplateInline) => {
          this.inlineTemplates.push(template);
          this.addTemplate(template.name);
          return Promise.resolve(`template-${this.templateList.length}`);
        },
        list: async (page: number, pageSize: number): Promise<Page<TemplateSummary>> => {
          this.templateLists += 1;
          this.fail('templateList');
          const items = this.templateList.slice((page - 1) * pageSize, page * pageSize);
          const total = this.templateList.length;
          return Promise.resolve({ items, page, pageSize, pageCount: Math.ceil(total / pageSize), total });
        },
      },
      account: {
        details: async () => {
          if (this.accountFails) throw failure({ kind: 'server', status: 500 });
          return Promise.resolve(accountDetails(plan(), alerts()));
        },
      },
      renew: () => this.renew(),
    };
    // Any other operation would be an error of this room, and fails as such.
    return service as unknown as ServiceClient;
  }

  /** @param createdAt milliseconds since the epoch. */
  addTemplate(name: string, createdAt: number | undefined = NOW): void {
    const id = `template-${this.templateList.length + 1}`;
    this.templateList.push({ id, name, status: { known: 'active', raw: 'Active' }, createdAt });
  }

  private async receive(file: UploadSource, { signal, onProgress }: UploadOptions): Promise<string> {
    const hash = createHash('sha256');
    let sent = 0;
    for await (const piece of file.open()) {
      signal?.throwIfAborted();
      hash.update(piece);
      sent += piece.byteLength;
      onProgress?.(sent, file.size);
    }
    if (sent !== file.size) throw failure({ kind: 'network', network: 'other' });
    return hash.digest('hex');
  }

  private fail(call: string): void {
    const fault = this.take(call);
    if (fault) throw fault.error;
  }

  private take(call: string): (typeof this.faults)[number] | undefined {
    const index = this.faults.findIndex((fault) => fault.call === call);
    return index < 0 ? undefined : this.faults.splice(index, 1)[0];
  }
}

function accountDetails(
  plan: Partial<AccountDetails['plan']>,
  alerts: Partial<AccountDetails['alerts']>,
): AccountDetails {
  return {
    subscription: {
      planName: 'Team',
      startDate: '',
      endDate: '',
      renewalDate: '',
      remainingDays: 30,
      accountId: '1',
    },
    plan: {
      documentLimit: undefined,
      templateLimit: undefined,
      documentsPerEnvelope: undefined,
      userLimit: undefined,
      maxFileBytes: 25 * 1024 * 1024,
      signTypes: [],
      fileTypes: ['pdf'],
      features: [],
      ...plan,
    },
    user: {
      firstName: 'Ada',
      lastName: 'Example',
      email: 'ada@example.org',
      status: 'active',
      isAdmin: false,
    },
    alerts: {
      locked: false,
      cancellationRequested: false,
      documentsExhausted: false,
      templatesExhausted: false,
      ...alerts,
    },
  };
}
