import assert from 'node:assert/strict';
import path from 'node:path';
import { OPERATIONS } from '../../src/jsign/operations';
import { accountInUse } from '../ui/accountSteps';
import { ActionSteps, OTHERS } from '../ui/actionSteps';
import { ComposerSteps } from '../ui/composerSteps';
import { LocalSandbox, type SandboxRequest } from '../ui/localSandbox';
import { NoticeSteps } from '../ui/noticeSteps';
import { REVIEW, SendingSteps } from '../ui/sendingSteps';
import { TEMPLATE_NAME, TEMPLATE_REVIEW, TemplateSteps } from '../ui/templateSteps';
import {
  chooseFile,
  contextMenu,
  dialogButton,
  expand,
  explorerFile,
  fillInput,
  openContainer,
  openView,
  quickInput,
  runCommand,
  selectFromQuickPick,
  treeRow,
  until,
  view,
  type WorkbenchServer,
} from '../workbench';
import type { Person } from './person';

/** A title and what is done. */
export type Step = readonly [string, () => Promise<void>];

const LIN = { role: 'client', name: 'Lin Muster', email: 'lin@example.net' };
const EVE = { role: 'us', name: 'Eve Muster', email: 'eve@example.net' };
const ADA = 'ada@example.org';
const GRACE = 'grace@example.com';
/** An envelope lives for two weeks, and is asked for again after them. */
const LATER_DAYS = 20;

/**
 * After the main job: each of the 29 operations from where it lives in the editor, by mouse and keyboard. Only the passing of time is
 * the sandbox's own doing. At the end the sandbox tells what it was asked for.
 */
export class Tour {
  private readonly actions: ActionSteps;
  private readonly templates: TemplateSteps;
  private readonly sending: SendingSteps;
  private readonly notices: NoticeSteps;
  private readonly composer: ComposerSteps;

  constructor(
    private readonly person: Person,
    private readonly server: WorkbenchServer,
    private readonly workspace: string,
  ) {
    const { page } = person;
    this.actions = new ActionSteps(page);
    this.templates = new TemplateSteps(page);
    this.sending = new SendingSteps(page);
    this.notices = new NoticeSteps(page);
    this.composer = ComposerSteps.of(page);
  }

  get steps(): readonly Step[] {
    return [
      ['read the audit log and the entered values', () => this.foldedSections()],
      ['attach a file, and open it', () => this.attach()],
      ['send a document that has no path', () => this.sendCopy()],
      ['compose an envelope of two files', () => this.compose()],
      ['make a template of a document that has no path', () => this.templateOfCopy()],
      ['make a template of a file', () => this.templateOfFile()],
      ['create an envelope from the template', () => this.useTemplate()],
      ['deactivate and delete a template', () => this.endTemplate()],
      ['remind', () => this.remind()],
      ['edit the details', () => this.edit()],
      ['cancel and send again', () => this.sendAgain()],
      ['sign in as Grace Sample, and send to Ada Example', () => this.asGrace()],
      ['decline as Ada Example', () => this.decline()],
      ['look at the account', () => this.account()],
      [`extend what has expired, ${LATER_DAYS} days later`, () => this.extend()],
      ['find an envelope', () => this.find()],
      ['delete the files of the completed one', () => this.deleteFiles()],
      ['count the operations', () => this.count()],
    ];
  }

  private async foldedSections(): Promise<void> {
    const { panel } = this.person;
    await panel.getByRole('button', { name: 'Audit log', exact: true }).click();
    await panel.locator('.auditLog').getByRole('table').first().waitFor();
    await panel.getByRole('button', { name: 'Entered values', exact: true }).click();
    const values = panel.locator('.enteredValues .fold-body');
    await values.waitFor();
    await values.locator('.bone-block').waitFor({ state: 'detached' });
    await this.person.screenshot('audit-log');
  }

  private async attach(): Promise<void> {
    const { page, panel } = this.person;
    await this.actions.choose('Completed', 'Mutual NDA', 'Add Attachment…');
    await chooseFile(page, 'Attach to', path.join(this.workspace, 'contracts/statement-of-work.pdf'));
    await panel.getByRole('button', { name: 'Attachments', exact: true }).click();
    const row = panel.locator('.attachments li, .attachments tr', { hasText: 'statement-of-work.pdf' });
    await row.first().getByRole('button', { name: /^Open/ }).click();
    await this.pageShown('statement-of-work.pdf');
    await this.person.screenshot('attachment');
  }

  /** Opens the original of the completed envelope, from its row in the tree. */
  private async openOriginal(): Promise<void> {
    const { page } = this.person;
    await expand(await this.actions.standsIn('Completed', 'Mutual NDA'));
    const documents = treeRow(page, 'Envelopes', /^Documents/);
    await documents.waitFor();
    await expand(documents);
    const document = page.locator('.monaco-list-row[aria-level="4"]', { hasText: 'mutual-nda.pdf' }).first();
    await contextMenu(page, document, 'Open Document');
    await selectFromQuickPick(page, 'Original');
    await this.pageShown('mutual-nda.pdf');
  }

  /** Waits until the viewer in the tab of this name has drawn a page. */
  private async pageShown(file: string): Promise<void> {
    const { page, panel } = this.person;
    await page.locator('.tabs-container .tab.active', { hasText: file }).waitFor();
    await panel.locator('canvas').first().waitFor();
  }

  private async sendCopy(): Promise<void> {
    const { page, person } = this;
    await this.openOriginal();
    await person.screenshot('original');
    await runCommand(page, 'jSign: Send for Signature…');
    await person.answer([LIN, EVE], 'From a copy');
    await person.confirmSend('From a copy');
  }

  /** The anchors of the first file say who signs it, and where; what is placed on the second is placed by hand. */
  private async compose(): Promise<void> {
    const { composer, person } = this;
    const of = 'statement-of-work.pdf';
    await composer.open('mutual-nda.pdf', of);
    await composer.rename('Two in one');
    await composer.signers([LIN.name, LIN.email], [EVE.name, EVE.email]);
    await composer.goTo(2, of);
    await composer.fieldsFor(LIN.name);
    await composer.place('Signature', { of, page: 2, x: 160, y: 350 });
    await composer.noProblems();
    await person.screenshot('composer');
    await composer.review();
    await person.screenshot('composer-review');
    await composer.send('Two in one');
  }

  private async templateOfCopy(): Promise<void> {
    const { page } = this;
    await this.openOriginal();
    await runCommand(page, 'jSign: Create Template…');
    await fillInput(page, 'NDA of a copy', { at: TEMPLATE_NAME });
    await this.sending.at(TEMPLATE_REVIEW);
    await this.person.screenshot('template');
    await this.templates.create();
    await this.templates.show();
    await this.templates.row('NDA of a copy').waitFor();
  }

  private async templateOfFile(): Promise<void> {
    const { page } = this;
    await this.person.openExplorer();
    await explorerFile(page, 'statement-of-work.pdf').dblclick();
    await page.locator('.tabs-container .tab.active', { hasText: 'statement-of-work.pdf' }).waitFor();
    await runCommand(page, 'jSign: Create Template…');
    await this.templates.toReview('Work order', 'Client, Contractor');
    await this.templates.create();
    await this.templates.show();
    await this.templates.row('Work order').waitFor();
  }

  private async useTemplate(): Promise<void> {
    const { page } = this;
    await this.templates.menu('Work order', 'Create Envelope from Template…');
    await fillInput(page, 'Work for Lin', { at: /Name of the envelope/ });
    await this.templates.signsAs('Client', [LIN.name, LIN.email]);
    await this.templates.signsAs('Contractor', [EVE.name, EVE.email]);
    await this.templates.usual();
    await this.person.screenshot('from-template');
    await selectFromQuickPick(page, /^Send to \d/, { at: REVIEW });
    await this.person.panel.getByRole('heading', { level: 1, name: 'Work for Lin' }).waitFor();
  }

  private async endTemplate(): Promise<void> {
    await this.templates.show();
    await this.templates.menu('NDA of a copy', 'Deactivate Template');
    await this.templates.is('NDA of a copy', 'Inactive');
    await this.templates.menu('NDA of a copy', 'Delete Template…');
    await dialogButton(this.page, /NDA of a copy/, /^Delete/);
    await this.templates.row('NDA of a copy').waitFor({ state: 'hidden' });
    await this.person.screenshot('templates');
    await openView(this.page, 'Envelopes');
  }

  private async remind(): Promise<void> {
    await this.actions.choose(OTHERS, 'From a copy', 'Remind All…');
    await dialogButton(this.page, /Remind .* to sign/, 'Send Reminder');
    await this.notices.shown(/Reminded Lin Muster/);
  }

  private async edit(): Promise<void> {
    const { page } = this;
    await this.actions.choose(OTHERS, 'From a copy', 'Edit Details…');
    await selectFromQuickPick(page, /^Name/, { at: 'What to change' });
    await fillInput(page, 'Edited copy', { at: 'Name of the envelope' });
    await selectFromQuickPick(page, /^Save/, { at: 'What to change' });
    await this.actions.standsIn(OTHERS, 'Edited copy');
  }

  private async sendAgain(): Promise<void> {
    const { page, person } = this;
    await this.actions.choose(OTHERS, 'Edited copy', 'Cancel and Send Again…');
    await fillInput(page, 'Wrong address', { at: /Why is it cancelled/ });
    await dialogButton(page, /send it again/, 'Cancel and Open Again');
    for (const signer of [{ ...LIN, email: 'lin.muster@example.net' }, EVE]) await person.typeSigner(signer);
    await this.sending.at(REVIEW);
    await person.screenshot('again');
    await selectFromQuickPick(page, /^Send to \d/, { at: REVIEW });
    await this.actions.standsIn('Cancelled', 'Edited copy');
  }

  private async asGrace(): Promise<void> {
    const { page } = this;
    await runCommand(page, 'jSign: Switch Account');
    await selectFromQuickPick(page, 'Sign In to Another Account…');
    await selectFromQuickPick(page, 'Local sandbox', { at: 'Where do you want to sign in?' });
    await selectFromQuickPick(page, 'Grace Sample', { at: 'Who do you want to be?' });
    await openContainer(page, 'jSign');
    await accountInUse(page, GRACE).waitFor();
    await this.person.openExplorer();
    await contextMenu(page, explorerFile(page, 'statement-of-work.pdf'), 'Send for Signature…');
    await this.sending.name('For Ada');
    await this.sending.signer('Ada Example', ADA);
    await this.sending.signersDone();
    await this.sending.days();
    await this.sending.send();
    await runCommand(page, 'jSign: Switch Account');
    await selectFromQuickPick(page, ADA, { at: 'Which account do you want to use?' });
    await openContainer(page, 'jSign');
    await accountInUse(page, ADA).waitFor();
  }

  private async decline(): Promise<void> {
    await this.actions.choose('Needs My Signature', 'For Ada', 'Decline to Sign…');
    await fillInput(this.page, 'Not what we agreed', { at: /Why do you decline/ });
    await dialogButton(this.page, /Decline to sign/, 'Decline to Sign');
    await this.actions.standsIn('Declined', 'For Ada');
  }

  private async account(): Promise<void> {
    const { page } = this;
    // Side by side the views leave too little room for all rows.
    const fold = async (title: string): Promise<void> => {
      const header = view(page, title).locator('.pane-header');
      if ((await header.getAttribute('aria-expanded')) === 'true') await header.locator('.title').click();
    };
    await fold('Envelopes');
    await fold('Templates');
    await openView(page, 'Account');
    await treeRow(page, 'Account', /^Outcomes/).waitFor();
    await treeRow(page, 'Account', /^Completed/).waitFor();
    await this.person.screenshot('account');
    await fold('Account');
    await openView(page, 'Envelopes');
  }

  private async extend(): Promise<void> {
    const { page } = this;
    const sandbox = await LocalSandbox.of(this.server);
    await sandbox.control('clock', { advance_days: LATER_DAYS });
    await this.actions.refresh();
    await this.actions.choose('Expired', 'Work for Lin', 'Extend Due Date…');
    await fillInput(page, `in ${LATER_DAYS * 2} days`, { at: /Until when can it be signed/ });
    await dialogButton(page, /be signed until/, 'Extend Due Date');
    await this.actions.standsIn(OTHERS, 'Work for Lin');
  }

  private async find(): Promise<void> {
    const { page } = this;
    await runCommand(page, 'jSign: Find Envelope…');
    const box = quickInput(page);
    await box.locator('.quick-input-box input').fill('mutual');
    await this.person.screenshot('find');
    await box.locator('.monaco-list-row', { hasText: 'Mutual NDA' }).first().click();
    await this.person.panel.getByRole('heading', { level: 1, name: 'Mutual NDA' }).waitFor();
  }

  private async deleteFiles(): Promise<void> {
    await this.actions.choose('Completed', 'Mutual NDA', 'Delete Files…');
    await dialogButton(this.page, /Delete the files/, 'Delete Files');
    await until('the files deleted', async () => (await this.asked()).has('envelopes.deleteFiles'));
  }

  private async count(): Promise<void> {
    const asked = await this.asked();
    const missing = Object.values(OPERATIONS).flatMap(({ name }) => (asked.has(name) ? [] : [name]));
    assert.deepEqual(missing, []);
    console.log(`        ${asked.size} operations`);
  }

  /** The operations that the sandbox was asked for, and did. */
  private async asked(): Promise<ReadonlySet<string>> {
    const sandbox = await LocalSandbox.of(this.server);
    const requests = (await sandbox.control('requests')) as readonly SandboxRequest[];
    const done = requests.filter(({ status }) => status < 300);
    const patterns = Object.values(OPERATIONS).map(({ name, route }) => ({
      name,
      method: route.method,
      path: new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`),
    }));
    return new Set(
      done.flatMap((request) =>
        patterns
          .filter(({ method, path: wanted }) => method === request.method && wanted.test(request.path))
          .map(({ name }) => name),
      ),
    );
  }

  private get page(): Person['page'] {
    return this.person.page;
  }
}
