import assert from 'node:assert/strict';
import type { Draft } from '../../src/delivery/draft';
import type { SendOutcome } from '../../src/delivery/ports';
import { refusalOf } from '../../src/editor/sending/fromTemplate/refusal';
import { draftOf, signatureOf, signerOf, templateDraftOf } from '../unit/delivery/support/drafts';
import { openWindow } from '../unit/delivery/support/faultRun';
import { Random, Tally } from '../unit/delivery/support/random';
import { HttpWorld, makeTemplate, sendable } from './httpWorld';
import { signedIn, type OurClient } from './ourClient';
import { SandboxProgram } from './sandboxProgram';

const TITLES = ['Landlord', 'Tenant'];
const SIGNERS = TITLES.map((role, index) => signerOf(['grace', 'linus'][index] ?? '', index + 1, { role }));

describe('the other ways to create, over HTTP', () => {
  let sandbox: SandboxProgram;
  let ours: OurClient;
  let world: HttpWorld;
  let count = 0;

  before(async () => {
    sandbox = await SandboxProgram.start({ dialect: 'table' });
    ours = await signedIn(sandbox, 0);
  });
  beforeEach(async () => {
    world = await HttpWorld.open(sandbox, new Random(1), new Tally(), 1);
    // No faults but those of the test.
    await world.settle();
  });
  after(() => sandbox.stop());

  const send = (draft: Draft): Promise<SendOutcome> => {
    const fate = { diesAt: undefined, cancelsAt: undefined, fullDisk: 0 };
    return openWindow(world, new Random(1), new Tally(), fate).delivery.send(draft);
  };
  const draftFrom = (id: string, extra: Partial<Draft> = {}): Draft => {
    count += 1;
    const name = `Lease ${count}`;
    return templateDraftOf(`ways-${count}`, {
      name,
      template: { id, name: 'Lease' },
      signers: SIGNERS,
      ...extra,
    });
  };

  it('an envelope from a template has the titles’ people in order, the template’s document and description', async () => {
    const id = await makeTemplate(ours, TITLES);
    const outcome = await send(draftFrom(id));
    assert.equal(outcome.state, 'created');
    const details = await ours.client.envelopes.details(outcome.envelopeId);
    assert.equal(details.description, 'The text of the template');
    assert.equal(details.flow, 'Sequential');
    assert.deepEqual(
      details.signers.map(({ email, order }) => [email, order]),
      [
        ['grace@example.org', 1],
        ['linus@example.org', 2],
      ],
    );
    assert.deepEqual(
      details.documents.map(({ name }) => name),
      ['lease.pdf'],
    );
  });

  it('a lost answer is found by name, signers and time', async () => {
    const id = await makeTemplate(ours, TITLES);
    await sandbox.faults([
      { method: 'POST', path: '/api/v2.0/envelopes/create_with_template', kind: 'reset-after' },
    ]);
    const draft = draftFrom(id);
    const before = (await ours.client.envelopes.list({}, 1, 1)).total;
    const outcome = await send(draft);
    assert.ok(outcome.state === 'created' && outcome.adopted);
    assert.equal((await ours.client.envelopes.details(outcome.envelopeId)).name, draft.name);
    assert.equal((await ours.client.envelopes.list({}, 1, 1)).total, before + 1);
  });

  it('a template that was deactivated, deleted or has other titles is a refusal that we can tell', async () => {
    const id = await makeTemplate(ours, TITLES);
    const refused = async (draft: Draft) => {
      const outcome = await send(draft);
      assert.equal(outcome.state, 'failed');
      return refusalOf(outcome.error);
    };
    const signers = SIGNERS.map((signer, index) => ({ ...signer, role: `Someone ${index}` }));
    assert.equal(await refused(draftFrom(id, { signers })), 'titles');
    await ours.client.templates.action(id, 'deactivate');
    const draft = draftFrom(id);
    assert.equal(await refused(draft), 'inactive');
    await ours.client.templates.action(id, 'activate');
    assert.equal((await send(draft)).state, 'created');
    await ours.client.templates.action(id, 'delete');
    assert.equal(await refused(draftFrom(id)), 'gone');
  });

  it('a small document without a path arrives byte for byte, in one call', async () => {
    const document = { ...sendable(1), origin: { uri: 'vscode-vfs://github/contracts/lease.pdf' } };
    const signers = [signerOf('grace', 1)];
    const fields = signers.map((signer) => signatureOf(document, signer));
    const outcome = await send(draftOf('ways-inline', { documents: [document], signers, fields }));
    assert.equal(outcome.state, 'created');
    const details = await ours.client.envelopes.details(outcome.envelopeId);
    assert.equal(details.documents[0]?.originalHash, document.sha256);
    assert.match(details.description, /Ref jsign-/);
  });
});
