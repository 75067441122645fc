import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GOLDEN } from './golden';
import { at, codeOf, RawClient, type RawReply } from './rawClient';
import { SandboxProgram } from './sandboxProgram';
import { assertShape } from './shape';

const pdf = new Uint8Array(readFileSync(path.resolve(__dirname, '../../../media/samples/mutual-nda.pdf')));
const tab = (y: number): unknown => ({
  x_position: 72,
  y_position: y,
  w_position: 150,
  h_position: 40,
  x_position_percentage: 12,
  y_position_percentage: 80,
  w_position_percentage: 25,
  h_position_percentage: 5,
  page_number: 1,
  document_ref_no: 1,
});

for (const dialect of ['table', 'sample'] as const) {
  describe(`the sandbox against the API reference, dialect ${dialect}`, () => {
    const seen = new Set<string>();
    let sandbox: SandboxProgram;
    let ada: RawClient;
    let grace: RawClient;
    let envelope = '';
    let document = '';
    let template = '';

    before(async () => {
      sandbox = await SandboxProgram.start({ dialect });
      ada = new RawClient(sandbox.facts, sandbox.user(0));
      grace = new RawClient(sandbox.facts, sandbox.user(1));
      await grace.login();
    });
    after(() => sandbox.stop());

    /** Holds a reply against the golden one of that operation. */
    function check(operation: string, reply: RawReply): RawReply {
      const golden = GOLDEN.find((entry) => entry.operation === operation);
      assert.ok(golden, operation);
      assert.equal(reply.status, golden.status, `${operation}: ${JSON.stringify(reply.body)}`);
      // Some golden replies show values that only a completed envelope has; the shape is what counts here.
      assertShape(reply.body, golden[dialect], operation);
      seen.add(operation);
      return reply;
    }
    async function upload(where: 'envelopes' | 'templates'): Promise<string> {
      const reply = check(
        `${where}.uploadFile`,
        await ada.upload(`/${where}/upload_file`, 'File', pdf, 'nda.pdf'),
      );
      return String(at(reply.body, 'data', dialect === 'table' ? 'request_id' : 'request_Id'));
    }
    async function create(to: string): Promise<string> {
      const reply = await ada.call('POST', '/envelopes/create_with_files', {
        envelope: { name: 'Mutual NDA', signature: 'Esignature', expiration_days: 5, categories: ['NDA'] },
        document: { request_id: await upload('envelopes'), document_ref_no: 1, name: 'nda.pdf' },
        recipients: { signers: [{ name: 'Grace Sample', email: to, tabs: { sign_here_tabs: [tab(500)] } }] },
      });
      return String(at(check('envelopes.createWithFiles', reply).body, 'data', 'envelope_id'));
    }

    it('logs in and refreshes', async () => {
      check('authorization.login', await ada.login());
      const tokens = ada.tokens;
      check(
        'authorization.refresh',
        await ada.send('POST', '/authorization/refresh_token', {
          access_token: at(tokens, 'access_token'),
          refresh_token: at(tokens, 'refresh_token'),
        }),
      );
    });

    it('refuses a call without app_auth_type, without a token and with a wrong password', async () => {
      const none = await fetch(`${sandbox.url}/api/v2.0/account`, { headers: { authorization: 'Bearer x' } });
      assert.equal(none.status, 401);
      const reply = await ada.send('GET', '/account', undefined);
      assert.deepEqual([reply.status, codeOf(reply)], [401, 'UNAUTHORIZED']);
      const wrong = new RawClient(sandbox.facts, { ...sandbox.user(0), password: 'no' });
      const refused = await wrong.login();
      assert.deepEqual([refused.status, codeOf(refused)], [401, 'UNAUTHORIZED']);
    });

    it('takes a file once, makes an envelope of it, and tells of it', async () => {
      envelope = await create(sandbox.user(1).email);
      const details = await ada.call('GET', `/envelopes/${envelope}/details`);
      assert.equal(details.status, 200);
      document = String(
        at(details.body, 'data', 'documents', 0, dialect === 'table' ? 'documents_id' : 'document_id'),
      );
      check('envelopes.history', await ada.call('GET', `/envelopes/${envelope}/history`));
      check(
        'envelopes.list',
        await ada.call('POST', '/envelopes/list', { status: ['AwaitingOthers'], page: 1, page_size: 10 }),
      );
    });

    it('reminds, updates, attaches and gives a signing link', async () => {
      check(
        'envelopes.remindSigner',
        await ada.call('POST', `/envelopes/${envelope}/remind_signer`, { email: sandbox.user(1).email }),
      );
      check(
        'envelopes.updateMetadata',
        await ada.call('POST', `/envelopes/${envelope}/update_envelope_metadata`, { name: 'NDA 2' }),
      );
      const added = check(
        'attachments.add',
        await ada.upload(`/envelopes/${envelope}/upload_supporting_document`, 'file', pdf, 'plan.pdf'),
      );
      check('attachments.list', await ada.call('GET', `/envelopes/${envelope}/list_supporting_document`));
      const id = String(at(added.body, 'data', 'supporting_document_id'));
      check(
        'attachments.download',
        await ada.call('GET', `/envelopes/${envelope}/supportingdocuments/${id}/download`),
      );
      const email = encodeURIComponent(sandbox.user(1).email);
      const link = await ada.call('GET', `/envelopes/${envelope}/generate_embedded_url/${email}`);
      assert.equal(link.status, 200);
      // The member's name is not documented: what is, is that a URL comes.
      assert.match(JSON.stringify(at(link.body, 'data')), /"https?:\/\//);
      seen.add('envelopes.embeddedUrl');
    });

    it('completes an envelope: details, download, audit log, entered values, delete', async () => {
      await sandbox.control('sign', { envelope_id: envelope, email: sandbox.user(1).email });
      check('envelopes.details', await ada.call('GET', `/envelopes/${envelope}/details`));
      check(
        'envelopes.download',
        await ada.call('GET', `/envelopes/${envelope}/${document}/download?signedCopy=true`),
      );
      check('envelopes.auditLogs', await ada.call('GET', `/envelopes/${envelope}/audit_logs`));
      const values = await ada.call('GET', `/envelopes/${envelope}/retrieve_metadata`);
      assert.equal(values.status, 200);
      assertShape(at(values.body, 'data'), { envelope_id: '', envelope_name: '' });
      seen.add('envelopes.enteredValues');
      check('envelopes.deleteFiles', await ada.call('POST', `/envelopes/${envelope}/delete`));
    });

    it('declines, cancels and extends', async () => {
      const declined = await create(sandbox.user(1).email);
      check(
        'envelopes.decline',
        await grace.call('POST', `/envelopes/${declined}/decline`, { decline_reason: 'Wrong rent' }),
      );
      const cancelled = await create(sandbox.user(1).email);
      check(
        'envelopes.cancel',
        await ada.call('POST', `/envelopes/${cancelled}/cancel`, { cancel_reason: 'Wrong rent' }),
      );
      const expired = await create(sandbox.user(1).email);
      await sandbox.control('clock', { advance_days: 20 });
      await ada.login();
      const due = new Date(Date.now() + 60 * 86_400_000);
      const date = `${String(due.getUTCMonth() + 1).padStart(2, '0')}/${String(due.getUTCDate()).padStart(2, '0')}/${due.getUTCFullYear()}`;
      check(
        'envelopes.extendDueDate',
        await ada.call('PUT', `/envelopes/${expired}/extend_signing_due_date?due_date=${date}`),
      );
    });

    it('makes templates and envelopes of them', async () => {
      const pattern = {
        envelope: { name: 'NDA', signature: 'Esignature' },
        recipients: { signers: [{ signer_title: 'Client', tabs: { sign_here_tabs: [tab(500)] } }] },
      };
      const made = check(
        'templates.createWithFiles',
        await ada.call('POST', '/templates/create_with_files', {
          ...pattern,
          document: { request_id: await upload('templates'), document_ref_no: 1, name: 'nda.pdf' },
        }),
      );
      template = String(at(made.body, 'data', 'template_id'));
      const base64 = Buffer.from(pdf).toString('base64');
      check(
        'templates.create',
        await ada.call('POST', '/template/create', {
          ...pattern,
          document: { document_base64: base64, document_ref_no: 1, name: 'nda.pdf' },
        }),
      );
      check('templates.list', await ada.call('GET', '/templates/list?page=1&pageSize=10'));
      const person = { signer_title: 'Client', name: 'Grace Sample', email: sandbox.user(1).email };
      check(
        'envelopes.createWithTemplate',
        await ada.call('POST', '/envelopes/create_with_template', {
          template_id: template,
          envelope: { name: 'From a template' },
          recipients: { signers: [person] },
        }),
      );
      check('templates.action', await ada.call('PUT', `/templates/${template}/action/deactivate`));
      check(
        'envelopes.create',
        await ada.call('POST', '/envelopes/create', {
          envelope: { name: 'Inline', signature: 'Esignature' },
          document: { document_base64: base64, document_ref_no: 1, name: 'nda.pdf' },
          recipients: {
            signers: [
              { name: 'Grace Sample', email: sandbox.user(1).email, tabs: { sign_here_tabs: [tab(500)] } },
            ],
          },
        }),
      );
    });

    it('tells of the account', async () => {
      check('account.details', await ada.call('GET', '/account'));
      check('account.statistics', await ada.call('GET', '/account/statistics'));
    });

    it('has answered each of the 29 operations', () => {
      assert.deepEqual([...seen].sort(), GOLDEN.map((golden) => golden.operation).sort());
    });

    it('answers the documented errors with their codes', async () => {
      const id = await create(sandbox.user(1).email);
      const cases: readonly (readonly [string, string, string, unknown?])[] = [
        ['ENVELOPE_CANCEL_REASON_REQUIRED', 'POST', `/envelopes/${id}/cancel`, { cancel_reason: '' }],
        ['ENVELOPE_CREATOR_CANNOT_DECLINE', 'POST', `/envelopes/${id}/decline`, { decline_reason: 'x' }],
        [
          'EMAIL_DOES_NOT_BELONG_TO_ENVELOPE',
          'POST',
          `/envelopes/${id}/remind_signer`,
          { email: 'nobody@example.org' },
        ],
        ['CATEGORIES_EMPTY', 'POST', `/envelopes/${id}/update_envelope_metadata`, { categories: [] }],
        ['CATEGORIES_EMPTY', 'POST', '/envelopes/list', { categories: [] }],
        ['PAGE_SIZE_EXCEEDED', 'GET', '/templates/list?page=1&pageSize=101'],
        [
          'REFRESH_TOKEN_REQUIRED',
          'POST',
          '/authorization/refresh_token',
          { access_token: 'x', refresh_token: '' },
        ],
        ['ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS', 'GET', '/envelopes/nope/history'],
        ['DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS', 'GET', '/envelopes/nope/list_supporting_document'],
      ];
      for (const [code, method, where, body] of cases) {
        const reply = await ada.call(method, where, body);
        assert.deepEqual([reply.status, codeOf(reply)], [400, code], `${method} ${where}`);
      }
      // Two codes are documented for this call (section 13, row 27).
      const gone = await ada.call('GET', `/envelopes/${id}/supportingdocuments/nope/download`);
      assert.equal(gone.status, 400);
      assert.match(codeOf(gone), /^(SUPPORTING_DOCUMENT|ATTACHMENT)_NOT_FOUND$/);
      const details = await ada.call('GET', `/envelopes/${id}/details`);
      const doc = String(
        at(details.body, 'data', 'documents', 0, dialect === 'table' ? 'documents_id' : 'document_id'),
      );
      const early = await ada.call('GET', `/envelopes/${id}/${doc}/download?signedCopy=true`);
      assert.deepEqual([early.status, codeOf(early)], [400, 'DOCUMENT_IS_NOT_SIGNED']);
      const form = await ada.send('POST', '/envelopes/upload_file', new FormData(), {});
      assert.equal(form.status, 401);
    });

    it('answers on the documented variants of a path', async () => {
      const id = await create(sandbox.user(1).email);
      for (const variant of [`/envelope/${id}/remind_signer`]) {
        assert.equal(
          (await ada.call('POST', variant, { email: sandbox.user(1).email })).status,
          200,
          variant,
        );
      }
      assert.equal((await ada.call('GET', '/nothing/here')).status, 404);
    });
  });
}
