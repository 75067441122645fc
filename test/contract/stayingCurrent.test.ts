import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signedIn, upload, type OurClient } from './ourClient';
import { SandboxProgram } from './sandboxProgram';
import { MINUTE, worlds } from '../unit/editor/envelopes/current/world';

const pdf = readFileSync(path.resolve('media/samples/mutual-nda.pdf'));
const START = MINUTE;
const TWO_ROTATIONS = 8 * MINUTE;

describe('Staying current: with the real client and the real sandbox', function () {
  this.timeout(60_000);
  const world = worlds();
  let sandbox: SandboxProgram;
  let ada: OurClient;
  let grace: OurClient;

  before(async () => {
    sandbox = await SandboxProgram.start({ dialect: 'table' });
    [ada, grace] = [await signedIn(sandbox, 0), await signedIn(sandbox, 1)];
  });
  after(() => sandbox.stop());

  async function send(name: string, from: OurClient, to: OurClient): Promise<string> {
    const requestId = await from.client.envelopes.uploadFile(upload('nda.pdf', pdf));
    const place = { documentRef: 1, page: 1, pageWidth: 612, pageHeight: 792 };
    return from.client.envelopes.createWithFiles({
      name,
      description: '',
      categories: [],
      options: { flow: 'Parallel', expirationDays: 10, sendEmail: true },
      signers: [
        {
          name: to.name,
          email: to.email,
          order: 1,
          tabs: [{ kind: 'signature', ...place, x: 72, y: 100, width: 150, height: 40 }],
        },
      ],
      observers: [],
      documents: [{ requestId, ref: 1, name: 'nda.pdf' }],
    });
  }

  it('tells what others did, and nothing of what was there before', async () => {
    const [signed, declined, cancelled] = [
      await send('Signed', ada, grace),
      await send('Declined', ada, grace),
      await send('Cancelled', ada, grace),
    ];
    const { open } = world();
    const window = open();
    window.signInWith(ada.client, ada.email);
    await window.pass(START);
    assert.deepEqual(window.events, []);
    window.store?.use(signed, 'opened');
    await window.pass(2 * MINUTE);

    await sandbox.control('sign', { envelope_id: signed, email: grace.email });
    await grace.client.envelopes.decline(declined, 'Not like this.');
    await ada.client.envelopes.cancel(cancelled, 'Not needed.');
    const asked = await send('Sign me', grace, ada);
    await window.pass(TWO_ROTATIONS);

    assert.deepEqual(window.kinds(signed), ['signed', 'completed']);
    assert.deepEqual(window.kinds(declined), ['declined']);
    assert.deepEqual(window.kinds(cancelled), ['cancelled']);
    assert.deepEqual(window.kinds(asked), ['new', 'needsMe']);
    assert.equal(window.store?.group('AwaitingMySignature').total, 1);
    assert.deepEqual([...window.messages].sort(), [
      `"Declined" was declined by ${grace.name}.`,
      '"Sign me" needs your signature.',
      '"Signed" was completed.',
    ]);
    assert.deepEqual(window.errors, []);
  });
});
