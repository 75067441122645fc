/** What the sandbox's plan allows; *Account details* says the same (API reference, sections 7.1 and 12). */
export const LIMITS = {
  /** Bytes of a document or an attachment. */
  fileBytes: 25 * 1024 * 1024,
  fileMegabytes: 25,
  attachments: 10,
  documentsPerEnvelope: 10,
  envelopes: 100_000,
  templates: 1000,
  users: 10,
  pageSize: 100,
  defaultPageSize: 10,
  expirationDays: 365,
  fileTypes: ['pdf'],
  /** INFERRED: an upload that is not used within a day is forgotten. */
  uploadHours: 24,
} as const;
