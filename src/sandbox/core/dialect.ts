export const DIALECTS = ['table', 'sample'] as const;
/** The reference describes replies by a table and by a sample, which do not always agree (API reference, section 13). */
export type Dialect = (typeof DIALECTS)[number];

/** Every spelling and sentence in which the two differ. */
export interface Spelling {
  readonly requestId: string;
  readonly auditCreated: string;
  readonly listCreated: string;
  readonly statistics: string;
  readonly documentId: string;
  readonly metadataDocuments: string;
  readonly metadataSigners: string;
  /** A list's categories: one text, or an array. */
  categories(categories: readonly string[]): string | readonly string[];
  readonly declined: string;
  readonly attached: string;
}

export const SPELLINGS: Readonly<Record<Dialect, Spelling>> = {
  table: {
    requestId: 'request_id',
    auditCreated: 'create_date',
    listCreated: 'creations_time_utc',
    statistics: 'envelope_stats',
    documentId: 'documents_id',
    metadataDocuments: 'Documents',
    metadataSigners: 'signers',
    categories: (categories) => categories.join(', '),
    declined: 'Envelope declined successfully',
    attached: 'Files attached successfully.',
  },
  sample: {
    requestId: 'request_Id',
    auditCreated: 'created_date',
    listCreated: 'creation_time_utc',
    statistics: 'document_stats',
    documentId: 'document_id',
    metadataDocuments: 'documents',
    metadataSigners: 'Signers',
    categories: (categories) => categories,
    declined: 'Envelope declined successfully!',
    attached: 'Supporting documents added successfully.',
  },
};
