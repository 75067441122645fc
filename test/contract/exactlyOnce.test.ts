import assert from 'node:assert/strict';
import type { Draft } from '../../src/delivery/draft';
import { draftOf, signatureOf, signerOf, templateDraftOf } from '../unit/delivery/support/drafts';
import { markOf, runSends } from '../unit/delivery/support/faultRun';
import { Random, Tally } from '../unit/delivery/support/random';
import { HttpWorld, makeTemplate, sendable } from './httpWorld';
import { signedIn } from './ourClient';
import { SandboxProgram } from './sandboxProgram';

const RUNS = 60;
const TITLES = ['Landlord', 'Tenant, second'] as const;

/** Two drafts of a run are of the same thing to the same signers; each way to create has runs of its own. */
const WAYS: readonly ((run: number, intentId: string, templateId: string) => Draft)[] = [
  (run, intentId) => filesDraft(run, intentId, 'file:///contracts/lease.pdf'),
  (run, intentId) => filesDraft(run, intentId, 'vscode-vfs://github/contracts/lease.pdf'),
  (run, intentId, id) =>
    templateDraftOf(intentId, {
      // The runs share one sandbox and no journal, so a name of another run would be that of a stranger.
      name: `Lease ${run}`,
      template: { id, name: 'Lease' },
      signers: TITLES.map((role, index) => signerOf(['grace', 'linus'][index] ?? '', index + 1, { role })),
      observers: [markOf(intentId)],
    }),
];

function filesDraft(run: number, intentId: string, uri: string): Draft {
  const document = { ...sendable(run), origin: { uri } };
  const signers = [signerOf('grace', 1), signerOf('linus', 2)];
  return draftOf(intentId, {
    documents: [document],
    signers,
    fields: signers.map((signer) => signatureOf(document, signer)),
  });
}

describe('sending over HTTP through faults', () => {
  const tally = new Tally();
  let sandbox: SandboxProgram;
  let templateId: string;

  before(async () => {
    sandbox = await SandboxProgram.start({ dialect: 'sample' });
    templateId = await makeTemplate(await signedIn(sandbox, 0), TITLES);
  });
  after(async () => {
    console.log(`      ${RUNS} runs: ${tally.toString()}`);
    await sandbox.stop();
  });

  it(`sends nothing twice and loses nothing in ${RUNS} runs, with crashes and two windows`, async function () {
    this.timeout(180_000);
    for (let run = 1; run <= RUNS; run += 1) {
      const random = new Random(run);
      const world = await HttpWorld.open(sandbox, random, tally, run);
      const drafts = [0, 1].map((index) =>
        WAYS[run % WAYS.length]?.(run, `http-${run}-${index}`, templateId),
      );
      const ends = await runSends(
        world,
        {
          drafts: drafts.filter((draft) => draft !== undefined),
          rounds: 4,
          crashes: 0.3,
          cancels: 0.1,
          fullDisk: 0.05,
        },
        random,
        tally,
      );
      for (const { envelopes } of ends.values()) tally.add(`end: ${envelopes} envelope`);
    }
    assert.ok(tally.get('end: 1 envelope') > 0);
    const calls = ['createWithFiles', 'create', 'createWithTemplate'];
    for (const kind of ['reset-before', 'reset-after', 'status', 'truncate', 'delay', ...calls]) {
      assert.ok(tally.get(`http ${kind}`) > 0, `no ${kind}`);
    }
  });
});
