import assert from 'node:assert/strict';

import { createDelivery } from '../../../src/delivery/delivery';
import { preflight } from '../../../src/delivery/preflight';
import { referenceOf } from '../../../src/delivery/reference';
import { Desk, envelopeOf, jsignError, kindOf, NOW, throwing } from './support/desk';
import {
  documentOf,
  draftOf,
  inlineDocumentOf,
  signatureOf,
  signerOf,
  templateDraftOf,
} from './support/drafts';

const EMAILS = ['ada@example.org', 'grace@example.org'];
const LOST = jsignError({ kind: 'network', network: 'reset' });

describe('delivery: from a template', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));

  it('makes one call with titles, order and notes, and neither description nor uploads', async () => {
    const [ada, grace] = templateDraftOf('x').signers;
    assert.ok(ada && grace);
    const signers = [{ ...ada, note: 'Hello', countryCode: 49, phoneNumber: '170 1' }, grace];
    const outcome = await desk.delivery.send(templateDraftOf('one', { signers }));
    assert.deepEqual(outcome, { state: 'created', envelopeId: 'envelope-1', adopted: false });
    assert.deepEqual(desk.calls, ['[prepared]', '[creating]', 'create from template', '[created]']);
    assert.deepEqual(desk.createdFromTemplate, [
      [
        {
          templateId: 'template-1',
          name: 'Lease 42',
          options: {
            flow: 'Sequential',
            expirationDays: 14,
            emailReminders: true,
            reminderPeriodDays: 3,
            sendEmail: true,
          },
          signers: [
            {
              title: 'Landlord',
              name: 'ada Example',
              email: 'ada@example.org',
              order: 1,
              privateNote: 'Hello',
              countryCode: 49,
              phoneNumber: '170 1',
            },
            { title: 'Tenant', name: 'grace Example', email: 'grace@example.org', order: 2 },
          ],
        },
        {},
      ],
    ]);
    assert.equal(desk.entries[0]?.template, 'template-1');
    assert.doesNotMatch(desk.lines.join(), /example/);
  });

  it('tries the other path once, renews once, and keeps to the judgement of any creating call', async () => {
    desk.creations.push(
      throwing(jsignError({ kind: 'not-found', status: 404 })),
      throwing(jsignError({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED' })),
    );
    assert.equal((await desk.delivery.send(templateDraftOf('one'))).state, 'created');
    assert.deepEqual(
      desk.createdFromTemplate.map(([, options]) => options),
      [{}, { variant: true }, { variant: true }],
    );
    desk.creations.push(throwing(jsignError({ kind: 'refused', status: 400, code: 'TEMPLATE_NOT_FOUND' })));
    const refused = await desk.delivery.send(templateDraftOf('two', { name: 'Another' }));
    assert.equal(kindOf(refused), 'refused');
  });

  it('refuses what a template cannot carry, and signers without a title of their own, before anything is written', async () => {
    const document = documentOf('lease');
    const draft = templateDraftOf('one');
    const signers = [signerOf('ada', 1, { role: 'Tenant' }), signerOf('grace', 2, { role: 'Tenant' })];
    for (const [extra, kind] of [
      [{ documents: [document] }, 'draft-invalid'],
      [{ documents: [document], fields: [signatureOf(document, signerOf('ada', 1))] }, 'draft-invalid'],
      [{ signers }, 'titles-invalid'],
      [{ signers: [signerOf('ada', 1)] }, 'titles-invalid'],
    ] as const) {
      assert.equal(kindOf(await desk.delivery.send({ ...draft, ...extra })), kind);
    }
    assert.deepEqual(desk.calls, []);
  });

  it('asks before the same template goes out under the same name to the same signers within 14 days', async () => {
    await desk.delivery.send(templateDraftOf('one'));
    const again = await desk.delivery.send(templateDraftOf('two', { name: ' Lease  42' }));
    assert.equal(again.state, 'repeat');
    for (const [index, extra] of [
      { name: 'Lease 43' },
      { template: { id: 'template-2', name: 'Lease' } },
      { signers: [signerOf('ada', 1, { role: 'Landlord' })] },
    ].entries()) {
      assert.equal((await desk.delivery.send(templateDraftOf(`other-${index}`, extra))).state, 'created');
    }
    desk.now += 15 * 86_400_000;
    assert.equal((await desk.delivery.send(templateDraftOf('late'))).state, 'created');
  });

  const found = async (...envelopes: readonly ReturnType<typeof envelopeOf>[]) => {
    desk.creations.push(() => {
      desk.envelopes.push(...envelopes);
      throw LOST;
    });
    return desk.delivery.send(templateDraftOf('one'));
  };
  const like = (id: string, extra: Parameters<typeof envelopeOf>[3] = {}) =>
    envelopeOf(id, EMAILS, ['0'.repeat(64)], { description: 'The text of the template', ...extra });

  it('takes the only one of the same name, signers and time, whatever is in it', async () => {
    const outcome = await found(
      like('mine'),
      like('other', { name: 'Lease 43' }),
      envelopeOf('x', ['a@b.example'], []),
    );
    assert.deepEqual(outcome, { state: 'created', envelopeId: 'mine', adopted: true });
  });

  it('takes it among many of other names, which could never be it', async () => {
    const others = Array.from({ length: 30 }, (_, index) => like(`other-${index}`, { name: 'Else' }));
    assert.equal((await found(...others, like('mine'))).state, 'created');
  });

  it('asks when two fit, and when it is too early, too late or of no known time', async () => {
    const minutes = (count: number) => ({ createdAt: NOW + count * 60_000 });
    for (const envelopes of [
      [like('one'), like('two', minutes(5))],
      [like('early', minutes(-11))],
      [like('late', minutes(61))],
      [like('timeless', { createdAt: undefined })],
    ]) {
      desk = new Desk();
      const outcome = await found(...envelopes);
      assert.equal(outcome.state, 'unknown');
      assert.deepEqual(
        outcome.evidence.candidates.map(({ matches }) => matches),
        envelopes.map(() => ['name', 'signers']),
      );
    }
  });

  it('shows what bears a reference, which may be that of the template, but takes nothing beside it by itself', async () => {
    const inherited = like('inherited', { description: 'For all\n\nRef jsign-000000000000 · sha256 00' });
    for (const envelopes of [[inherited], [inherited, like('other')]]) {
      desk = new Desk();
      const outcome = await found(...envelopes);
      assert.equal(outcome.state, 'unknown');
      assert.deepEqual(
        outcome.evidence.candidates.map(({ envelopeId, matches }) => [envelopeId, matches]),
        envelopes.map(({ id }) => [id, ['name', 'signers']]),
      );
      await desk.delivery.adopt('one', 'inherited');
      assert.deepEqual(await desk.delivery.send(templateDraftOf('one')), {
        state: 'already-sent',
        envelopeId: 'inherited',
      });
    }
  });

  it('does not take a reference for its own, since its envelope bears none', async () => {
    const outcome = await found(
      like('copy', { name: 'Else', description: `Ref jsign-${referenceOf('one')}` }),
      like('mine'),
    );
    assert.deepEqual(outcome, { state: 'created', envelopeId: 'mine', adopted: true });
  });

  it('asks when another undecided send may have made it: of another template, or from files', async () => {
    for (const other of [
      templateDraftOf('other', { template: { id: 'template-2', name: 'B' } }),
      draftOf('other', { signers: templateDraftOf('x').signers, fields: [] }),
    ]) {
      desk = new Desk();
      desk.creations.push(throwing(LOST));
      assert.equal((await desk.delivery.send(other)).state, 'unknown');
      assert.equal((await found(like('mine'))).state, 'unknown');
      await desk.delivery.notSent('other');
      assert.equal((await desk.delivery.resolve('one')).state, 'created');
    }
  });

  it('asks when another window sends its like while the list is read', async () => {
    desk.creations.push(throwing(LOST));
    await desk.delivery.send(templateDraftOf('one'));
    const other = templateDraftOf('other', { template: { id: 'template-2', name: 'B' } });
    const { list } = desk.client;
    let sent: Promise<unknown> | undefined;
    desk.client = {
      ...desk.client,
      list: async (...args) => {
        sent ??= desk.open().send(other);
        await sent;
        desk.envelopes.splice(0, 1, like('envelope-2'));
        return list(...args);
      },
    };
    assert.equal((await desk.delivery.resolve('one')).state, 'unknown');
    assert.deepEqual(await desk.delivery.send(other), { state: 'already-sent', envelopeId: 'envelope-2' });
  });

  it('says in the preflight who has no title, and nothing of documents and fields', () => {
    assert.deepEqual(preflight(templateDraftOf('one'), new Map()), []);
    const signers = [
      signerOf('ada', 1),
      signerOf('eve', 2, { role: 'A' }),
      signerOf('bob', 3, { role: 'A' }),
    ];
    const codes = preflight(templateDraftOf('one', { signers }), new Map()).map(({ code }) => code);
    assert.deepEqual(codes, ['signer-without-title', 'same-title']);
  });
});

describe('delivery: small documents without a path', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));

  const draftWith = (...documents: readonly ReturnType<typeof documentOf>[]) =>
    draftOf('one', { documents, fields: [] });

  it('go inside the creating call, with reference and hash in the description', async () => {
    const document = inlineDocumentOf('lease');
    assert.equal((await desk.delivery.send(draftWith(document))).state, 'created');
    assert.deepEqual(desk.calls, ['[prepared]', '[creating]', 'create inline', '[created]']);
    const [envelope] = desk.createdInline[0] ?? [];
    assert.match(
      envelope?.description ?? '',
      new RegExp(`Ref jsign-\\S+ · sha256 ${document.sha256.slice(0, 16)}`),
    );
    assert.deepEqual(
      envelope?.documents.map(({ bytes, ref, name }) => [Buffer.from(bytes).toString(), ref, name]),
      [['%PDF-1.7\nlease\n%%EOF\n', 1, 'lease.pdf']],
    );
  });

  it('are read once for all attempts', async () => {
    desk.creations.push(throwing(jsignError({ kind: 'not-found', status: 404 })));
    await desk.delivery.send(draftWith(inlineDocumentOf('lease')));
    assert.deepEqual(
      desk.createdInline.map(([, options]) => options),
      [{}, { variant: true }],
    );
  });

  it('are uploaded where one of them has a path, or all together are more than 2 MB', async () => {
    const half = { ...inlineDocumentOf('lease'), size: 1024 * 1024 };
    for (const documents of [
      [inlineDocumentOf('lease'), documentOf('offer')],
      [half, { ...half, id: 'two', size: half.size + 1 }],
    ]) {
      desk = new Desk();
      assert.equal((await desk.delivery.send(draftWith(...documents))).state, 'created');
      assert.equal(desk.calls.filter((call) => call === 'upload').length, 2);
    }
    desk = new Desk();
    await desk.delivery.send(draftWith(inlineDocumentOf('lease'), inlineDocumentOf('offer')));
    assert.equal(desk.createdInline[0]?.[0].documents.length, 2);
  });

  it('that cannot be read keep everything from being sent, and a cancel in time does too', async () => {
    const gone = new Error('gone');
    const ports = {
      ...desk.ports('account-1'),
      documents: { open: () => Promise.reject(gone) },
    };
    const failed = await createDelivery(ports).send(draftWith(inlineDocumentOf('lease')));
    assert.deepEqual(failed, { state: 'failed', error: gone });
    const cancelled = await desk.delivery.send(draftWith(inlineDocumentOf('lease')), {
      signal: AbortSignal.abort(),
    });
    assert.deepEqual(cancelled, { state: 'cancelled' });
    assert.deepEqual(desk.createdInline, []);
  });
});
