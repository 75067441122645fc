import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isJsignError, type JsignErrorKind } from '../../src/jsign/errors';
import type { NewSigner } from '../../src/jsign/types';
import { signedIn, upload, type OurClient } from './ourClient';
import { SandboxProgram, type Fault } from './sandboxProgram';

const pdf = readFileSync(path.resolve(__dirname, '../../../media/samples/mutual-nda.pdf'));
const sha256 = createHash('sha256').update(pdf).digest('hex');

function signer(who: OurClient, order: number, y: number): NewSigner {
  const place = { documentRef: 1, page: 1, pageWidth: 612, pageHeight: 792 };
  return {
    name: who.name,
    email: who.email,
    order,
    tabs: [
      { kind: 'signature', ...place, x: 72, y, width: 150, height: 40 },
      {
        kind: 'text',
        ...place,
        x: 300,
        y,
        width: 150,
        height: 20,
        label: 'Street',
        required: true,
        alignment: 'left',
        charLimit: 40,
      },
      {
        kind: 'checkbox',
        ...place,
        x: 480,
        y,
        width: 14,
        height: 14,
        label: 'Agreed',
        defaultValue: 'unchecked',
      },
      {
        kind: 'dropdown',
        ...place,
        x: 300,
        y: y + 24,
        width: 90,
        height: 16,
        label: 'Plan',
        choices: ['a', 'b'],
      },
    ],
  };
}

async function fails(
  work: Promise<unknown>,
): Promise<{ kind: JsignErrorKind; code?: string; requestSent: boolean }> {
  try {
    await work;
  } catch (error) {
    assert.ok(isJsignError(error), String(error));
    return {
      kind: error.kind,
      requestSent: error.requestSent,
      ...(error.code === undefined ? {} : { code: error.code }),
    };
  }
  return assert.fail('it did not fail');
}

for (const dialect of ['table', 'sample'] as const) {
  describe(`client and sandbox together, dialect ${dialect}`, () => {
    let sandbox: SandboxProgram;
    let ada: OurClient;
    let grace: OurClient;
    let linus: OurClient;

    before(async () => {
      sandbox = await SandboxProgram.start({ dialect });
      [ada, grace, linus] = [
        await signedIn(sandbox, 0),
        await signedIn(sandbox, 1),
        await signedIn(sandbox, 2),
      ];
    });
    after(() => sandbox.stop());
    afterEach(() => sandbox.faults([]));

    async function send(to: readonly OurClient[], expirationDays = 10): Promise<string> {
      const requestId = await ada.client.envelopes.uploadFile(upload('nda.pdf', pdf));
      return ada.client.envelopes.createWithFiles({
        name: 'Mutual NDA',
        description: 'Ref jsign-test',
        categories: ['NDA'],
        options: { flow: 'Sequential', expirationDays, sendEmail: true },
        signers: to.map((who, index) => signer(who, index + 1, 100 + index * 120)),
        observers: [{ name: 'Legal', email: 'legal@example.com' }],
        documents: [{ requestId, ref: 1, name: 'nda.pdf' }],
      });
    }
    const sign = (id: string, who: OurClient): Promise<unknown> =>
      sandbox.control('sign', { envelope_id: id, email: who.email });

    it('runs an envelope from upload to the signed file', async () => {
      const id = await send([grace, linus]);
      const sent = await ada.client.envelopes.details(id);
      assert.equal(sent.status.known, 'AwaitingOthers');
      assert.equal(sent.flow, 'Sequential');
      assert.equal(sent.description, 'Ref jsign-test');
      assert.deepEqual(
        sent.signers.map((one) => [one.email, one.order, one.state]),
        [
          [grace.email, 1, 'waiting'],
          [linus.email, 2, 'waiting'],
        ],
      );
      assert.equal(sent.documents[0]?.originalHash, sha256);
      assert.equal((await grace.client.envelopes.details(id)).status.known, 'AwaitingMySignature');

      await sign(id, grace);
      assert.deepEqual(
        (await ada.client.envelopes.details(id)).signers.map((one) => one.state),
        ['signed', 'waiting'],
      );
      await sign(id, linus);
      const done = await ada.client.envelopes.details(id);
      assert.equal(done.status.known, 'Completed');

      const documentId = done.documents[0]?.id ?? '';
      const original = await ada.client.envelopes.download(id, documentId, 'original');
      assert.ok(pdf.equals(original.bytes));
      const signed = await ada.client.envelopes.download(id, documentId, 'signed');
      assert.equal(createHash('sha256').update(signed.bytes).digest('hex'), done.documents[0]?.signedHash);
      const audit = await ada.client.envelopes.auditLogs(id);
      assert.ok((audit.documents[0]?.events.length ?? 0) >= 3);
      const values = await ada.client.envelopes.enteredValues(id);
      assert.deepEqual(
        new Set(values.map((value) => value.signerEmail)),
        new Set([grace.email, linus.email]),
      );
      const history = await ada.client.envelopes.history(id);
      assert.ok(history.every((entry) => entry.at !== undefined && entry.activity !== ''));
      assert.ok((await ada.client.account.statistics()).completed >= 1);
      await ada.client.envelopes.deleteFiles(id);
      assert.equal((await fails(ada.client.envelopes.download(id, documentId, 'signed'))).kind, 'refused');
    });

    it('reminds, updates, attaches, links, declines and cancels', async () => {
      const id = await send([grace]);
      await ada.client.envelopes.remindSigner(id, grace.email);
      await ada.client.envelopes.updateMetadata(id, { name: 'NDA 2', categories: ['Legal', 'NDA'] });
      const changed = await ada.client.envelopes.details(id);
      assert.deepEqual([changed.name, changed.categories], ['NDA 2', ['Legal', 'NDA']]);
      const attachment = await ada.client.attachments.add(id, upload('plan “A”; ü.pdf', pdf));
      assert.deepEqual(await ada.client.attachments.list(id), [
        { id: attachment, fileName: 'plan “A”; ü.pdf' },
      ]);
      assert.ok(pdf.equals((await ada.client.attachments.download(id, attachment)).bytes));
      const url = await ada.client.envelopes.embeddedUrl(id, grace.email);
      const page = await fetch(url);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /NDA 2/);
      await grace.client.envelopes.decline(id, 'Wrong rent');
      assert.equal((await ada.client.envelopes.details(id)).status.known, 'Declined');
      const other = await send([grace]);
      await ada.client.envelopes.cancel(other, 'Wrong rent');
      const cancelled = await ada.client.envelopes.details(other);
      assert.deepEqual([cancelled.status.known, cancelled.cancelReason], ['Cancelled', 'Wrong rent']);
    });

    it('lists page by page, newest first, by status and day', async () => {
      const first = await ada.client.envelopes.list({}, 1, 2);
      const second = await ada.client.envelopes.list({}, 2, 2);
      assert.equal(first.items.length, 2);
      assert.equal(
        new Set([...first.items, ...second.items].map((item) => item.id)).size,
        first.items.length + second.items.length,
      );
      assert.ok((first.items[0]?.createdAt ?? 0) >= (first.items[1]?.createdAt ?? 0));
      const day = new Date().toISOString().slice(0, 10);
      const today = await ada.client.envelopes.list({ from: day, to: day, status: ['Cancelled'] }, 1, 10);
      assert.ok(today.items.length >= 1 && today.items.every((item) => item.status.known === 'Cancelled'));
      assert.equal(
        (await ada.client.envelopes.list({ from: '2020-01-01', to: '2020-01-02' }, 1, 10)).total,
        0,
      );
    });

    it('makes templates of both kinds, and envelopes of them', async () => {
      const requestId = await ada.client.templates.uploadFile(upload('nda.pdf', pdf));
      const roles = [{ title: 'Client', tabs: signer(grace, 1, 200).tabs }];
      const id = await ada.client.templates.createWithFiles({
        name: 'NDA',
        roles,
        documents: [{ requestId, ref: 1, name: 'nda.pdf' }],
      });
      await ada.client.templates.create({
        name: 'NDA inline',
        roles,
        documents: [{ bytes: pdf, ref: 1, name: 'nda.pdf' }],
      });
      const listed = await ada.client.templates.list(1, 10);
      assert.ok(listed.items.some((item) => item.id === id && item.status.known === 'active'));
      const envelope = {
        templateId: id,
        name: 'From template',
        options: {},
        signers: [{ title: 'Client', name: grace.name, email: grace.email }],
      };
      const made = await ada.client.envelopes.createWithTemplate(envelope);
      assert.equal((await ada.client.envelopes.details(made)).name, 'From template');
      await ada.client.templates.action(id, 'deactivate');
      assert.equal((await fails(ada.client.envelopes.createWithTemplate(envelope))).kind, 'refused');
      await ada.client.templates.action(id, 'activate');
      await ada.client.envelopes.createWithTemplate(envelope);
      await ada.client.templates.action(id, 'delete');
      assert.ok(!(await ada.client.templates.list(1, 100)).items.some((item) => item.id === id));
      await ada.client.envelopes.create({
        name: 'Inline',
        options: {},
        signers: [signer(grace, 1, 100)],
        documents: [{ bytes: pdf, ref: 1, name: 'nda.pdf' }],
      });
    });

    it('reads limits from the account', async () => {
      const account = await ada.client.account.details();
      assert.equal(account.user.email, ada.email);
      assert.ok((account.plan.maxFileBytes ?? 0) > 1_000_000);
      assert.ok(account.plan.fileTypes.includes('pdf'));
      assert.equal(account.alerts.locked, false);
    });

    it('gives each refusal its code', async () => {
      const id = await send([grace]);
      const document = (await ada.client.envelopes.details(id)).documents[0]?.id ?? '';
      const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['ENVELOPE_CANCEL_REASON_REQUIRED', () => ada.client.envelopes.cancel(id, '')],
        ['ENVELOPE_CREATOR_CANNOT_DECLINE', () => ada.client.envelopes.decline(id, 'x')],
        [
          'EMAIL_DOES_NOT_BELONG_TO_ENVELOPE',
          () => ada.client.envelopes.remindSigner(id, 'nobody@example.org'),
        ],
        [
          'EMAIL_DOES_NOT_BELONG_TO_ENVELOPE',
          () => ada.client.envelopes.embeddedUrl(id, 'nobody@example.org'),
        ],
        ['CATEGORIES_EMPTY', () => ada.client.envelopes.updateMetadata(id, { categories: [] })],
        ['DOCUMENT_IS_NOT_SIGNED', () => ada.client.envelopes.download(id, document, 'signed')],
        ['PAGE_SIZE_EXCEEDED', () => ada.client.templates.list(1, 101)],
        ['ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS', () => ada.client.envelopes.history('nope')],
      ];
      for (const [code, call] of cases) {
        assert.deepEqual(await fails(call()), { kind: 'refused', code, requestSent: true }, code);
      }
      const gone = await fails(ada.client.attachments.download(id, 'nope'));
      assert.match(gone.code ?? '', /^(SUPPORTING_DOCUMENT|ATTACHMENT)_NOT_FOUND$/);
    });

    it('renews its tokens once for all calls when they have ended, and repeats the calls', async () => {
      await sandbox.control('clock', { advance_seconds: 5 * 3600 });
      const before = ada.tokens.accessToken;
      const calls = await Promise.all([
        ada.client.account.details(),
        ada.client.account.statistics(),
        ada.client.templates.list(1, 5),
      ]);
      assert.equal(calls.length, 3);
      assert.notEqual(ada.tokens.accessToken, before);
      const requests = (await sandbox.control('requests')) as { path: string }[];
      assert.equal(requests.filter((request) => request.path.endsWith('/refresh_token')).length, 1);
      // The others signed in earlier as well; each renews for itself.
      await Promise.all([grace.client.account.details(), linus.client.account.details()]);
    });

    it('never repeats a creating call by itself, whatever happens to it', async () => {
      const faults: readonly (readonly [Fault, JsignErrorKind])[] = [
        [{ method: 'POST', path: '/api/v2.0/envelopes/create_with_files', kind: 'reset-before' }, 'network'],
        [{ method: 'POST', path: '/api/v2.0/envelopes/create_with_files', kind: 'reset-after' }, 'network'],
        [
          { method: 'POST', path: '/api/v2.0/envelopes/create_with_files', kind: 'status', value: 500 },
          'server',
        ],
        [
          { method: 'POST', path: '/api/v2.0/envelopes/create_with_files', kind: 'truncate', value: 12 },
          'unreadable',
        ],
      ];
      for (const [fault, kind] of faults) {
        await sandbox.faults([{ ...fault, times: 5 }]);
        const before = ((await sandbox.control('requests')) as unknown[]).length;
        const failure = await fails(send([grace]));
        assert.ok(
          failure.kind === kind || (kind === 'unreadable' && failure.kind === 'network'),
          `${fault.kind}: ${failure.kind}`,
        );
        assert.equal(failure.requestSent, true);
        const after = ((await sandbox.control('requests')) as { path: string }[]).slice(before);
        assert.equal(after.filter((request) => request.path.includes('create_with_files')).length <= 1, true);
      }
    });

    it('repeats a read through a broken connection and a 500', async () => {
      await sandbox.faults([
        { method: 'GET', path: '/api/v2.0/account', kind: 'reset-after', times: 1 },
        { method: 'GET', path: '/api/v2.0/account', kind: 'status', value: 500, times: 1 },
      ]);
      assert.equal((await ada.client.account.details()).user.email, ada.email);
    });

    it('gives up on a service that does not answer', async () => {
      const hasty = await signedIn(sandbox, 0, 150);
      await sandbox.faults([
        { method: 'POST', path: '/api/v2.0/envelopes/', kind: 'delay', value: 2_000, times: 5 },
      ]);
      const failure = await fails(hasty.client.envelopes.cancel('x', 'y'));
      assert.deepEqual(failure, { kind: 'timeout', requestSent: true });
    });
  });
}
