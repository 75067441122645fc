import {
  attachmentsView,
  auditLogView,
  enteredValuesView,
  type Progress,
} from '../../../src/editor/envelopes/details/sectionViews';
import { plain } from '../../../src/editor/platform/translate';
import type { AttachmentSummary, AuditEvent, AuditLog, EnteredValue } from '../../../src/jsign/types';
import type { HostMessage } from '../../../src/pages/protocol';
import type { SectionView } from '../../../src/pages/sections';

/** What the folded sections hold in the states that a person may see. */
export const READY: Progress = { phase: 'ready', message: '' };
export const FAILED: Progress = {
  phase: 'failed',
  message: 'jSign did not answer within a minute. Check the connection and try again.',
};
const DAY = 86_400_000;
const NOW = Date.now();
const HASH = '9f2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b';

export function section(view: SectionView): HostMessage {
  return { type: 'section', section: view };
}

function event(activityCode: string, activity: string, by: string, block: number): AuditEvent {
  return {
    activity,
    activityCode,
    at: NOW - DAY + block * 61_000,
    actionBy: by,
    transactionHash: HASH.replace('9f', String(10 + block)),
    blockNumber: String(block),
    walletAddress: '0x00a329c0648769A73afAc7F9381E08FB43dBEA72',
    finalBlockHash: HASH.replace('9f', String(40 + block)),
    contractAddress: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  };
}

const EVENTS = [
  event('Created', 'Document Creation', 'Ada Example', 1),
  event('Viewed', 'Document Viewed', 'Grace Sample', 2),
  event('Signed', 'Document Signed', 'Grace Sample', 3),
  event('Completed', 'Document Completed', 'Grace Sample', 4),
];
export const AUDIT_LOG: AuditLog = {
  envelopeId: 'e',
  createdAt: NOW - DAY,
  createdBy: 'Ada Example',
  signatureTypes: ['ESignature'],
  documents: [
    { name: 'mutual-nda.pdf', events: EVENTS },
    { name: 'annex.pdf', events: EVENTS.slice(0, 2) },
  ],
};

function value(name: string, entered: string, documentName = 'mutual-nda.pdf'): EnteredValue {
  return {
    documentId: 'd1',
    documentName,
    signerEmail: 'grace@example.com',
    inputType: 'Text Area',
    name,
    value: entered,
  };
}
export const VALUES: readonly EnteredValue[] = [
  value('Company', 'Sample Ltd'),
  value('Address', '1 Sample Road\n12345 Sampletown\nExample Islands'),
  value('Notice period', '30 days'),
];

export const ATTACHMENTS: readonly AttachmentSummary[] = Array.from({ length: 10 }, (_, index) => ({
  id: `a${index}`,
  fileName: `price list ${index + 1}.xlsx`,
}));

const LONG = 'Erbringung-von-Dienstleistungen-und-Nebenleistungen-'.repeat(5);
/** Everything that makes a page burst or turn around. */
export const WILD_SECTIONS: readonly HostMessage[] = [
  section(
    auditLogView(
      {
        ...AUDIT_LOG,
        documents: [
          {
            name: `${LONG}.pdf`,
            events: [
              event('Zorbed', `<b>${LONG}</b>`, 'שרה כהן', 1),
              {
                ...event('Signed', 'חתימה על המסמך', LONG, 2),
                at: undefined,
                blockNumber: '',
                transactionHash: 'x'.repeat(5000),
              },
            ],
          },
          { name: 'חוזה.pdf', events: [] },
        ],
      },
      READY,
      plain,
    ),
  ),
  section(
    enteredValuesView(
      [
        value('שם מלא', 'שרה כהן\nרחוב הדוגמה 1', 'חוזה שכירות.pdf'),
        value(`<i>${LONG}</i>`, `<script>alert(1)</script> ${LONG}`, `${LONG}.pdf`),
        value('', ''),
      ],
      READY,
    ),
  ),
  section(
    attachmentsView(
      [
        { id: 'w1', fileName: `${LONG}.xlsx` },
        { id: 'w2', fileName: '../../<img src=x>.exe' },
        { id: 'w3', fileName: 'נספח.docx' },
      ],
      READY,
      plain,
    ),
  ),
];
