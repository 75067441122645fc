import assert from 'node:assert/strict';
import { Person } from '../demo/person';
import { dialogButton, notification, reload, runCommand, until } from '../workbench';
import { EnvelopeSteps } from './envelopeSteps';
import { LocalSandbox } from './localSandbox';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const GRACE = { name: 'Grace Sample', email: 'grace@example.com' };
const MINE = 'Needs My Signature';
const OTHERS = 'Waiting for Others';

describe('The details panel', () => {
  const session = useSession();
  let steps: EnvelopeSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    steps = new EnvelopeSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sandbox.faults();
    await new SendingSteps(session.page).clear();
    await runCommand(session.page, 'View: Close All Editors');
  });

  it('shows names as text, whatever is in them', async () => {
    const wild = {
      script: '<script>alert(1)</script><b>bold</b> & co.pdf',
      rightToLeft: 'عقد \u202Egpj.exe שכירות',
      emoji: 'Lease 🏠👩‍👩‍👧 [x](command:jsign.signOut) $(trash)',
      long: `Very ${'long '.repeat(60)}name`,
    };
    await sandbox.envelope({
      name: `${wild.script} ${wild.emoji}`,
      signers: [
        { name: wild.rightToLeft, email: 'rtl@example.net' },
        { name: `<img src=x onerror="document.title='x'">`, email: 'img@example.net' },
      ],
      documents: [{ name: '../../<b>up</b>.pdf', bytes: LocalSandbox.sample() }],
    });
    await steps.open(OTHERS, 'alert(1)');
    assert.equal(await steps.title.innerText(), `${wild.script} ${wild.emoji}`);
    for (const tag of ['main script', 'main img', 'main b'])
      assert.equal(await steps.panel.locator(tag).count(), 0, tag);
    await steps.panel.getByText(`<img src=x onerror="document.title='x'">`).first().waitFor();
    const person = await steps.panel.locator('.signers .person').first().innerText();
    assert.match(person, /عقد/);
    assert.doesNotMatch(person, /\u202E/);
    await session.page.locator('.tab.active', { hasText: '<script>' }).waitFor();

    await sandbox.envelope({ name: wild.long.slice(0, 300), signers: [GRACE] });
    await steps.open(OTHERS, 'Very long');
    const { width, scroll } = await steps.panel
      .locator('html')
      .evaluate((root) => ({ width: root.clientWidth, scroll: root.scrollWidth }));
    assert.ok(scroll <= width, 'a long name makes the page scroll sideways');
  });

  it('comes back after a reload of the window', async () => {
    const { page } = session;
    await sandbox.envelope({ name: 'Comes back', signers: [ADA, GRACE], flow: 'Sequential' });
    await steps.open(MINE, 'Comes back');
    await reload(page);
    await page.locator('.tab.active', { hasText: 'Comes back' }).waitFor();
    await steps.title.getByText('Comes back').waitFor();
    await steps.panel.locator('.timeline-list .entry').first().waitFor();
    await steps.button('Sign').waitFor();
  });

  it('asks before somebody else signs here, and takes no for an answer', async () => {
    await sandbox.envelope({ name: 'For Grace', signers: [GRACE] });
    await steps.open(OTHERS, 'For Grace');
    await steps.button(/^Sign in person/).click();
    await dialogButton(session.page, 'Is Grace Sample here to sign', 'Cancel');
    await steps.title.getByText('For Grace').waitFor();
    assert.equal(await steps.panel.locator('iframe').count(), 0);
    const [mail] = (await sandbox.mails()).slice(-1);
    assert.equal(mail?.kind, 'invitation');
  });

  it('shows a refusal to sign as declined, with its reason', async () => {
    await sandbox.envelope({ name: 'No thanks', signers: [GRACE] });
    await steps.open(OTHERS, 'No thanks');
    await steps.button(/^Sign in person/).click();
    await dialogButton(session.page, 'Grace Sample', /Is Here to Sign/);
    await steps.framed();
    await steps.frame.getByText('Decline…').click();
    await steps.frame.getByLabel('Why do you decline?').fill('Clause 4 <b>first</b>');
    await steps.frame.getByRole('button', { name: 'Decline to sign' }).click();
    await steps.panel.getByRole('main').getByText('Declined. jSign confirms it.').waitFor();
    await steps.panel
      .locator('.status')
      .getByText(/Declined by .?Grace Sample/)
      .waitFor();
    await steps.panel.getByText('Clause 4 <b>first</b>').first().waitFor();
    assert.equal(await steps.button('Sign').count(), 0);
    assert.equal(await steps.button(/^Sign in person/).count(), 0);
  });

  it('gives a new link, opens in the browser, and goes back', async () => {
    const { page, context } = session;
    await sandbox.envelope({ name: 'Links', signers: [ADA] });
    await steps.open(MINE, 'Links');
    await steps.button('Sign').click();
    await steps.framed();
    await steps.panel.getByText('Signing as you, ').waitFor();
    const clock = steps.panel.getByRole('timer');
    assert.match(await clock.innerText(), /(9:[0-5]\d|10:00)$/);
    // Within one second the service may give the same address again, so the frame itself is watched.
    await steps.panel.locator('iframe').evaluate((frame) => frame.setAttribute('data-before', ''));
    await steps.button('New Link').click();
    await steps.panel.locator('iframe:not([data-before])').waitFor();
    assert.equal(await steps.panel.locator('iframe').count(), 1);
    await steps.framed();

    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      steps.button('Open in Browser').click(),
    ]);
    await opened.getByRole('button', { name: 'Sign', exact: true }).waitFor();
    await steps.panel.locator('.signing-notice').getByText('Opened in the browser.').waitFor();
    // Signed there, it is signed here: the panel believes the service.
    await opened.getByRole('button', { name: 'Sign', exact: true }).click();
    await opened.getByText('Everybody has signed').first().waitFor();
    await opened.close();
    await page.bringToFront();
    await steps.panel.getByRole('main').getByText('Signed. jSign confirms it.').waitFor();

    await sandbox.envelope({ name: 'Way back', signers: [ADA] });
    await steps.open(MINE, 'Way back');
    await steps.button('Sign').click();
    await steps.framed();
    await steps.button('Back').click();
    await steps.title.getByText('Way back').waitFor();
    await until('the frame gone', async () => (await steps.panel.locator('iframe').count()) === 0);
  });

  it('keeps what is known while the service fails, and reads again on Retry', async () => {
    const id = await sandbox.envelope({ name: 'Trouble', signers: [ADA] });
    await steps.open(MINE, 'Trouble');
    await sandbox.faults({
      method: 'GET',
      path: `/api/v2.0/envelopes/${id}/details`,
      kind: 'status',
      value: 500,
      times: 100,
    });
    await steps.menu('Refresh');
    const problem = steps.panel.locator('.problem');
    await problem.getByText('jSign has a problem of its own').waitFor();
    await steps.panel.locator('.signers').getByText('Ada Example').waitFor();
    await steps.panel.getByRole('button', { name: 'Open Log' }).waitFor();
    await sandbox.faults();
    await problem.getByRole('button', { name: 'Retry' }).click();
    await problem.waitFor({ state: 'detached' });
  });

  it('says so when the history alone cannot be read', async () => {
    const id = await sandbox.envelope({ name: 'No history', signers: [ADA] });
    await steps.open(MINE, 'No history');
    await sandbox.faults({
      method: 'GET',
      path: `/api/v2.0/envelopes/${id}/history`,
      kind: 'status',
      value: 500,
      times: 100,
    });
    await steps.menu('Refresh');
    const timeline = steps.panel.locator('.timeline');
    await timeline.getByText('jSign has a problem of its own').waitFor();
    await sandbox.faults();
    await timeline.getByRole('button', { name: 'Retry' }).click();
    await timeline.locator('.entry').first().waitFor();
  });

  it('opens the outbox with the mails a signer would have got', async () => {
    const { page, context } = session;
    await sandbox.envelope({ name: 'To the outbox', signers: [GRACE] });
    const [outbox] = await Promise.all([
      context.waitForEvent('page'),
      runCommand(page, 'jSign: Open Sandbox Outbox'),
    ]);
    const row = outbox.getByRole('row', { name: /To the outbox/ });
    await row.getByText('grace@example.com').waitFor();
    await row.getByRole('link', { name: 'To the outbox' }).click();
    await outbox.getByRole('button', { name: 'Sign', exact: true }).waitFor();
    await outbox.close();
  });

  it('shows that the account is signed out, and the way back', async () => {
    const { page } = session;
    await sandbox.envelope({ name: 'Signed out', signers: [ADA] });
    await steps.open(MINE, 'Signed out');
    await runCommand(page, 'jSign: Sign Out');
    await dialogButton(page, 'Sign out ada@example.org', 'Sign Out');
    await steps.panel.locator('.problem').getByText('This account is signed out.').waitFor();
    await steps.button('Sign In').waitFor();
    assert.equal(await steps.panel.getByText('Ada Example').count(), 0);
    await runCommand(page, 'jSign: Try Without an Account');
    await notification(page, /signed in to the local sandbox/).toast.waitFor();
    await steps.panel.locator('.signers').getByText('Ada Example').waitFor();
  });
});
