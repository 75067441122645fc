import assert from 'node:assert/strict';

import type { Field } from '../../../src/delivery/draft';
import { toNewEnvelope } from '../../../src/delivery/envelope';
import { documentOf, draftOf, signatureOf, signerOf } from './support/drafts';

describe('delivery: from draft to request', () => {
  it('maps everything', () => {
    const documents = [
      documentOf('a'),
      documentOf('b', {
        pages: [
          { width: 595, height: 842 },
          { width: 842, height: 595 },
        ],
      }),
    ];
    const [, second] = documents;
    assert.ok(second);
    const ada = signerOf('ada', 1, {
      email: ' ada@example.org ',
      countryCode: 49,
      phoneNumber: '170',
      note: 'Hello',
    });
    const grace = signerOf('grace', 2, { note: '' });
    const field = signatureOf(second, ada, {
      kind: 'dropdown',
      page: 2,
      box: { x: 1, y: 2, width: 3, height: 4 },
      required: false,
      label: 'Plan',
      choices: ['a', 'b'],
      defaultValue: 'b',
      alignment: 'right',
      anchor: '[[choice:ada "Plan" a|b]]',
    });
    const draft = draftOf('i', {
      documents,
      signers: [ada, grace],
      fields: [field],
      observers: [{ name: 'Legal', email: 'legal@example.org' }],
      options: {
        flow: 'Hybrid',
        expiresInDays: 30,
        qrCode: true,
        removeAfterSigning: false,
        captureLocation: true,
        sendEmails: false,
      },
    });
    assert.deepEqual(toNewEnvelope(draft, ['u1', 'u2'], 'text'), {
      name: 'Lease 42',
      description: 'text',
      categories: ['Lease'],
      options: {
        flow: 'Hybrid',
        expirationDays: 30,
        emailReminders: false,
        appendQrCode: true,
        removeSignedDocument: false,
        enforceLocation: true,
        sendEmail: false,
      },
      signers: [
        {
          name: 'ada Example',
          email: 'ada@example.org',
          countryCode: 49,
          phoneNumber: '170',
          order: 1,
          privateNote: 'Hello',
          tabs: [
            {
              kind: 'dropdown',
              documentRef: 2,
              page: 2,
              x: 1,
              y: 2,
              width: 3,
              height: 4,
              pageWidth: 842,
              pageHeight: 595,
              required: false,
              label: 'Plan',
              defaultValue: 'b',
              alignment: 'right',
              choices: ['a', 'b'],
            },
          ],
        },
        { name: 'grace Example', email: 'grace@example.org', order: 2, tabs: [] },
      ],
      observers: [{ name: 'Legal', email: 'legal@example.org' }],
      documents: [
        { requestId: 'u1', ref: 1, name: 'a.pdf' },
        { requestId: 'u2', ref: 2, name: 'b.pdf' },
      ],
    });
  });

  it('carries how a text is aligned and how long it may be', () => {
    const document = documentOf('lease');
    const ada = signerOf('ada', 1);
    const tabOf = (extra: Partial<Field>) => {
      const fields = [signatureOf(document, ada, { kind: 'text', ...extra })];
      return toNewEnvelope(draftOf('i', { signers: [ada], fields }), ['u'], '').signers[0]?.tabs[0];
    };
    const { alignment, charLimit } = tabOf({ alignment: 'center', charLimit: 80 }) ?? {};
    assert.deepEqual([alignment, charLimit], ['center', 80]);
    const plain = tabOf({});
    assert.ok(plain && !('alignment' in plain) && !('charLimit' in plain));
  });

  it('says reminders when there are some, leaves out the order where all sign at once, and what is empty', () => {
    const draft = draftOf('i', { categories: [], options: { ...draftOf('i').options, flow: 'Parallel' } });
    const envelope = toNewEnvelope(draft, ['u1'], '');
    assert.equal(envelope.options.emailReminders, true);
    assert.equal(envelope.options.reminderPeriodDays, 3);
    assert.ok(envelope.signers.every((signer) => !('order' in signer)));
    assert.ok(!('categories' in envelope) && !('observers' in envelope));
  });

  it('refuses a field on a page or document that is not there, and a missing upload', () => {
    const draft = draftOf('i');
    const field = signatureOf(documentOf('lease'), signerOf('ada', 1));
    for (const fields of [
      [{ ...field, page: 2 }],
      [{ ...field, page: 0 }],
      [{ ...field, documentId: 'x' }],
    ]) {
      assert.throws(() => toNewEnvelope({ ...draft, fields }, ['u1'], ''), { kind: 'draft-invalid' });
    }
    assert.throws(() => toNewEnvelope(draft, [], ''), { kind: 'draft-invalid' });
  });
});
