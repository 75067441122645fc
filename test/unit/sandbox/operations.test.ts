import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DIALECTS } from '../../../src/sandbox/core/dialect';
import {
  ADA,
  type Client,
  GRACE,
  Harness,
  type Json,
  LINUS,
  newEnvelope,
  samplePdf,
  signer,
  tab,
} from './support';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

for (const dialect of DIALECTS) {
  describe(`sandbox operations, ${dialect} dialect`, function () {
    this.timeout(30_000);
    let harness: Harness;
    let ada: Client;
    let grace: Client;

    before(async () => {
      harness = await Harness.start({ dialect });
      ada = await harness.as(ADA);
      grace = await harness.as(GRACE);
    });
    after(() => harness.stop());

    it('1 and 2: signs in and renews', async () => {
      const now = Date.now() / 1000;
      const answer = await ada.call('POST', '/authorization/refresh_token', {
        access_token: ada.token,
        refresh_token: ada.refreshToken,
      });
      assert.equal(answer.status, 200);
      const data = answer.body['data'] as Json;
      assert.equal(data['token_type'], 'bearer');
      assert.equal(data['refresh_token'], ada.refreshToken);
      assert.notEqual(data['access_token'], ada.token);
      assert.ok(Math.abs(Number(data['expires_in']) - now - 4 * 3600) < 5);
      assert.equal(String(data['access_token']).split('.').length, 3);
      const sampleName = { token: ada.token, refresh_token: ada.refreshToken };
      assert.equal((await ada.post('/authorization/refresh_token', sampleName)).status, 200);
    });

    it('3 and 20: takes a file and gives a request id', async () => {
      for (const route of ['/envelopes/upload_file', '/templates/upload_file']) {
        const answer = await ada.upload(route, samplePdf());
        assert.equal(answer.status, 201);
        assert.deepEqual(Object.keys(answer.body), ['message', 'data']);
        const data = answer.body['data'] as Json;
        assert.match(String(data[dialect === 'table' ? 'request_id' : 'request_Id']), GUID);
      }
    });

    it('4: creates and sends with files', async () => {
      const id = await ada.send({
        envelope: { description: 'Two rooms', categories: ['Lease'], expiration_days: 14 },
      });
      assert.match(id, GUID);
      const mail = (await harness.outbox()).find((m) => m.envelope_id === id);
      assert.equal(mail?.to, GRACE);
      assert.equal(mail.kind, 'invitation');
      assert.match(mail.url, /^http:\/\/127\.0\.0\.1:\d+\/sign\//);
    });

    it('5: creates from base64', async () => {
      const body = newEnvelope('');
      const document = {
        document_base64: samplePdf().toString('base64'),
        document_ref_no: 7,
        name: 'inline',
      };
      const recipients = {
        signers: [
          signer('Grace Sample', GRACE, 0, { tabs: { sign_here_tabs: [tab(0, { document_ref_no: 7 })] } }),
        ],
      };
      const data = await ada.data('POST', '/envelopes/create', { ...body, document, recipients });
      assert.match(String(data['envelope_id']), GUID);
    });

    it('7: gives the details', async () => {
      const id = await ada.send({
        envelope: {
          description: 'D',
          categories: ['A', 'B'],
          expiration_days: 3,
          sign_process_flow: 'Sequential',
        },
        signers: [
          signer('Grace Sample', GRACE, 0, { signing_order: 1 }),
          signer('Linus Van Proof', LINUS, 1, { signing_order: 2 }),
        ],
        observers: [{ name: 'Legal Team', email: 'legal@example.com' }],
      });
      const data = await ada.data('GET', `/envelopes/${id}/details`);
      const envelope = data['envelope'] as Json;
      assert.deepEqual(
        { ...envelope, creation_time_utc: 'x', signing_due_date: 'y' },
        {
          id,
          name: 'Lease 42',
          description: 'D',
          created_by: ADA,
          creation_time_utc: 'x',
          documents: 1,
          sign_process_flow: 'Sequential',
          envelope_status: 'AwaitingOthers',
          signing_due_date: 'y',
          categories: ['A', 'B'],
        },
      );
      assert.match(String(envelope['creation_time_utc']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}$/);
      const [document] = data['documents'] as Json[];
      assert.match(String(document?.[dialect === 'table' ? 'documents_id' : 'document_id']), GUID);
      assert.deepEqual(document?.['blockchain'], {
        original_document_hash: createHash('sha256').update(samplePdf()).digest('hex'),
        is_sign_process_completed: false,
      });
      const { signers, observers } = data['recipients'] as { signers: Json[]; observers: Json[] };
      assert.deepEqual(
        signers.map((s) => [s['email'], s['first_name'], s['last_name'], s['signing_order'], s['is_signed']]),
        [
          [GRACE, 'Grace', 'Sample', 1, false],
          [LINUS, 'Linus Van', 'Proof', 2, false],
        ],
      );
      assert.deepEqual(observers, [{ name: 'Legal Team', email: 'legal@example.com' }]);
      assert.equal(await grace.status(id), 'AwaitingMySignature');
    });

    it('8: gives the history', async () => {
      const id = await ada.send();
      await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
      const data = await ada.data('GET', `/envelopes/${id}/history`);
      const entries = data['envelope_history'] as Json[];
      assert.deepEqual(
        entries.map((e) => e['activity']),
        ['Created', 'Signed', 'Completed'],
      );
      assert.equal(entries[0]?.['content'], 'Ada Example created the document');
      assert.equal(data['envelope_name'], 'Lease 42');
    });

    it('9: gives original and signed copy, whose hashes are those of the details', async () => {
      const id = await ada.send();
      const document = await ada.firstDocument(id);
      const original = await ada.data('GET', `/envelopes/${id}/${document}/download?signedCopy=false`);
      assert.ok(Buffer.from(String(original['document_base64']), 'base64').equals(samplePdf()));
      assert.equal(original['file_name'], 'lease.pdf');
      assert.equal(original['document_name'], 'lease');
      assert.equal(original['document_id'], document);
      await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
      const signed = await ada.data('GET', `/envelopes/${id}/${document}/download?signedCopy=true`);
      const bytes = Buffer.from(String(signed['document_base64']), 'base64');
      const details = await ada.data('GET', `/envelopes/${id}/details`);
      const chain = (details['documents'] as Json[])[0]?.['blockchain'] as Json;
      assert.equal(chain['signed_document_hash'], createHash('sha256').update(bytes).digest('hex'));
      assert.equal(chain['is_sign_process_completed'], true);
      assert.match(String(chain['blockchain_hash']), /^[0-9a-f]{64}$/);
      assert.ok(bytes.includes('ETSI.CAdES.detached'));
    });

    it('10: a signer declines', async () => {
      const id = await ada.send();
      const answer = await grace.post(`/envelopes/${id}/decline`, { decline_reason: 'Too expensive' });
      assert.equal(answer.status, 200);
      assert.equal(answer.body['message'], `Envelope declined successfully${dialect === 'table' ? '' : '!'}`);
      assert.deepEqual(answer.body['data'], {});
      assert.equal(await ada.status(id), 'Declined');
      assert.ok(
        (await harness.outbox()).some((m) => m.envelope_id === id && m.kind === 'declined' && m.to === ADA),
      );
    });

    it('11: the creator cancels', async () => {
      const id = await ada.send();
      const answer = await ada.post(`/envelopes/${id}/cancel`, {
        cancel_reason: 'Wrong annex',
        envelope_latitude: 1.5,
      });
      assert.equal(answer.body['message'], 'Envelope cancelled successfully.');
      const envelope = (await ada.data('GET', `/envelopes/${id}/details`))['envelope'] as Json;
      assert.equal(envelope['envelope_status'], 'Cancelled');
      assert.equal(envelope['cancel_reason'], 'Wrong annex');
      assert.ok(typeof envelope['document_cancel_date_utc'] === 'string');
    });

    it('12: reminds', async () => {
      const id = await ada.send();
      const answer = await ada.post(`/envelopes/${id}/remind_signer`, { email: GRACE });
      assert.equal(answer.body['message'], 'Reminder email sent.');
      assert.ok(
        (await harness.outbox()).some((m) => m.envelope_id === id && m.kind === 'reminder' && m.to === GRACE),
      );
    });

    it('13: gives an audit log whose hashes can be computed again', async () => {
      const id = await ada.send();
      await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
      const data = await ada.data('GET', `/envelopes/${id}/audit_logs`);
      assert.match(
        String(data[dialect === 'table' ? 'create_date' : 'created_date']),
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      );
      assert.equal(data['created_by'], 'Ada Example');
      assert.deepEqual(data['signature_type'], ['ESignature']);
      const [document] = data['documents'] as { name: string; audit_event_logs: Json[] }[];
      const details = await ada.data('GET', `/envelopes/${id}/details`);
      const known = (details['documents'] as Json[])[0];
      const hashes = known?.['blockchain'] as Json;
      const documentId = String(known?.['documents_id'] ?? known?.['document_id']);
      assert.equal(document?.name, 'lease.pdf');
      const events = document.audit_event_logs;
      assert.deepEqual(
        events.map((e) => e['activity_enum']),
        ['Created', 'Signed', 'Completed'],
      );
      const actors = [ADA, GRACE, GRACE];
      let block = '0'.repeat(64);
      for (const [index, event] of events.entries()) {
        const file = [hashes['original_document_hash'], '', hashes['signed_document_hash']][index];
        const content = JSON.stringify([
          id,
          documentId,
          event['activity_enum'],
          event['time_stamp_utc'],
          actors[index],
          file,
        ]);
        const transaction = createHash('sha256').update(content).digest('hex');
        block = createHash('sha256')
          .update(block + transaction)
          .digest('hex');
        assert.equal(event['transaction_hash'], transaction);
        assert.equal(event['final_block_hash'], block);
        assert.equal(event['block_number'], index + 1);
        assert.match(String(event['wallet_address']), /^0x[0-9a-f]{40}$/);
        assert.match(String(event['contract_address']), /^0x[0-9a-f]{40}$/);
      }
      assert.equal(hashes['blockchain_hash'], block);
    });

    it('14: gives an embedded URL that lasts 600 seconds', async () => {
      const other = await Harness.start({ dialect });
      const client = await other.as(ADA);
      const id = await client.send();
      const data = await client.data(
        'GET',
        `/envelopes/${id}/generate_embedded_url/${encodeURIComponent(GRACE)}`,
      );
      const url = String(data['embedded_url']);
      await other.control('POST', 'clock', { advance_seconds: 590 });
      assert.equal((await fetch(url)).status, 200);
      assert.equal((await fetch(url)).status, 200, 'it can be used again');
      await other.control('POST', 'clock', { advance_seconds: 11 });
      assert.equal((await fetch(url)).status, 410);
      await other.stop();
    });

    it('15: updates name, description and categories', async () => {
      const id = await ada.send({ envelope: { categories: ['Old'], description: 'Old' } });
      const answer = await ada.post(`/envelopes/${id}/update_envelope_metadata`, {
        name: 'New',
        categories: ['New'],
      });
      assert.equal(answer.body['message'], 'Envelope updated successfully');
      assert.deepEqual(answer.body['data'], { envelope_id: id });
      const envelope = (await ada.data('GET', `/envelopes/${id}/details`))['envelope'] as Json;
      assert.deepEqual(
        [envelope['name'], envelope['description'], envelope['categories']],
        ['New', 'Old', ['New']],
      );
    });

    it('16: gives what the signers entered', async () => {
      const tabs = {
        sign_here_tabs: [tab(0)],
        text_area_tabs: [tab(1, { name: 'Street', alignment: 'left', is_required: true })],
        dropdown_tabs: [tab(2, { name: 'Plan', options: ['Small', 'Large'], default_value: 'Large' })],
        checkbox_tabs: [tab(3, { name: 'Agreed', default_value: 'checked' })],
      };
      const id = await ada.send({ signers: [signer('Grace Sample', GRACE, 0, { tabs })] });
      await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
      const data = await ada.data('GET', `/envelopes/${id}/retrieve_metadata`);
      const [document] = data[dialect === 'table' ? 'Documents' : 'documents'] as Json[];
      const [person] = document?.[dialect === 'table' ? 'signers' : 'Signers'] as Json[];
      assert.equal(person?.['signer_Email_Address'], GRACE);
      assert.deepEqual(person['fields'], [
        { Input_type: 'Text Area', Field_Name: 'Street', Field_Value: 'Sample' },
        { Input_type: 'checkbox', Field_Name: 'Agreed', Field_Value: 'checked' },
        { Input_type: 'dropdown', Field_Name: 'Plan', Field_Value: 'Large' },
      ]);
    });

    it('18: deletes the files of a completed envelope, not its record', async () => {
      const id = await ada.send();
      const document = await ada.firstDocument(id);
      await ada.upload(
        `/envelopes/${id}/upload_supporting_document`,
        Buffer.from('notes'),
        'notes.txt',
        'file',
      );
      await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
      const answer = await ada.call('POST', `/envelopes/${id}/delete`);
      assert.equal(answer.body['message'], 'Envelope deleted successfully.');
      for (const copy of ['true', 'false']) {
        assert.equal((await ada.get(`/envelopes/${id}/${document}/download?signedCopy=${copy}`)).status, 400);
      }
      assert.deepEqual((await ada.get(`/envelopes/${id}/list_supporting_document`)).body['data'], []);
      assert.equal(await ada.status(id), 'Completed');
      assert.equal((await ada.get(`/envelopes/${id}/audit_logs`)).status, 200);
    });

    it('21 to 24 and 6: templates', async () => {
      const role = (title: string, place: number): Json => ({
        signer_title: title,
        tabs: { sign_here_tabs: [tab(place)] },
      });
      const base = {
        envelope: {
          name: 'Pattern',
          description: 'From a template',
          categories: ['T'],
          signature: 'Esignature',
        },
        recipients: { signers: [role('Client', 0), role('Us', 1)] },
      };
      const document = { document_ref_no: 1, name: 'pattern.pdf' };
      const withFile = await ada.data('POST', '/templates/create_with_files', {
        ...base,
        document: { ...document, request_id: await ada.requestId() },
      });
      const created = await ada.call('POST', '/template/create', {
        ...base,
        document: { ...document, document_base64: samplePdf().toString('base64') },
      });
      assert.equal(created.status, 201);
      const inline = String((created.body['data'] as Json)['template_id']);
      const list = await ada.data('GET', '/templates/list?page=1&pageSize=10');
      assert.deepEqual(list['list_info'], { page: 1, num_pages: 1, num_results: 2, page_size: 10 });
      const templates = list['templates'] as Json[];
      assert.deepEqual(Object.keys(templates[0] ?? {}), [
        'template_id',
        'name',
        'status',
        'creation_time_utc',
      ]);
      assert.equal(templates[0]?.['status'], 'Active');

      const use = {
        template_id: inline,
        envelope: { name: 'From it', expiration_day: 5, sign_process_flow: 'Sequential' },
        recipients: {
          signers: [
            { signer_title: 'Us', name: 'Linus Proof', email: LINUS, signing_order: 2 },
            { signer_title: 'Client', name: 'Grace Sample', email: GRACE, signing_order: 1 },
          ],
        },
      };
      const envelope = await ada.call('POST', '/envelopes/create_with_template', use);
      assert.equal(envelope.status, 201, JSON.stringify(envelope.body));
      const id = String((envelope.body['data'] as Json)['envelope_id']);
      const details = (await ada.data('GET', `/envelopes/${id}/details`))['envelope'] as Json;
      assert.deepEqual([details['description'], details['categories']], ['From a template', ['T']]);
      for (const email of [GRACE, LINUS]) {
        assert.equal((await harness.control('POST', 'sign', { envelope_id: id, email })).status, 200);
      }
      assert.equal(await ada.status(id), 'Completed');

      assert.equal((await ada.call('PUT', `/templates/${inline}/action/Deactivate`)).status, 200);
      assert.equal((await ada.post('/envelopes/create_with_template', use)).status, 400);
      assert.equal((await ada.call('PUT', `/templates/${inline}/action/activate`)).status, 200);
      assert.equal((await ada.post('/envelopes/create_with_template', use)).status, 201);
      assert.equal(
        (await ada.call('PUT', `/templates/${String(withFile['template_id'])}/action/delete`)).status,
        200,
      );
      assert.equal(((await ada.data('GET', '/templates/list'))['templates'] as Json[]).length, 1);
    });

    it('25 to 27: attachments', async () => {
      const id = await ada.send();
      const answer = await ada.upload(
        `/envelopes/${id}/upload_supporting_document`,
        Buffer.from('notes'),
        'nötes.txt',
        'file',
        'text/plain',
      );
      assert.equal(answer.status, 201);
      assert.equal(
        answer.body['message'],
        dialect === 'table' ? 'Files attached successfully.' : 'Supporting documents added successfully.',
      );
      const data = answer.body['data'] as Json;
      assert.equal(data['envelope_id'], id);
      const list = (await ada.get(`/envelopes/${id}/list_supporting_document`)).body['data'];
      assert.deepEqual(list, [
        { supporting_document_id: data['supporting_document_id'], file_name: 'nötes.txt' },
      ]);
      const route = `/envelopes/${id}/supportingdocuments/${String(data['supporting_document_id'])}/download`;
      assert.deepEqual(await grace.data('GET', route), {
        file_name: 'nötes.txt',
        supporting_document_base64: Buffer.from('notes').toString('base64'),
      });
    });

    it('28 and 29: account and statistics', async () => {
      const account = await ada.data('GET', '/account');
      assert.deepEqual(Object.keys(account), ['subscription', 'plan', 'user', 'alerts']);
      assert.deepEqual(account['user'], {
        first_name: 'Ada',
        last_name: 'Example',
        email: ADA,
        status: 'active',
        is_admin: true,
      });
      const data = await ada.data('GET', '/account/statistics');
      const counts = data[dialect === 'table' ? 'envelope_stats' : 'document_stats'] as Json;
      assert.deepEqual(Object.keys(counts), ['completed', 'declined', 'expired', 'failed', 'cancelled']);
      assert.ok(Number(counts['completed']) >= 3 && counts['declined'] === 1 && counts['cancelled'] === 1);
    });
  });
}
