// npm run demo -- --check: what a person would do in the demonstration, by mouse and keyboard only. With --all, every operation.
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  launchBrowser,
  newContext,
  openWorkbench,
  PROJECT,
  startServer,
  temporaryWorkspace,
  type WorkbenchServer,
} from '../workbench';
import { Person } from './person';
import { judgeSignedPdf } from './signedPdf';
import { Tour, type Step } from './tour';
import { demoFiles } from './workspaceFiles';

const OUTPUT = path.join(PROJECT, 'demo-output');
const STEP_MS = 60_000;

async function main(): Promise<boolean> {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  const workspace = temporaryWorkspace(demoFiles());
  const server = await startServer({ folder: workspace.path, vsix: [path.join(PROJECT, 'dist/jsign.vsix')] });
  try {
    return await inBrowser(server, workspace.path);
  } finally {
    await server.stop();
    workspace.remove();
  }
}

async function inBrowser(server: WorkbenchServer, workspace: string): Promise<boolean> {
  const browser = await launchBrowser();
  const context = await newContext(browser);
  context.setDefaultTimeout(STEP_MS);
  let person: Person | undefined;
  const at = (): Person => {
    if (!person) throw new Error('VS Code is not open.');
    return person;
  };
  const saved = path.join(workspace, 'mutual-nda-signed.pdf');
  const steps: readonly Step[] = [
    [
      'open VS Code',
      async () => {
        person = new Person(await openWorkbench(context, server), OUTPUT);
      },
    ],
    ['try without an account', () => at().tryWithoutAccount()],
    [
      'right-click contracts/mutual-nda.pdf, name the signers',
      () =>
        at().prepare('mutual-nda.pdf', [
          { role: 'client', name: 'Ada Example', email: 'ada@example.org' },
          { role: 'us', name: 'Grace Sample', email: 'grace@example.com' },
        ]),
    ],
    ['send', () => at().confirmSend('Mutual NDA')],
    ['sign as Ada Example', () => at().sign(undefined)],
    ['sign as Grace Sample, in person', () => at().sign('Grace Sample')],
    ['download the signed copy', () => at().saveSigned(saved)],
    [
      'check the signed file',
      async () => {
        copyFileSync(saved, path.join(OUTPUT, 'mutual-nda-signed.pdf'));
        for (const fact of await judgeSignedPdf(readFileSync(saved), saved)) console.log(`        ${fact}`);
      },
    ],
  ];
  const tour = process.argv.includes('--all') ? () => new Tour(at(), server, workspace).steps : () => [];
  try {
    const failed = () => person?.screenshot('failed');
    return (await walk(steps, failed)) && (await walk(tour(), failed)) && said();
  } finally {
    await browser.close();
  }
}

async function walk(steps: readonly Step[], onFailure: () => Promise<void> | undefined): Promise<boolean> {
  for (const [title, step] of steps) {
    const started = performance.now();
    try {
      await step();
      console.log(`  ✔ ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      console.error(`  ✖ ${title}\n`, error);
      await onFailure();
      return false;
    }
  }
  return true;
}

function said(): boolean {
  console.log(`\nScreenshots and the signed file are in ${path.relative(process.cwd(), OUTPUT)}/`);
  return true;
}

main().then(
  (worked) => (process.exitCode = worked ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
