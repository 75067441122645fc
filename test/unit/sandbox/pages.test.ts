import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { PDF } from '@libpdf/core';
import { ADA, type Client, GRACE, Harness, type Json, signer, tab } from './support';

const HOSTILE = '<script>alert("x")</script> & \u202Eevil';

describe('sandbox pages', function () {
  this.timeout(30_000);
  let harness: Harness;
  let ada: Client;

  before(async () => {
    harness = await Harness.start();
    ada = await harness.as(ADA);
  });
  after(() => harness.stop());

  const embedded = async (id: string, email = GRACE): Promise<string> =>
    String((await ada.data('GET', `/envelopes/${id}/generate_embedded_url/${email}`))['embedded_url']);
  const submit = async (
    url: string,
    form: Record<string, string>,
  ): Promise<{ status: number; text: string }> => {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { origin: 'null' },
    });
    return { status: response.status, text: await response.text() };
  };

  it('shows who signs what, escapes it, and needs nothing but itself', async () => {
    const tabs = {
      sign_here_tabs: [tab(0)],
      initial_here_tabs: [tab(1)],
      date_tabs: [tab(2)],
      text_tabs: [
        tab(3, {
          alignment: 'left',
          name: HOSTILE,
          is_required: true,
          char_limit: 20,
          char_limit_type: 'max',
        }),
      ],
      text_area_tabs: [tab(4, { alignment: 'left', name: 'Notes' })],
      checkbox_tabs: [tab(5, { name: 'Agreed' })],
      dropdown_tabs: [tab(6, { name: 'Plan', options: ['Small', 'Large'] })],
      radio_tabs: [tab(7, { name: 'Colour', options: ['Red', 'Blue'] })],
    };
    const id = await ada.send({
      envelope: { name: HOSTILE },
      signers: [signer('Grace Sample', GRACE, 0, { tabs })],
    });
    const response = await fetch(await embedded(id));
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.ok(!text.includes('<script>alert'));
    assert.match(text, /no legal value/);
    assert.match(text, /Grace Sample/);
    for (const label of text.matchAll(/<label[^>]* for="([^"]+)"/g))
      assert.ok(text.includes(`id="${label[1] ?? ''}"`));
    assert.match(text, /name="signature"\s+value="Grace Sample"/);
    assert.match(text, /name="initials"\s+value="GS"/);
    assert.match(text, new RegExp(`type="date"[^>]* value="${new Date().toISOString().slice(0, 10)}"`));
    for (const link of text.matchAll(/(?:href|src|action)="([^"]*)"/g)) assert.match(link[1] ?? '', /^\.\//);
    assert.equal(response.headers.get('set-cookie'), null);
    assert.equal(response.headers.get('x-frame-options'), null);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.ok(
      policy.startsWith("default-src 'none'") &&
        !policy.includes('unsafe') &&
        !policy.includes('frame-ancestors'),
    );
    const inline = [...text.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)].map((match) => match[2] ?? '');
    assert.equal(inline.length, 2);
    for (const part of inline) assert.ok(policy.includes(createHash('sha256').update(part).digest('base64')));
    assert.match(inline[1] ?? '', /\{source:'jsign',event:'loaded'\}/);
    const history = (await ada.data('GET', `/envelopes/${id}/history`))['envelope_history'] as Json[];
    assert.deepEqual(
      history.map((e) => e['activity']),
      ['Created', 'Viewed'],
    );
  });

  it('signs what the form says, checks it, and writes it into the file', async () => {
    const tabs = {
      sign_here_tabs: [tab(0)],
      text_tabs: [
        tab(3, {
          alignment: 'center',
          name: 'Street',
          is_required: true,
          char_limit: 12,
          char_limit_type: 'max',
        }),
      ],
      checkbox_tabs: [tab(5, { name: 'Agreed', is_required: true })],
      dropdown_tabs: [tab(6, { name: 'Plan', options: ['Small', 'Large'] })],
    };
    const id = await ada.send({ signers: [signer('Grace Sample', GRACE, 0, { tabs })] });
    const url = await embedded(id);
    const form = {
      action: 'sign',
      signature: 'G. Sample',
      field1: '1 Sample Rd',
      field2: 'checked',
      field3: 'Large',
    };
    for (const wrong of [
      { signature: '' },
      { field1: ' ' },
      { field2: '' },
      { field3: 'Huge' },
      { field1: 'much too long for it' },
    ]) {
      const answer = await submit(url, { ...form, ...wrong });
      assert.match(answer.text, /role="alert"/, JSON.stringify(wrong));
      assert.match(answer.text, /value="(?:G\. Sample|)"/);
    }
    assert.notEqual(await ada.status(id), 'Completed');
    const answer = await submit(url, form);
    assert.match(answer.text, /You signed/);
    assert.match(answer.text, /event:'signed'/);
    assert.match((await submit(url, form)).text, /You signed/, 'a form sent twice finds its work done');
    assert.equal(await ada.status(id), 'Completed');
    const file = await fetch(`${url}/signed/0`);
    assert.equal(file.headers.get('content-type'), 'application/pdf');
    const [page] = (await PDF.load(new Uint8Array(await file.arrayBuffer()))).getPages();
    const text = page?.extractText().text ?? '';
    for (const wanted of ['G. Sample', '1 Sample Rd', 'Large']) assert.ok(text.includes(wanted), text);
  });

  it('declines with a reason', async () => {
    const id = await ada.send();
    const url = await embedded(id);
    assert.match((await submit(url, { action: 'decline', reason: ' ' })).text, /role="alert"/);
    const answer = await submit(url, { action: 'decline', reason: 'Too expensive' });
    assert.match(answer.text, /event:'declined'/);
    assert.equal(await ada.status(id), 'Declined');
    assert.match(await (await fetch(url)).text(), /A signer declined/);
  });

  it('lets a signer in by the link of the mail for as long as it takes', async () => {
    const other = await Harness.start();
    const client = await other.as(ADA);
    const id = await client.send({ observers: [{ name: 'Legal', email: 'legal@example.com' }] });
    const [invitation, observer] = await other.outbox();
    await other.control('POST', 'clock', { advance_days: 20 });
    assert.match(await (await fetch(invitation?.url ?? '')).text(), /Your fields/);
    assert.match(await (await fetch(observer?.url ?? '')).text(), /It waits for signatures/);
    const download = await fetch(`${observer?.url ?? ''}/original/0?download=1`);
    assert.match(
      download.headers.get('content-disposition') ?? '',
      /^attachment; filename\*=UTF-8''lease\.pdf$/,
    );
    await submit(observer?.url ?? '', { action: 'sign', signature: 'Legal' });
    assert.match(
      (await submit(invitation?.url ?? '', { action: 'sign', signature: 'Grace Sample' })).text,
      /You signed/,
    );
    await other.control('POST', 'reset');
    assert.equal((await fetch(invitation?.url ?? '')).status, 404);
    assert.ok(id);
    await other.stop();
  });

  it('does not let in a link that it did not make', async () => {
    const url = await embedded(await ada.send());
    for (const wrong of [`${url}x`, url.replace('~', 'A~'), `${ada.base}/sign/x`, `${ada.base}/sign/~`]) {
      const response = await fetch(wrong);
      assert.equal(response.status, 404);
      assert.match(await response.text(), /not valid/);
    }
  });

  it('lists the mails for people, with relative links', async () => {
    await ada.send({ envelope: { name: HOSTILE } });
    const text = await (await fetch(`${ada.base}/outbox`)).text();
    assert.ok(!text.includes('<script>alert'));
    assert.match(text, /Invitation to sign/);
    for (const link of text.matchAll(/href="([^"]*)"/g)) assert.match(link[1] ?? '', /^\.\/sign\//);
  });

  it('gives the script for other applications', async () => {
    const response = await fetch(`${ada.base}/script/embeddedsignhandler.js`);
    const listeners: ((message: unknown) => void)[] = [];
    const frame = {
      style: {},
      isConnected: true,
      contentWindow: {},
      src: '',
      addEventListener: () => undefined,
    };
    const window = {
      addEventListener: (_: string, listener: (message: unknown) => void) => listeners.push(listener),
      removeEventListener: () => undefined,
      embeddedjSign: undefined as { open(options: unknown): void } | undefined,
    };
    const placed: unknown[] = [];
    const container = { replaceChildren: (child: unknown) => placed.push(child) };
    const document = {
      getElementById: (id: string) => (id === 'box' ? container : null),
      createElement: () => frame,
    };
    runInNewContext(await response.text(), { window, document });
    const heard: string[] = [];
    const events = Object.fromEntries(
      ['loaded', 'signed', 'declined', 'error'].map((name) => [name, () => heard.push(name)]),
    );
    window.embeddedjSign?.open({ url: 'http://127.0.0.1/sign/x', containerID: 'box', events });
    assert.deepEqual(placed, [frame]);
    assert.equal(frame.src, 'http://127.0.0.1/sign/x');
    const tell = (data: unknown, source: unknown = frame.contentWindow): void =>
      listeners.forEach((l) => l({ data, source }));
    tell({ source: 'jsign', event: 'loaded' });
    tell({ source: 'jsign', event: 'loaded' });
    tell({ source: 'jsign', event: 'signed' }, {});
    tell({ source: 'other', event: 'signed' });
    tell({ source: 'jsign', event: 'signed' });
    tell({ source: 'jsign', event: 'hacked' });
    assert.deepEqual(heard, ['loaded', 'signed']);
    window.embeddedjSign?.open({ url: 'x', containerID: 'nowhere', events });
    assert.deepEqual(heard, ['loaded', 'signed', 'error']);
  });
});
