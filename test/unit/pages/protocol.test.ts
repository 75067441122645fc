import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isFramePost,
  isHostMessage,
  isPageMessage,
  type HostMessage,
  type PageMessage,
} from '../../../src/pages/protocol';
import { ACTIONS } from '../../../src/pages/actions';
import type { SectionView } from '../../../src/pages/sections';
import { STRING_KEYS, type PageStrings } from '../../../src/pages/strings';
import type { DetailsView } from '../../../src/pages/view';

const strings = Object.fromEntries(STRING_KEYS.map((key) => [key, key])) as unknown as PageStrings;
const view: DetailsView = {
  phase: 'ready',
  title: 'Lease 42',
  busy: false,
  message: '',
  banner: { tone: 'good', text: 'Signed.' },
  content: {
    status: { icon: 'clock', tone: 'normal', phrases: [{ text: 'Waiting', at: undefined, as: 'day' }] },
    canSign: true,
    actions: ['remindAll', 'cancel'],
    sections: ['auditLog', 'attachments'],
    signers: [
      {
        icon: 'check',
        tone: 'good',
        name: 'Ada Example',
        email: 'ada@example.org',
        order: 1,
        state: { text: 'signed', at: 1, as: 'moment' },
        reason: undefined,
        canSign: 'no',
        canRemind: false,
      },
    ],
    steps: [[0]],
    documents: [
      {
        id: 'd',
        name: 'lease.pdf',
        original: { label: 'sha-256', short: 'ab…', full: 'abcdef' },
        signed: undefined,
        hasSignedCopy: false,
      },
    ],
    timeline: [{ icon: 'add', tone: 'normal', text: 'created', at: 5 }],
    timelineProblem: '',
    facts: [{ label: 'Id', value: { text: 'x', at: undefined, as: 'day' }, copies: 'envelopeId' }],
  },
};
const proof = { label: 'Transaction', short: '9f…1b', full: '9f2c1b' };
const SECTIONS: readonly SectionView[] = [
  {
    name: 'auditLog',
    phase: 'ready',
    message: '',
    columns: ['Transaction', 'Block'],
    documents: [
      {
        name: 'lease.pdf',
        events: [
          {
            icon: 'add',
            tone: 'normal',
            at: 1,
            activity: 'Document Creation',
            by: 'Ada',
            proofs: [proof],
          },
        ],
      },
    ],
  },
  {
    name: 'enteredValues',
    phase: 'ready',
    message: '',
    values: [{ document: 'd', signer: 's', field: 'f', value: 'v' }],
  },
  {
    name: 'attachments',
    phase: 'ready',
    message: '',
    attachments: [{ id: 'a', name: 'x.txt' }],
    limit: '1 of 10',
    canAdd: true,
  },
  { name: 'attachments', phase: 'failed', message: 'No.', attachments: undefined, limit: '', canAdd: true },
];
const HOST: readonly HostMessage[] = [
  { type: 'init', strings, locale: 'en', restore: { accountId: 'a', envelopeId: 'e' } },
  { type: 'state', view },
  { type: 'state', view: { ...view, banner: undefined, content: undefined } },
  { type: 'signing', signing: { phase: 'open', title: 'Signing', notice: '', tone: 'normal' } },
  { type: 'frame', linkId: 1, url: 'https://app.example/sign?t=1', ownOrigin: true, secondsLeft: 600 },
  { type: 'answer', id: 1, ok: true },
  ...SECTIONS.map((section) => ({ type: 'section', section }) as const),
];
const PAGE: readonly PageMessage[] = [
  { type: 'ready' },
  { type: 'refresh' },
  { type: 'openLog' },
  { type: 'signIn' },
  { type: 'sign', email: undefined },
  { type: 'sign', email: 'ada@example.org' },
  ...ACTIONS.map(
    (action) =>
      ({
        type: 'act',
        action,
        email: 'ada@example.org',
        documentId: 'd',
        which: 'signed',
        attachmentId: 'a',
        format: 'csv',
      }) as const,
  ),
  {
    type: 'act',
    action: 'cancel',
    email: undefined,
    documentId: undefined,
    which: undefined,
    attachmentId: undefined,
    format: undefined,
  },
  { type: 'sections', open: [] },
  { type: 'sections', open: ['auditLog', 'attachments'] },
  { type: 'reload', section: 'enteredValues' },
  { type: 'copy', id: 1, what: 'originalHash', documentId: 'd', value: undefined },
  { type: 'copy', id: 1, what: 'auditValue', documentId: undefined, value: '9f2c1b' },
  { type: 'newLink' },
  { type: 'openInBrowser' },
  { type: 'leaveSigning' },
  { type: 'frameShown', linkId: 1 },
  { type: 'frameHint', linkId: 1, event: 'signed' },
];

/** As it arrives: messages travel as JSON. */
function carried(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message)) as unknown;
}

describe('The messages of host and page', () => {
  for (const message of HOST) {
    it(`takes ${message.type} from the host, and not from the page`, () => {
      assert.equal(isHostMessage(carried(message)), true);
      assert.equal(isPageMessage(carried(message)), false);
    });
  }
  for (const message of PAGE) {
    it(`takes ${message.type} from the page, and not from the host`, () => {
      assert.equal(isPageMessage(carried(message)), true);
      assert.equal(isHostMessage(carried(message)), false);
    });
  }

  it('drops a message whose property has another type, wherever it is', () => {
    for (const message of [...HOST, ...PAGE]) {
      for (const path of leaves(carried(message))) {
        const bent = carried(message);
        replace(bent, path, { bent: true });
        assert.equal(isHostMessage(bent) || isPageMessage(bent), false, `${message.type} ${path.join('.')}`);
      }
    }
  });

  it('drops a message that lacks what it must have', () => {
    assert.equal(isPageMessage({ type: 'frameShown' }), false);
    assert.equal(isPageMessage({ type: 'copy', id: 1 }), false);
    assert.equal(isHostMessage({ type: 'frame', linkId: 1 }), false);
    const fewer = Object.fromEntries(Object.entries(strings).filter(([key]) => key !== 'sign'));
    assert.equal(isHostMessage({ ...HOST[0], strings: fewer }), false);
  });

  it('takes no frame address but http and https', () => {
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      ' https://a.example',
      '',
    ]) {
      assert.equal(isHostMessage({ ...HOST[4], url }), false, url);
    }
  });

  it('never throws and never takes junk', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withMap: true }), (junk) => {
        assert.equal(isHostMessage(junk) || isFramePost(junk), false);
        if (isPageMessage(junk)) assert.ok(PAGE.some((known) => known.type === junk.type));
      }),
    );
    for (const type of ['toString', '__proto__', 'constructor']) assert.equal(isPageMessage({ type }), false);
  });

  it('takes from the signing frame only what such a frame says', () => {
    assert.equal(isFramePost({ source: 'jsign', event: 'signed' }), true);
    assert.equal(isFramePost({ source: 'jsign', event: 'paid' }), false);
    assert.equal(isFramePost({ source: 'other', event: 'signed' }), false);
    assert.equal(isFramePost('signed'), false);
  });
});

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function replace(value: unknown, path: Path, by: unknown): void {
  const [key, ...rest] = path;
  assert.ok(typeof value === 'object' && value !== null && key !== undefined);
  if (rest.length === 0) Reflect.set(value, key, by);
  else replace(Reflect.get(value, key), rest, by);
}
