import type {
  AccountDetails,
  AttachmentSummary,
  AuditLog,
  DownloadedFile,
  EnteredValue,
  EnvelopeDetails,
  EnvelopeFilter,
  EnvelopeSummary,
  HistoryEntry,
  LoginRequest,
  NewEnvelopeFromTemplate,
  NewEnvelopeInline,
  NewEnvelopeWithFiles,
  NewTemplateInline,
  NewTemplateWithFiles,
  Page,
  Statistics,
  TemplateAction,
  TemplateSummary,
  Tokens,
  UploadSource,
} from './types';

/** Options of every call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}
export interface UploadOptions extends CallOptions {
  /** Bytes handed to the connection so far. */
  readonly onProgress?: (sent: number, total: number) => void;
}
/**
 * Options of the calls that create. They are never repeated by the client: not on an expired token (`expired` is thrown, the
 * caller renews and records a new attempt) and not on another path (`not-found` is thrown, `variant` asks for the other path).
 */
export interface CreateOptions extends CallOptions {
  /** Use the documented variant of the path instead of the canonical one (section 13). */
  readonly variant?: boolean;
}

/** The 29 operations of the jSign API v2.0 (section 2). All reject with a {@link import('./errors').JsignError}. */
export interface JsignClient {
  readonly authorization: AuthorizationOperations;
  readonly envelopes: EnvelopeOperations;
  readonly templates: TemplateOperations;
  readonly attachments: AttachmentOperations;
  readonly account: AccountOperations;
}

export interface AuthorizationOperations {
  /** 1. Section 3.2. */
  login(request: LoginRequest, options?: CallOptions): Promise<Tokens>;
  /** 2. Section 3.3. Makes the request; sharing it between concurrent calls is the session's work. */
  refresh(tokens: Pick<Tokens, 'accessToken' | 'refreshToken'>, options?: CallOptions): Promise<Tokens>;
}

export interface EnvelopeOperations {
  /** 3. Section 4.1. Gives the request id for {@link createWithFiles}. */
  uploadFile(file: UploadSource, options?: UploadOptions): Promise<string>;
  /** 4. Section 4.2. Gives the envelope id. */
  createWithFiles(envelope: NewEnvelopeWithFiles, options?: CreateOptions): Promise<string>;
  /** 5. Section 4.3. Gives the envelope id. */
  create(envelope: NewEnvelopeInline, options?: CreateOptions): Promise<string>;
  /** 6. Section 4.4. Gives the envelope id. */
  createWithTemplate(envelope: NewEnvelopeFromTemplate, options?: CreateOptions): Promise<string>;
  /** 7. Section 4.5. */
  details(envelopeId: string, options?: CallOptions): Promise<EnvelopeDetails>;
  /** 8. Section 4.6. */
  history(envelopeId: string, options?: CallOptions): Promise<readonly HistoryEntry[]>;
  /** 9. Section 4.7. */
  download(
    envelopeId: string,
    documentId: string,
    which: 'original' | 'signed',
    options?: CallOptions,
  ): Promise<DownloadedFile>;
  /** 10. Section 4.8. */
  decline(envelopeId: string, reason: string, options?: CallOptions): Promise<void>;
  /** 11. Section 4.9. */
  cancel(envelopeId: string, reason: string, options?: CallOptions): Promise<void>;
  /** 12. Section 4.10. */
  remindSigner(envelopeId: string, email: string, options?: CallOptions): Promise<void>;
  /** 13. Section 4.11. */
  auditLogs(envelopeId: string, options?: CallOptions): Promise<AuditLog>;
  /** 14. Section 4.12. The URL lives 600 seconds and is a secret. */
  embeddedUrl(envelopeId: string, signerEmail: string, options?: CallOptions): Promise<string>;
  /** 15. Section 4.13. Omitted fields stay as they are. */
  updateMetadata(
    envelopeId: string,
    change: {
      readonly name?: string;
      readonly description?: string;
      readonly categories?: readonly string[];
    },
    options?: CallOptions,
  ): Promise<void>;
  /** 16. Section 4.14. */
  enteredValues(envelopeId: string, options?: CallOptions): Promise<readonly EnteredValue[]>;
  /** 17. Section 4.15. `page` from 1. */
  list(
    filter: EnvelopeFilter,
    page: number,
    pageSize: number,
    options?: CallOptions,
  ): Promise<Page<EnvelopeSummary>>;
  /** 18. Section 4.16. */
  deleteFiles(envelopeId: string, options?: CallOptions): Promise<void>;
  /** 19. Section 4.17. `dueDate` is `yyyy-mm-dd`. */
  extendDueDate(envelopeId: string, dueDate: string, options?: CallOptions): Promise<void>;
}

export interface TemplateOperations {
  /** 20. Section 5.1. */
  uploadFile(file: UploadSource, options?: UploadOptions): Promise<string>;
  /** 21. Section 5.2. Gives the template id. */
  createWithFiles(template: NewTemplateWithFiles, options?: CreateOptions): Promise<string>;
  /** 22. Section 5.3. Gives the template id. */
  create(template: NewTemplateInline, options?: CreateOptions): Promise<string>;
  /** 23. Section 5.4. `page` from 1, `pageSize` 1 to 100. */
  list(page: number, pageSize: number, options?: CallOptions): Promise<Page<TemplateSummary>>;
  /** 24. Section 5.5. */
  action(templateId: string, action: TemplateAction, options?: CallOptions): Promise<void>;
}

export interface AttachmentOperations {
  /** 25. Section 6.1. Gives the attachment's id. */
  add(envelopeId: string, file: UploadSource, options?: UploadOptions): Promise<string>;
  /** 26. Section 6.2. */
  list(envelopeId: string, options?: CallOptions): Promise<readonly AttachmentSummary[]>;
  /** 27. Section 6.3. */
  download(envelopeId: string, attachmentId: string, options?: CallOptions): Promise<DownloadedFile>;
}

export interface AccountOperations {
  /** 28. Section 7.1. */
  details(options?: CallOptions): Promise<AccountDetails>;
  /** 29. Section 7.2. */
  statistics(options?: CallOptions): Promise<Statistics>;
}

/**
 * Where a client keeps its tokens. One per account.
 */
export interface TokenStore {
  /** The newest tokens known, possibly written by another window. */
  read(): Promise<Tokens | undefined>;
  write(tokens: Tokens): Promise<void>;
}

/** What a session adds to the client: valid tokens for every call, renewed once for all concurrent calls. */
export interface SessionControl {
  /** Renews the tokens (shared with a renewal under way). Rejects with `expired` when the service refuses it. */
  renew(options?: CallOptions): Promise<void>;
}

export interface ClientSettings {
  /** e.g. `https://api.jsign.com`. */
  readonly host: string;
  readonly tokens: TokenStore;
  /** PEM text of a certificate authority to trust besides the system's. */
  readonly ca?: string;
  /** Milliseconds without an answer before `timeout` (60,000). */
  readonly timeout?: number;
  /** One line per call, no personal data: operation, status, milliseconds. */
  readonly log?: (line: string) => void;
}
