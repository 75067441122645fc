import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Person } from '../demo/person';
import { openContainer, runCommand, until, webview } from '../workbench';
import { EnvelopeSteps } from './envelopeSteps';
import { LocalSandbox } from './localSandbox';
import { NAME, REVIEW, SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { callsOf, invited, TEMPLATE_NAME, TEMPLATE_REVIEW, TemplateSteps } from './templateSteps';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const GRACE = ['Grace Sample', 'grace@example.com'] as const;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('A document that is open from jSign and has no path', function () {
  const session = useSession();
  let steps: SendingSteps;
  let templates: TemplateSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    const { page } = session;
    steps = new SendingSteps(page);
    templates = new TemplateSteps(page);
    await new Person(page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
    await sandbox.envelope({
      name: 'Old lease',
      signers: [ADA],
      documents: [{ name: 'lease.pdf', bytes: LocalSandbox.sample() }],
    });
    const panel = new EnvelopeSteps(page);
    await panel.open('Needs My Signature', 'Old lease');
    await panel.button('Open lease.pdf').click();
    await page.locator('.tab', { hasText: 'lease.pdf' }).waitFor();
  });
  afterEach(() => steps.clear());

  /** Brings the document to the front: the active editor is what the palette works on. */
  async function toTheFront(): Promise<void> {
    const { page } = session;
    await page.locator('.tab', { hasText: 'lease.pdf' }).click();
    await page.locator('.tab.active', { hasText: 'lease.pdf' }).waitFor();
    await webview(page).locator('canvas').first().waitFor();
  }

  it('is sent within the creating call, byte for byte', async () => {
    const { page } = session;
    const [before, calls] = [await invited(sandbox), await callsOf(sandbox)];
    await toTheFront();
    await runCommand(page, 'jSign: Send for Signature…');
    assert.equal(await steps.value(NAME), 'Lease');
    await steps.name('Lease, once more');
    await steps.signer(...GRACE);
    await steps.signersDone();
    await steps.days();
    const review = await steps.at(REVIEW);
    await review
      .locator('.monaco-list-row', { hasText: 'lease.pdf' })
      .filter({ hasText: 'as jSign has it from an earlier envelope' })
      .waitFor();
    await steps.send();
    await until('the panel of the new envelope', async () =>
      (await page.locator('.tab.active').textContent())?.includes('Lease, once more'),
    );
    await webview(page)
      .locator(`.document [title="${sha256(LocalSandbox.sample())}"]`)
      .waitFor();
    const after = await callsOf(sandbox);
    assert.equal(after('/envelopes/create'), calls('/envelopes/create') + 1);
    for (const operation of ['/envelopes/upload_file', '/envelopes/create_with_files'])
      assert.equal(after(operation), calls(operation), operation);
    assert.equal(await invited(sandbox), before + 1);
  });

  it('becomes a template within the creating call', async () => {
    const { page } = session;
    const calls = await callsOf(sandbox);
    await toTheFront();
    await runCommand(page, 'jSign: Create Template…');
    assert.equal(await steps.value(TEMPLATE_NAME), 'Lease');
    await templates.toReview('Lease for anybody', 'Landlord, Tenant');
    const review = await steps.at(TEMPLATE_REVIEW);
    await review.locator('.monaco-list-row', { hasText: 'Tenant' }).waitFor();
    await templates.create();
    await openContainer(page, 'jSign');
    await templates.show();
    await templates.is('Lease for anybody', 'Active');
    const after = await callsOf(sandbox);
    assert.equal(after('/template/create'), calls('/template/create') + 1);
    for (const operation of ['/templates/upload_file', '/templates/create_with_files'])
      assert.equal(after(operation), calls(operation), operation);
  });
});
