import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { SandboxProgram, type SandboxUser } from '../contract/sandboxProgram';
import { judgeSignedPdf } from '../demo/signedPdf';
import { Person } from '../demo/person';
import { openContainer, openWorkbench, reload } from '../workbench';
import { signIn, typedFor } from './accountSteps';
import { CurrentSteps } from './currentSteps';
import { EnvelopeSteps } from './envelopeSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const MINE = 'Needs My Signature';
const OTHERS = 'Waiting for Others';
const DETAILS = /\/envelopes\/([^/]+)\/details$/;

describe('Staying current', function () {
  this.timeout(300_000);
  const session = useSession({ files: { 'README.md': '# Contracts\n', 'out/.keep': '' } });
  let program: SandboxProgram;
  let sandbox: LocalSandbox;
  let steps: CurrentSteps;
  let envelopes: EnvelopeSteps;
  let notices: NoticeSteps;
  /** Waits for Ada in the first test, and is open in its panel from then on. */
  let nda: string;

  before(async function () {
    program = await SandboxProgram.start();
    sandbox = new LocalSandbox(program.facts);
    const { page } = session;
    steps = new CurrentSteps(page);
    envelopes = new EnvelopeSteps(page);
    notices = new NoticeSteps(page);
  });
  afterEach(() => new SendingSteps(session.page).clear());
  after(() => program.stop());

  const ada = (): SandboxUser => sandbox.user(0);
  const grace = (): SandboxUser => sandbox.user(1);
  const sign = (id: string, { email }: SandboxUser): Promise<unknown> =>
    sandbox.control('sign', { envelope_id: id, email });
  const fromAda = (name: string): Promise<string> => sandbox.envelope({ name, signers: [grace()] });
  const fromGrace = (name: string): Promise<string> => sandbox.envelope({ name, signers: [ada()], from: 1 });

  it('tells at the start what happened meanwhile, and what can be done about it', async () => {
    const { page, folder } = session;
    const [lease, offer] = [await fromAda('Lease 42'), await fromAda('Offer 7')];
    await signIn(page, typedFor(program.facts, program.user(0)));
    await steps.open(OTHERS);
    await steps.stands('Lease 42', OTHERS);
    await steps.knows(lease, offer);
    assert.equal(await steps.badgeNow(), 0);

    await sign(lease, grace());
    const client = await sandbox.client(1);
    await client.call('POST', `/envelopes/${offer}/decline`, { decline_reason: 'Too dear' });
    nda = await fromGrace('Mutual NDA');
    await steps.startAgain();

    await openContainer(page, 'jSign');
    await steps.badge(1);
    await steps.stands('Mutual NDA', MINE);
    await notices.shown('"Offer 7" was declined by Grace Sample.');
    await notices.shown('"Lease 42" was completed.');
    await notices.press('"Mutual NDA" needs your signature.', 'Open');
    await envelopes.title.getByText('Mutual NDA').waitFor();
    await notices.press('"Lease 42" was completed.', 'Save Signed Copy');
    const file = path.join(folder, 'out/lease.pdf');
    await new Person(page).saveAs(file);
    await notices.shown(/Saved lease\.pdf/);
    await judgeSignedPdf(readFileSync(file), file);
    await steps.knows(nda);
  });

  it('shows what others do in tree, number and panel, without a click', async () => {
    const { page } = session;
    await reload(page);
    await steps.open('Completed');
    await envelopes.button('Sign').waitFor();
    await steps.stands('Mutual NDA', MINE);
    await sign(nda, ada());
    await envelopes.panel.getByRole('main').getByText('Completed').first().waitFor({ timeout: 100_000 });
    await envelopes.button('Sign').waitFor({ state: 'hidden' });
    await steps.badge(0);
    await steps.stands('Mutual NDA', 'Completed');
    await notices.shown('"Mutual NDA" was completed.');
  });

  it('says nothing where notifications are turned off, and shows it all the same', async () => {
    const offer = await fromAda('Quiet offer');
    await steps.startAgain();
    await steps.knows(offer);
    setting('jsign.notifications', 'none');
    await sign(offer, grace());
    await steps.startAgain();
    await steps.open('Completed');
    await steps.stands('Quiet offer', 'Completed');
    // Whoever is told is told before this is written down.
    await steps.forgot(offer);
    assert.equal(await notices.count(/Quiet offer/), 0);
    setting('jsign.notifications', 'all');
  });

  it('asks the service from one of two windows, and shows it in both', async () => {
    const { context, server } = session;
    const offer = await fromAda('Shared offer');
    await steps.startAgain();
    await steps.stands('Shared offer', OTHERS);
    await steps.knows(offer);
    const other: Page = await openWorkbench(context, server);
    try {
      const there = new CurrentSteps(other);
      await openContainer(other, 'jSign');
      for (const group of [OTHERS, 'Completed']) await there.open(group);
      await there.stands('Shared offer', OTHERS);
      const before = await detailsOf(offer);
      await sign(offer, grace());
      await steps.startAgain();
      await steps.open('Completed');
      await Promise.all([
        steps.stands('Shared offer', 'Completed'),
        there.stands('Shared offer', 'Completed'),
      ]);
      await steps.forgot(offer);
      let told = 0;
      for (const each of [notices, new NoticeSteps(other)])
        told += await each.count('"Shared offer" was completed.');
      assert.equal(told, 1);
      assert.equal(await detailsOf(offer), before + 1);
    } finally {
      await other.close();
    }
  });

  async function detailsOf(id: string): Promise<number> {
    const requests = (await sandbox.control('requests')) as readonly { readonly path: string }[];
    return requests.filter(({ path: asked }) => DETAILS.exec(asked)?.[1] === id).length;
  }

  /** As a person writes it into the settings file, which VS Code watches. */
  function setting(key: string, value: string): void {
    const file = path.join(session.server.userData, 'User/settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...settings, [key]: value }, null, 2));
  }
});
