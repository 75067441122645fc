import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { quickInput, runCommand, until } from '../workbench';
import { ADA, GRACE, MINE, OTHERS } from './actionSteps';
import { EnvelopeSteps } from './envelopeSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SectionSteps } from './sectionSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const ENTERED = '=SUM(A1), "12" days';

describe('The folded sections of the details panel', function () {
  const session = useSession({ files: { 'README.md': '# Contracts\n', 'out/.keep': '' } });
  let panel: EnvelopeSteps;
  let steps: SectionSteps;
  let notices: NoticeSteps;
  let person: Person;
  let sandbox: LocalSandbox;

  before(async () => {
    panel = new EnvelopeSteps(session.page);
    steps = new SectionSteps(panel);
    notices = new NoticeSteps(session.page);
    person = new Person(session.page);
    await session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await person.tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sandbox.faults();
    await new SendingSteps(session.page).clear();
    await runCommand(session.page, 'View: Close All Editors');
  });
  const file = (name: string): string => path.join(session.folder, 'out', name);
  /** What the save dialog suggests, once it does. */
  const suggested = (): Promise<string> =>
    until('the suggested name', async () => {
      const text = await quickInput(session.page).locator('.quick-input-box input').inputValue();
      return /\.\w+$/.test(text) && path.basename(text);
    });

  it('have no audit log before everybody has signed, and the history from the start', async () => {
    await sandbox.envelope({ name: 'Still open', signers: [GRACE] });
    await panel.open(OTHERS, 'Still open');
    assert.equal(await panel.button('Audit log').count(), 0);
    await panel.panel.locator('.timeline-list .entry', { hasText: 'created' }).first().waitFor();
    await panel.button('Attachments').click();
    await panel.panel.getByText('Nothing is attached to this envelope.').waitFor();
  });

  it('show the audit log of a completed envelope, and save it as CSV and JSON', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'All signed', signers: [ADA, GRACE], flow: 'Sequential' });
    for (const { email } of [ADA, GRACE]) await sandbox.control('sign', { envelope_id: id, email });
    await panel.open('Completed', 'All signed');
    assert.equal(await panel.panel.locator('.audit-table').count(), 0);
    await panel.button('Audit log').click();
    const log = steps.section('auditLog');
    await log
      .getByRole('rowheader', { name: /Completed/ })
      .first()
      .waitFor();
    const rows = log.locator('tbody tr');
    const shown = await rows.count();
    assert.ok(shown >= 4, `${shown} rows`);
    await log.scrollIntoViewIfNeeded();

    const proof = log.locator('.proof').first();
    const hash = await proof.getAttribute('title');
    assert.match(hash ?? '', /^[0-9a-f]{64}$/);
    await proof.click();
    await until(
      'the whole hash that is copied',
      async () => (await page.evaluate(() => navigator.clipboard.readText())) === hash,
    );

    await log.getByRole('button', { name: 'Export as CSV…' }).click();
    assert.equal(await suggested(), 'Audit log - All signed.csv');
    await person.saveAs(file('audit.csv'));
    await notices.shown('Audit log of "All signed" saved.');
    const lines = readFileSync(file('audit.csv'), 'utf8').trimEnd().split('\r\n');
    assert.match(lines[0] ?? '', /^\uFEFFDocument,Time \(UTC\),Activity,Activity code,By,Transaction hash,/);
    assert.equal(lines.length - 1, shown);
    assert.ok(lines.some((line) => line.includes(hash ?? 'none')));
    await new SendingSteps(page).clear();

    await log.getByRole('button', { name: 'Export as JSON…' }).click();
    await person.saveAs(file('audit.json'));
    await notices.shown('Audit log of "All signed" saved.');
    const json = JSON.parse(readFileSync(file('audit.json'), 'utf8')) as {
      readonly envelopeId: string;
      readonly documents: readonly { readonly name: string; readonly events: readonly object[] }[];
    };
    assert.equal(json.envelopeId, id);
    assert.deepEqual(
      json.documents.map(({ name }) => name),
      ['nda.pdf'],
    );
    assert.equal(json.documents.flatMap(({ events }) => events).length, shown);
  });

  it('say why the audit log could not be read, and read it again on Retry', async () => {
    const id = await sandbox.envelope({ name: 'Log in trouble', signers: [GRACE] });
    await sandbox.control('sign', { envelope_id: id, email: GRACE.email });
    await panel.open('Completed', 'Log in trouble');
    await sandbox.faults({
      method: 'GET',
      path: `/api/v2.0/envelopes/${id}/audit_logs`,
      kind: 'status',
      value: 500,
      times: 100,
    });
    await panel.button('Audit log').click();
    const log = steps.section('auditLog');
    await log.getByText('jSign has a problem of its own').waitFor();
    await sandbox.faults();
    await log.getByRole('button', { name: 'Retry: Audit log' }).click();
    await log.locator('.audit-table').waitFor();
  });

  it('show what a signer has typed on the signing page, and save it as CSV and JSON', async () => {
    const { page } = session;
    const id = await steps.withTextField(sandbox, 'A form', [ADA, GRACE], 'Notice period');
    await panel.open(MINE, 'A form');
    await panel.button('Entered values').click();
    const values = steps.section('enteredValues');
    await values.getByText('Nobody has entered anything yet.').waitFor();

    await panel.button('Sign as you Ada Example').click();
    await panel.framed();
    await panel.frame.getByLabel('Notice period').fill(ENTERED);
    await panel.frame.getByRole('button', { name: 'Sign', exact: true }).click();
    await panel.panel.getByRole('main').getByText('Signed. jSign confirms it.').waitFor();

    const row = values.getByRole('row').filter({ hasText: 'Notice period' });
    await row.getByText(ENTERED).waitFor();
    await row.getByText(ADA.email).waitFor();
    await values.scrollIntoViewIfNeeded();

    await values.getByRole('button', { name: 'Export as CSV…' }).click();
    assert.equal(await suggested(), 'Entered values - A form.csv');
    await person.saveAs(file('values.csv'));
    await notices.shown('Entered values of "A form" saved.');
    const csv = readFileSync(file('values.csv'), 'utf8');
    // What a spreadsheet would take for a formula is text, and stays one cell.
    assert.ok(csv.includes(`"'=SUM(A1), ""12"" days"`), csv);
    await new SendingSteps(page).clear();

    await values.getByRole('button', { name: 'Export as JSON…' }).click();
    await person.saveAs(file('values.json'));
    await notices.shown('Entered values of "A form" saved.');
    const json = JSON.parse(readFileSync(file('values.json'), 'utf8')) as {
      readonly envelopeId: string;
      readonly values: readonly { readonly signerEmail: string; readonly value: string }[];
    };
    assert.equal(json.envelopeId, id);
    assert.ok(json.values.some(({ signerEmail, value }) => signerEmail === ADA.email && value === ENTERED));
  });

  it('are what the commands of the palette export as well', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'By the palette', signers: [GRACE] });
    await sandbox.control('sign', { envelope_id: id, email: GRACE.email });
    await panel.open('Completed', 'By the palette');
    await runCommand(page, 'jSign: Export Audit Log…');
    await quickInput(page, 'Choose an envelope')
      .locator('.monaco-list-row', { hasText: 'By the palette' })
      .click();
    await quickInput(page, 'Which kind of file?').locator('.monaco-list-row', { hasText: 'JSON' }).click();
    await person.saveAs(file('palette.json'));
    await notices.shown('Audit log of "By the palette" saved.');
    assert.ok(readFileSync(file('palette.json'), 'utf8').includes(id));
  });
});
