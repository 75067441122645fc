/** Why bytes that were read could not be shown. */
export const FAILURES = ['empty', 'notPdf', 'noPages', 'other'] as const;
export type Failure = (typeof FAILURES)[number];

/** What was wrong with the bytes, by what pdf.js says of them. */
export function failureOf(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name !== 'InvalidPDFException') return 'other';
  return /empty/i.test(message) ? 'empty' : 'notPdf';
}
