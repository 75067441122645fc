import assert from 'node:assert/strict';
import type { EnvelopeNode } from '../../../../src/editor/envelopes/nodes';
import { Presenter } from '../../../../src/editor/envelopes/present';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { clientWith, details, pageOf, sessionWith, signer, summary, word } from './fakes';

const now = new Date(2026, 4, 12, 12).getTime();
const presenter = new Presenter(plain, new When('en-GB', () => now));
const inDays = (days: number): number => new Date(2026, 4, 12 + days, 12).getTime();

async function storeWith(known?: EnvelopeDetails): Promise<ServiceEnvelopeStore> {
  const store = new ServiceEnvelopeStore(
    sessionWith(
      clientWith({
        details: () => (known ? Promise.resolve(known) : Promise.reject(new Error())),
        list: () => Promise.resolve(pageOf([])),
      }),
    ),
  );
  if (known) await store.details(known.id);
  return store;
}
const node = (facts: Partial<EnvelopeNode> = {}): EnvelopeNode => ({
  kind: 'envelope',
  accountId: 'acc',
  envelopeId: '1',
  group: 'AwaitingOthers',
  summary: summary('1', { createdAt: now }),
  ...facts,
});

describe('envelope rows', () => {
  it('say the date while nothing more is known', async () => {
    const row = presenter.row(node(), await storeWith());
    assert.equal(row.label, 'Envelope 1');
    assert.equal(row.description, '12 May');
    assert.deepEqual(row.icon, { name: 'clock', color: 'foreground' });
    assert.equal(row.command?.id, 'jsign.openEnvelope');
  });

  it('say progress and due date once the details are known', async () => {
    const known = details('1', {
      dueAt: inDays(3),
      signers: [signer({ state: 'signed', signedAt: now }), signer({ email: 'b@example.org' })],
    });
    const row = presenter.row(node(), await storeWith(known));
    assert.equal(row.description, '1 of 2 · due in 3 days');
    assert.match(row.tooltip ?? '', /\$\(pass\) Grace Sample: signed today/);
  });

  it('say whose envelope needs my signature, and offer to sign it', async () => {
    const row = presenter.row(
      node({
        group: 'AwaitingMySignature',
        summary: summary('1', { status: word('AwaitingMySignature'), createdBy: 'Grace Sample' }),
      }),
      await storeWith(),
    );
    assert.match(row.description ?? '', /^from Grace Sample/);
    assert.match(row.context ?? '', /^envelope\+waiting\+signable/);
    assert.match(row.spoken ?? '', /Needs your signature/);
  });

  it('name who declined', async () => {
    const known = details('1', { status: word('Declined'), signers: [signer({ state: 'declined' })] });
    const row = presenter.row(
      node({ group: 'Declined', summary: summary('1', { status: word('Declined') }) }),
      await storeWith(known),
    );
    assert.match(row.tooltip ?? '', /Declined by Grace Sample/);
    assert.equal(row.context, 'envelope+edit+attach');
  });

  it('show an unknown status with the word of the service', async () => {
    const row = presenter.row(
      node({ summary: summary('1', { status: word('unknown', 'Archived2') }) }),
      await storeWith(),
    );
    assert.deepEqual(row.icon, { name: 'question', color: 'foreground' });
    assert.equal(row.description, 'Archived2 · 12 May');
    assert.match(row.spoken ?? '', /Archived2/);
    const wordless = presenter.row(
      node({ summary: summary('1', { status: word('unknown', '') }) }),
      await storeWith(),
    );
    assert.match(wordless.description ?? '', /^Unknown status/);
  });

  it('say the status in words where no group says it', async () => {
    const row = presenter.row(node({ group: 'filter:1' }), await storeWith());
    assert.equal(row.description, 'Waiting for others · 12 May');
  });

  it('say since when an envelope has expired', async () => {
    const known = details('1', { status: word('Expired'), dueAt: inDays(-1) });
    const row = presenter.row(
      node({ group: 'Expired', summary: summary('1', { status: word('Expired') }) }),
      await storeWith(known),
    );
    assert.equal(row.description, '0 of 1 · expired yesterday');
  });

  it('show hostile names as text', async () => {
    const name = `<script>alert(1)</script>${'x'.repeat(300)}`;
    const row = presenter.row(node({ summary: summary('1', { name }) }), await storeWith());
    assert.equal(Array.from(row.label).length, 120);
    assert.ok(row.tooltip?.includes('\\<script\\>'));
  });

  it('have different ids in different groups', async () => {
    const store = await storeWith();
    assert.notEqual(presenter.row(node(), store).id, presenter.row(node({ group: 'DueSoon' }), store).id);
  });

  it('make no claim on a signer of whom the service says nothing', async () => {
    const known = details('1', { signers: [signer({ state: 'unknown' }), signer({ state: 'signed' })] });
    const row = presenter.row(node(), await storeWith(known));
    assert.doesNotMatch(row.description ?? '', /of 2/);
    assert.match(row.spoken ?? '', /Waiting for others/);
  });
});

describe('group rows', () => {
  it('carry a count only when it is known', async () => {
    const store = await storeWith();
    assert.equal(presenter.row({ kind: 'group', status: 'Completed' }, store).description, undefined);
    await store.group('Completed').open();
    assert.equal(presenter.row({ kind: 'group', status: 'Completed' }, store).description, '0');
  });
});

describe('filter rows', () => {
  const filter = {
    key: 'filter:1',
    name: 'Leases',
    status: ['Completed'],
    categories: ['lease'],
    range: { kind: 'lastDays', days: 30 },
  } as const;

  it('say their name, and what they ask for', async () => {
    const row = presenter.row({ kind: 'filter', group: 'filter:1', filter }, await storeWith());
    assert.equal(row.label, 'Filter: Leases');
    assert.equal(row.tooltip, 'Completed · lease · Last 30 days');
    assert.equal(row.children, 'closed');
  });

  it('say that they are not saved, and are open when they were just made', async () => {
    const fresh = new Presenter(plain, new When('en-GB', () => now), (key) => key === 'filter:1');
    const once = { ...filter, name: '' };
    const row = fresh.row({ kind: 'filter', group: 'filter:1', filter: once }, await storeWith());
    assert.equal(row.label, 'Filter: Completed · lease · Last 30 days');
    assert.match(row.tooltip ?? '', /Not saved/);
    assert.equal(row.children, 'open');
  });
});

describe('rows of attachments', () => {
  const common = { accountId: 'acc', envelopeId: '1', group: 'Completed' } as const;

  it('carry a count only when it is known', async () => {
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith(
          {},
          { attachments: { list: () => Promise.resolve([{ id: 'a', fileName: 'plan.txt' }]) } as never },
        ),
      ),
    );
    const section = { kind: 'section', section: 'attachments', details: details('1'), ...common } as const;
    assert.equal(presenter.row(section, store).description, undefined);
    await store.attachments('1');
    assert.equal(presenter.row(section, store).description, '1');
  });

  it('show a hostile file name as text, and open it', async () => {
    const attachment = { id: 'a', fileName: '[x](command:bad)\u202Etxt.exe' };
    const row = presenter.row(
      { kind: 'attachment', attachment, attachmentId: 'a', ...common },
      await storeWith(),
    );
    assert.ok(!row.label.includes('\u202E'));
    assert.ok(row.tooltip?.startsWith('\\[x\\]'));
    assert.equal(row.command?.id, 'jsign.openAttachment');
  });

  it('offer to add the first one', async () => {
    const row = presenter.row({ kind: 'addAttachment', ...common }, await storeWith());
    assert.equal(row.label, 'Add Attachment…');
    assert.equal(row.command?.id, 'jsign.addAttachment');
  });
});
