import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signedIn, upload } from '../contract/ourClient';
import type { SandboxProgram } from '../contract/sandboxProgram';
import { PROJECT } from '../workbench';

/** Names that other people may give their envelopes, and what a row shows of them. */
export const HOSTILE: readonly { readonly name: string; readonly shown: string }[] = [
  { name: '<script>alert(1)</script> & <b>bold</b>', shown: '<script>alert(1)</script> & <b>bold</b>' },
  { name: '../../etc/passwd', shown: '../../etc/passwd' },
  { name: `Long ${'x'.repeat(295)}`, shown: `Long ${'x'.repeat(114)}…` },
  { name: 'عقد سرية متبادل', shown: 'عقد سرية متبادل' },
  { name: 'Paid \u202egpj.exe', shown: 'Paid  gpj.exe' },
  { name: '🖋️ Vertrag 👩‍⚖️ 2026', shown: '🖋️ Vertrag 👩‍⚖️ 2026' },
  {
    name: '[link](command:workbench.action.quit) $(trash) **x**',
    shown: '[link](command:workbench.action.quit) $(trash) **x**',
  },
];

const FIELD = {
  kind: 'signature',
  documentRef: 1,
  page: 1,
  pageWidth: 612,
  pageHeight: 792,
  x: 72,
  y: 600,
  width: 150,
  height: 40,
} as const;

/** Sends one envelope for each name, from the first user to the second. */
export async function sendHostile(sandbox: SandboxProgram): Promise<void> {
  const pdf = readFileSync(path.join(PROJECT, 'media/samples/mutual-nda.pdf'));
  const { client } = await signedIn(sandbox, 0);
  const { email, name } = sandbox.user(1);
  for (const hostile of HOSTILE) {
    const requestId = await client.envelopes.uploadFile(upload('nda.pdf', pdf));
    await client.envelopes.createWithFiles({
      name: hostile.name,
      description: '',
      categories: [],
      options: { flow: 'Parallel', expirationDays: 10, sendEmail: false },
      signers: [{ name, email, order: 1, tabs: [FIELD] }],
      observers: [],
      documents: [{ requestId, ref: 1, name: 'nda.pdf' }],
    });
  }
}
