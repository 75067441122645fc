import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { judgeSignedPdf } from '../demo/signedPdf';
import { demoFiles } from '../demo/workspaceFiles';
import { openContainer, treeRow } from '../workbench';
import { useSession } from './session';

describe('The main job', () => {
  const session = useSession({ files: demoFiles() });

  it('goes from a right-click to the signed file, without an account and without a network', async function () {
    this.timeout(240_000);
    const person = new Person(session.page);
    await person.tryWithoutAccount();
    await person.prepare('mutual-nda.pdf', [
      { role: 'client', name: 'Ada Example', email: 'ada@example.org' },
      { role: 'us', name: 'Grace Sample', email: 'grace@example.com' },
    ]);
    await person.confirmSend('Mutual NDA');
    await person.sign(undefined);
    await person.sign('Grace Sample');
    const saved = path.join(session.folder, 'signed copy.pdf');
    await person.saveSigned(saved);
    const facts = await judgeSignedPdf(readFileSync(saved), saved);
    assert.match(facts[0] ?? '', /covers all \d+ bytes/);
  });

  it('shows the envelope among the completed ones', async () => {
    const { page } = session;
    await openContainer(page, 'jSign');
    await treeRow(page, 'Envelopes', /^Completed/).click();
    await treeRow(page, 'Envelopes', /Mutual NDA/).waitFor();
  });
});
