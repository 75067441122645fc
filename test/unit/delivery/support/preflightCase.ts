import type { PdfInspection, Problem } from '../../../../src/contract/types';
import type { Draft, Field } from '../../../../src/delivery/draft';
import { preflight } from '../../../../src/delivery/preflight';
import type { AccountDetails } from '../../../../src/jsign/types';
import { documentOf, draftOf, signatureOf, signerOf } from './drafts';

export const LEASE = documentOf('lease');
export const ADA = signerOf('ada', 1);
export const GRACE = signerOf('grace', 2);
export const FINE: PdfInspection = {
  pages: [{ width: 595, height: 842, rotation: 0 }],
  anchors: [],
  problems: [],
};
export const ACCOUNT: AccountDetails = {
  subscription: {
    planName: 'Team',
    startDate: '',
    endDate: '',
    renewalDate: '',
    remainingDays: 20,
    accountId: 'a',
  },
  plan: {
    documentLimit: 100,
    templateLimit: 10,
    documentsPerEnvelope: 2,
    userLimit: 5,
    maxFileBytes: 1_048_576,
    signTypes: ['E-Signature'],
    fileTypes: ['pdf', 'docx'],
    features: [],
  },
  user: {
    firstName: 'Owner',
    lastName: 'Example',
    email: 'owner@example.org',
    status: 'Active',
    isAdmin: true,
  },
  alerts: {
    locked: false,
    cancellationRequested: false,
    documentsExhausted: false,
    templatesExhausted: false,
  },
};

export const inspected = (inspection: PdfInspection = FINE) => new Map([[LEASE.id, inspection]]);
export const check = (
  extra: Partial<Draft>,
  inspection?: PdfInspection,
  account?: AccountDetails,
): Problem[] => preflight(draftOf('i', extra), inspected(inspection), account);
export const codes = (problems: readonly Problem[]): string[] =>
  problems.map((one) => `${one.severity} ${one.code}`);
export const options = (extra: Partial<Draft['options']>): Partial<Draft> => ({
  options: { ...draftOf('i').options, ...extra },
});
export const field = (extra: Partial<Field>): Field => signatureOf(LEASE, ADA, { id: 'extra', ...extra });
export const withField = (extra: Partial<Field>): Partial<Draft> => ({
  fields: [...draftOf('i').fields, field(extra)],
});
