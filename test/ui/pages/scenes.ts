import type { EnvelopeDetails, HistoryEntry } from '../../../src/jsign/types';
import { NOTHING, viewOf, type Known } from '../../../src/editor/envelopes/details/known';
import { pageStrings } from '../../../src/editor/envelopes/details/words';
import { plain } from '../../../src/editor/platform/translate';
import type { HostMessage } from '../../../src/pages/protocol';
import type { SectionName } from '../../../src/pages/view';
import {
  attachmentsView,
  auditLogView,
  enteredValuesView,
} from '../../../src/editor/envelopes/details/sectionViews';
import { ATTACHMENTS, AUDIT_LOG, FAILED, READY, section, VALUES, WILD_SECTIONS } from './sectionScenes';
import { details, signer, word } from '../../unit/editor/envelopes/fakes';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const NOW = Date.now();
const HASH = '9f2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b';
const ADA = signer({ email: 'ada@example.org', firstName: 'Ada', lastName: 'Example', order: 1 });
const GRACE = signer({ order: 2 });

function history(...entries: readonly (readonly [string, string, number])[]): readonly HistoryEntry[] {
  return entries.map(([activity, content, at]) => ({ firstName: '', lastName: '', activity, content, at }));
}

const NDA = details('5d8e0c52-1111-4c1d-9a77-2f5d0f3a9e10', {
  name: 'Mutual NDA',
  createdAt: NOW - 2 * DAY,
  dueAt: NOW + 12 * DAY,
  flow: 'Sequential',
  categories: ['NDA'],
  documents: [
    {
      id: 'd1',
      name: 'mutual-nda.pdf',
      originalHash: HASH,
      signedHash: undefined,
      blockHash: undefined,
      signProcessCompleted: false,
    },
  ],
  signers: [
    { ...ADA, state: 'signed', signedAt: NOW - DAY },
    { ...GRACE, state: 'viewed' },
  ],
});
const NDA_HISTORY = history(
  ['Created', 'You created the document', NOW - 2 * DAY],
  ['Sent', 'The document was sent to Ada Example', NOW - 2 * DAY + MINUTE],
  ['Signed', 'Ada Example signed the document', NOW - DAY],
  ['Viewed', 'Grace Sample viewed the document', NOW - 90 * MINUTE],
);
const LONG = `Rahmenvertrag über ${'die Erbringung von Dienstleistungen '.repeat(8)}`.slice(0, 300);

const WILD = details('wild', {
  name: `${LONG} 🖋️`,
  description: '<b onclick="x()">Not bold</b>',
  createdBy: 'שרה@example.co.il',
  createdAt: NOW - 400 * DAY,
  status: word('unknown', 'Quarantined'),
  flow: 'unknown',
  documents: [
    {
      id: 'w1',
      name: '<script>alert(1)</script>../../etc/passwd.pdf',
      originalHash: 'not-a-hash',
      signedHash: undefined,
      blockHash: undefined,
      signProcessCompleted: true,
    },
    {
      id: 'w2',
      name: 'חוזה שכירות \u202Efdp.exe',
      originalHash: undefined,
      signedHash: HASH,
      blockHash: undefined,
      signProcessCompleted: true,
    },
  ],
  signers: [
    signer({
      email: 'w@example.com',
      firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4),
      lastName: '',
      order: 1,
    }),
    signer({ email: 'sara@example.co.il', firstName: 'שרה', lastName: 'כהן 🐫', order: 1, state: 'unknown' }),
    signer({
      email: 'd@example.com',
      firstName: 'Dee',
      lastName: '',
      order: 2,
      state: 'declined',
      declineReason: '<i>הסעיף השלישי</i>',
    }),
  ],
  observers: [{ email: 'legal@example.com', name: '' }],
});

const STORE = {
  account: {
    id: 'a',
    email: 'ada@example.org',
    name: 'Ada Example',
    environment: 'sandbox',
    host: 'http://127.0.0.1:1',
  },
  summary: () => undefined,
} as const;

function state(known: Partial<Known>, environment = 'Local sandbox'): HostMessage {
  const store = { ...STORE, known: () => undefined } as unknown as Parameters<typeof viewOf>[2];
  const accounts = { environmentLabel: () => environment } as unknown as Parameters<
    typeof viewOf
  >[3]['accounts'];
  const ref = { accountId: 'a', envelopeId: 'e' };
  return {
    type: 'state',
    view: viewOf({ ...NOTHING, busy: false, ...known }, ref, store, { accounts, t: plain }),
  };
}

export const INIT: HostMessage = {
  type: 'init',
  strings: pageStrings(plain),
  locale: 'en',
  restore: { accountId: 'a', envelopeId: 'e' },
};

const ready = (
  facts: Partial<EnvelopeDetails> = {},
  known: Partial<Known> = {},
  environment?: string,
): HostMessage =>
  state({ phase: 'ready', details: { ...NDA, ...facts }, history: NDA_HISTORY, ...known }, environment);

const signing = (
  phase: 'opening' | 'open' | 'failed',
  notice = '',
  tone: 'normal' | 'bad' = 'normal',
): HostMessage => ({
  type: 'signing',
  signing: { phase, title: 'Signature of Grace Sample, in person', notice, tone },
});

const NONE_SIGNED = [
  { ...ADA, state: 'waiting' },
  { ...GRACE, email: 'third@example.com', firstName: 'Third', order: 1 },
] as const;
const completed = (known: Partial<Known> = {}): HostMessage =>
  ready(
    {
      status: word('Completed'),
      documents: [
        {
          id: 'd1',
          name: 'mutual-nda.pdf',
          originalHash: HASH,
          signedHash: HASH.replace('9f', '1a'),
          blockHash: undefined,
          signProcessCompleted: true,
        },
      ],
      signers: [
        { ...ADA, state: 'signed', signedAt: NOW - DAY },
        { ...GRACE, state: 'signed', signedAt: NOW - MINUTE },
      ],
    },
    known,
  );

export interface Scene {
  readonly messages: readonly HostMessage[];
  /** How many seconds the link in the frame has left. */
  readonly frame?: number;
  /** Sections that are unfolded. */
  readonly open?: readonly SectionName[];
}

/** Each state that a person may see. */
export const SCENES: Readonly<Record<string, Scene>> = {
  loading: { messages: [state({ phase: 'loading', busy: true })] },
  waiting: { messages: [ready()] },
  'needs-signature': {
    messages: [
      ready(
        {
          status: word('AwaitingMySignature'),
          signers: [{ ...ADA, state: 'waiting' }, GRACE],
          createdBy: 'grace@example.com',
        },
        {},
        'Production',
      ),
    ],
  },
  'due-soon': { messages: [ready({ status: word('DueSoon'), dueAt: NOW + 2 * DAY })] },
  completed: { messages: [completed({ banner: { tone: 'good', text: 'Signed. jSign confirms it.' } })] },
  'to-remind': { messages: [ready({ flow: 'Parallel', signers: NONE_SIGNED })] },
  declined: {
    messages: [
      ready({
        status: word('Declined'),
        signers: [ADA, { ...GRACE, state: 'declined', declineReason: 'Clause 3 is not what we agreed.' }],
      }),
    ],
  },
  cancelled: {
    messages: [ready({ status: word('Cancelled'), cancelledAt: NOW - DAY, cancelReason: 'Wrong annex' })],
  },
  expired: { messages: [ready({ status: word('Expired'), dueAt: NOW - DAY })] },
  wild: {
    messages: [
      state({
        phase: 'ready',
        details: WILD,
        history: history(['Zorbed', '<img src=x onerror=alert(1)>', NOW]),
      }),
    ],
  },
  'wild-sections': {
    messages: [
      state({
        phase: 'ready',
        details: { ...WILD, name: 'חוזה שכירות', status: word('Completed') },
        history: [],
      }),
      ...WILD_SECTIONS,
    ],
    open: ['auditLog', 'enteredValues', 'attachments'],
  },
  'audit-log': {
    messages: [completed(), section(auditLogView(AUDIT_LOG, READY, plain))],
    open: ['auditLog'],
  },
  'entered-values': {
    messages: [completed(), section(enteredValuesView(VALUES, READY))],
    open: ['enteredValues'],
  },
  attachments: {
    messages: [ready(), section(attachmentsView(ATTACHMENTS.slice(0, 2), READY, plain))],
    open: ['attachments'],
  },
  'attachments-full': {
    messages: [ready(), section(attachmentsView(ATTACHMENTS, READY, plain))],
    open: ['attachments'],
  },
  'sections-loading': { messages: [completed()], open: ['auditLog', 'enteredValues', 'attachments'] },
  'sections-empty': {
    messages: [
      completed(),
      section(auditLogView({ ...AUDIT_LOG, documents: [] }, READY, plain)),
      section(enteredValuesView([], READY)),
      section(attachmentsView([], READY, plain)),
    ],
    open: ['auditLog', 'enteredValues', 'attachments'],
  },
  'sections-failed': {
    messages: [
      completed(),
      section(auditLogView(undefined, FAILED, plain)),
      section(enteredValuesView(VALUES, FAILED)),
      section(attachmentsView(undefined, FAILED, plain)),
    ],
    open: ['auditLog', 'enteredValues', 'attachments'],
  },
  'no-timeline': { messages: [ready({}, { history: undefined, historyProblem: 'jSign did not answer.' })] },
  'failed-known': {
    messages: [
      ready(
        {},
        {
          phase: 'failed',
          message: 'jSign did not answer within a minute. Check the connection and try again.',
        },
      ),
    ],
  },
  failed: {
    messages: [
      state({ phase: 'failed', message: 'jSign could not be reached. Check the connection and try again.' }),
    ],
  },
  'signed-out': {
    messages: [
      state({ phase: 'signedOut', message: 'This account is signed out. Sign in to see the envelope.' }),
    ],
  },
  gone: {
    messages: [
      state({ phase: 'gone', message: 'jSign does not have this envelope, or this account may not see it.' }),
    ],
  },
  'signing-opening': { messages: [ready(), signing('opening')] },
  signing: { messages: [ready(), signing('open')], frame: 522 },
  'signing-notice': { messages: [ready(), signing('open', 'Waiting for jSign to confirm it…')], frame: 45 },
  'signing-ended': { messages: [ready(), signing('open')], frame: 0 },
  'signing-failed': {
    messages: [ready(), signing('failed', 'jSign is having trouble (500). Try again in a moment.', 'bad')],
  },
};
