import assert from 'node:assert/strict';
import type { GroupKey } from '../../../../src/editor/envelopes/api';
import type { EnvelopeNode, Node } from '../../../../src/editor/envelopes/nodes';
import { Presenter } from '../../../../src/editor/envelopes/present';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import type { EnvelopeDetails, StatusWord } from '../../../../src/jsign/types';
import { clientWith, details, sessionWith, signer, summary, word } from './fakes';
import { menuOf } from './manifestMenus';

const presenter = new Presenter(plain, new When('en-GB', () => Date.UTC(2026, 4, 12, 12)));
/** That of the account in the fakes. */
const ME = 'ada@example.org';
const me = signer({ email: ' ADA@example.org', firstName: 'Ada', lastName: 'Example' });
const grace = signer();

async function storeWith(known?: EnvelopeDetails): Promise<ServiceEnvelopeStore> {
  const store = new ServiceEnvelopeStore(
    sessionWith(clientWith({ details: () => Promise.resolve(known ?? details('1')) })),
  );
  if (known) await store.details(known.id);
  return store;
}

async function contextOf(node: Node, known?: EnvelopeDetails): Promise<string> {
  return presenter.row(node, await storeWith(known)).context ?? '';
}

/** An envelope in the group of its status, with or without its details. */
async function envelopeMenu(
  status: StatusWord['known'],
  known?: Partial<EnvelopeDetails>,
  group?: GroupKey,
): Promise<readonly string[]> {
  const node: EnvelopeNode = {
    kind: 'envelope',
    accountId: 'acc',
    envelopeId: '1',
    group: group ?? (status === 'unknown' ? 'AwaitingOthers' : status),
    summary: summary('1', { status: word(status) }),
  };
  return menuOf(await contextOf(node, known && details('1', { status: word(status), ...known })));
}

const ALWAYS = [
  'jsign.addAttachment',
  'jsign.copyEnvelopeId',
  'jsign.copyLink',
  'jsign.downloadDocuments',
  'jsign.editDetails',
  'jsign.openEnvelope',
  'jsign.useAgain',
];
const menu = (...commands: readonly string[]): readonly string[] =>
  [...ALWAYS, ...commands.map((command) => `jsign.${command}`)].sort();

describe('menus of envelope rows, by the manifest', () => {
  it('offer the creator of a waiting envelope to remind, cancel and sign', async () => {
    const known = { createdBy: ME, signers: [grace] };
    assert.deepEqual(
      await envelopeMenu('AwaitingOthers', known),
      menu('cancelAndSendAgain', 'cancelEnvelope', 'remindAll', 'sign'),
    );
  });

  it('offer a signer of somebody else’s envelope to sign or decline, and nothing of the creator’s', async () => {
    const known = { createdBy: 'grace@example.com', signers: [me, grace] };
    assert.deepEqual(await envelopeMenu('AwaitingMySignature', known), menu('decline', 'sign'));
  });

  it('offer what may be allowed while nothing more than the list is known', async () => {
    assert.deepEqual(
      await envelopeMenu('AwaitingMySignature'),
      menu('cancelAndSendAgain', 'cancelEnvelope', 'decline', 'remindAll', 'sign'),
    );
  });

  it('offer to extend what has expired, and only that', async () => {
    assert.deepEqual(await envelopeMenu('Expired', { createdBy: ME }), menu('extendDueDate'));
    assert.deepEqual(await envelopeMenu('Expired', { createdBy: 'grace@example.com' }), menu());
  });

  it('offer to delete the files of what is completed, and only of that', async () => {
    assert.deepEqual(await envelopeMenu('Completed'), menu('deleteFiles'));
    for (const over of ['Declined', 'Cancelled'] as const) assert.deepEqual(await envelopeMenu(over), menu());
  });

  it('follow the details where the group is out of date', async () => {
    const known = details('1', { status: word('Cancelled'), createdBy: ME });
    const node: EnvelopeNode = {
      kind: 'envelope',
      accountId: 'acc',
      envelopeId: '1',
      group: 'AwaitingMySignature',
      summary: summary('1', { status: word('AwaitingMySignature') }),
    };
    assert.deepEqual(menuOf(await contextOf(node, known)), menu());
  });

  it('show Sign in the row where it is my turn, in whichever group it stands', async () => {
    const inline = async (group: GroupKey, signers: EnvelopeDetails['signers']) => {
      const node: EnvelopeNode = {
        kind: 'envelope',
        accountId: 'acc',
        envelopeId: '1',
        group,
        summary: summary('1', { status: word('DueSoon') }),
      };
      const known = details('1', { status: word('DueSoon'), flow: 'Sequential', signers });
      return menuOf(await contextOf(node, known), true);
    };
    const second = { ...me, order: 2 };
    assert.deepEqual(await inline('DueSoon', [{ ...grace, state: 'signed' }, second]), ['jsign.sign']);
    assert.deepEqual(await inline('filter:x', [{ ...grace, state: 'signed' }, second]), ['jsign.sign']);
    assert.deepEqual(await inline('DueSoon', [grace, second]), []);
  });
});

describe('menus of what stands below an envelope, by the manifest', () => {
  const signerMenu = async (index: number, facts: Partial<EnvelopeDetails>) => {
    const known = details('1', { createdBy: ME, ...facts });
    const each = known.signers[index];
    assert.ok(each);
    const node: Node = {
      kind: 'signer',
      accountId: 'acc',
      envelopeId: '1',
      group: 'AwaitingOthers',
      details: known,
      signer: each,
      index,
    };
    return menuOf(await contextOf(node));
  };

  it('let the creator remind whoever has the turn, and let them sign here', async () => {
    const second = signer({ email: 'second@example.com', order: 2 });
    const facts = { flow: 'Sequential', signers: [grace, second] } as const;
    assert.deepEqual(await signerMenu(0, facts), ['jsign.remindSigner', 'jsign.signInPerson']);
    assert.deepEqual(await signerMenu(1, facts), []);
  });

  it('offer nothing for oneself: nobody signs in person for themselves, or reminds themselves', async () => {
    assert.deepEqual(await signerMenu(0, { signers: [me] }), []);
  });

  it('remind nobody in an envelope of somebody else', async () => {
    assert.deepEqual(await signerMenu(0, { createdBy: 'x@example.com', signers: [grace] }), [
      'jsign.signInPerson',
    ]);
  });

  it('leave signers alone once they have signed, or the envelope is over', async () => {
    assert.deepEqual(await signerMenu(0, { signers: [signer({ state: 'signed' })] }), []);
    for (const over of ['Cancelled', 'Expired', 'Completed', 'Declined'] as const)
      assert.deepEqual(await signerMenu(0, { status: word(over), signers: [grace] }), []);
  });

  it('add, open and save attachments', async () => {
    const common = { accountId: 'acc', envelopeId: '1', group: 'Completed' } as const;
    const section: Node = { kind: 'section', section: 'attachments', details: details('1'), ...common };
    assert.deepEqual(menuOf(await contextOf(section)), ['jsign.addAttachment']);
    const attachment: Node = {
      kind: 'attachment',
      attachment: { id: 'a', fileName: 'plan.txt' },
      attachmentId: 'a',
      ...common,
    };
    assert.deepEqual(menuOf(await contextOf(attachment)), [
      'jsign.downloadAttachment',
      'jsign.openAttachment',
    ]);
    for (const other of ['documents', 'signers'] as const)
      assert.deepEqual(menuOf(await contextOf({ ...section, section: other })), []);
  });

  it('remove a filter from its row, and nothing from a status group', async () => {
    const filter: Node = {
      kind: 'filter',
      group: 'filter:1',
      filter: { key: 'filter:1', name: 'Leases', status: [], categories: [], range: { kind: 'any' } },
    };
    assert.ok(menuOf(await contextOf(filter)).includes('jsign.removeSavedFilter'));
    assert.deepEqual(menuOf(await contextOf({ kind: 'group', status: 'Completed' })), []);
  });

  it('retry what failed', async () => {
    const failed: Node = { kind: 'error', group: 'Completed', envelopeId: '1', message: 'It failed.' };
    assert.deepEqual(menuOf(await contextOf(failed)), ['jsign.retry']);
  });
});
