import assert from 'node:assert/strict';
import { draftOf, signatureOf, signerOf } from '../unit/delivery/support/drafts';
import { runSends } from '../unit/delivery/support/faultRun';
import { Random, Tally } from '../unit/delivery/support/random';
import { HttpWorld, sendable } from './httpWorld';
import { SandboxProgram } from './sandboxProgram';

const RUNS = 40;

describe('sending over HTTP through faults', () => {
  const tally = new Tally();
  let sandbox: SandboxProgram;

  before(async () => {
    sandbox = await SandboxProgram.start({ dialect: 'sample' });
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
      const document = sendable(run);
      const signers = [signerOf('grace', 1), signerOf('linus', 2)];
      const drafts = [0, 1].map((index) =>
        draftOf(`http-${run}-${index}`, {
          documents: [document],
          signers,
          fields: signers.map((signer) => signatureOf(document, signer)),
        }),
      );
      const ends = await runSends(
        world,
        { drafts, rounds: 4, crashes: 0.3, cancels: 0.1, fullDisk: 0.05 },
        random,
        tally,
      );
      for (const { envelopes } of ends.values()) tally.add(`end: ${envelopes} envelope`);
    }
    assert.ok(tally.get('end: 1 envelope') > 0);
    for (const kind of ['reset-before', 'reset-after', 'status', 'truncate', 'delay']) {
      assert.ok(tally.get(`http ${kind}`) > 0, `no ${kind}`);
    }
  });
});
