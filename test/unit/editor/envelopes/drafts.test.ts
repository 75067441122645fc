import assert from 'node:assert/strict';
import { allowedActions } from '../../../../src/editor/envelopes/allowed';
import { draftRef, type DraftRow, type ListedDraft } from '../../../../src/editor/envelopes/api';
import type { Node } from '../../../../src/editor/envelopes/nodes';
import { Outline } from '../../../../src/editor/envelopes/outline';
import { Presenter } from '../../../../src/editor/envelopes/present';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import { ENVELOPE_STATUSES } from '../../../../src/jsign/types';
import { clientWith, details, pageOf, sessionWith, summary, word } from './fakes';

const NOW = new Date(2026, 4, 12, 12).getTime();
const when = new When('en-GB', () => NOW);
const listed = (change: Partial<ListedDraft> = {}): ListedDraft => ({
  kind: 'draft',
  id: 'd1',
  name: 'Lease 42',
  documents: ['lease.pdf', 'annex.pdf'],
  people: [
    { name: 'Ada Example', email: 'ada@example.org' },
    { name: '', email: 'legal@example.com' },
  ],
  editedAt: NOW - 5 * 60_000,
  ...change,
});

/** A tree over these drafts of the account `acc`. */
function world(rows: readonly DraftRow[], envelopes = 1) {
  const drafts = { rows: (accountId: string) => (accountId === 'acc' ? rows : []) };
  const all = Array.from({ length: envelopes }, (_, index) => summary(String(index)));
  const client = clientWith({ list: () => Promise.resolve(pageOf(all)) });
  const storeOf = (account: string) => new ServiceEnvelopeStore(sessionWith(client, account));
  const store = storeOf('acc');
  const outline = new Outline(() => 'It failed.', undefined, drafts);
  const presenter = new Presenter(plain, when, undefined, drafts);
  const children = async () =>
    (await outline.children({ kind: 'drafts' }, store)).map((node) => ({
      node,
      row: presenter.row(node, store),
    }));
  return { store, storeOf, outline, presenter, children };
}
const kinds = (nodes: readonly Node[]) =>
  nodes.map((node) => (node.kind === 'group' ? node.status : node.kind));

describe('the group of drafts', () => {
  it('stands behind what needs me, while there are drafts of the account in use', () => {
    const [mine, ...others] = ENVELOPE_STATUSES;
    const { outline, store, storeOf } = world([listed()]);
    assert.deepEqual(kinds(outline.roots(store)), [mine, 'drafts', ...others]);
    assert.deepEqual(kinds(outline.roots(storeOf('other'))), ENVELOPE_STATUSES);
    const none = world([]);
    assert.deepEqual(kinds(none.outline.roots(none.store)), ENVELOPE_STATUSES);
  });

  it('stands alone in an account without any envelope, which says so only where there is no draft either', async () => {
    const some = world([listed()], 0);
    await some.store.probe();
    assert.deepEqual(kinds(some.outline.roots(some.store)), ['drafts']);
    const none = world([], 0);
    await none.store.probe();
    assert.deepEqual(none.outline.roots(none.store), []);
  });

  it('says how many there are, unless nobody knows', () => {
    const two = world([listed(), { kind: 'broken', id: 'd2' }]);
    assert.deepEqual(two.presenter.row({ kind: 'drafts' }, two.store), {
      id: 'group:drafts',
      label: 'Drafts',
      description: '2',
      context: 'group+drafts',
      children: 'open',
    });
    const unknown = world([{ kind: 'unreadable' }]);
    assert.equal(unknown.presenter.row({ kind: 'drafts' }, unknown.store).description, undefined);
  });

  it('holds two hundred, each with an id of its own', async () => {
    const { children } = world(Array.from({ length: 200 }, (_, index) => listed({ id: `d${index}` })));
    const rows = await children();
    assert.equal(new Set(rows.map(({ row }) => row.id)).size, 200);
  });
});

describe('rows of drafts', () => {
  const only = async (row: DraftRow) => {
    const [first, ...more] = await world([row]).children();
    assert.ok(first && more.length === 0);
    return first;
  };

  it('say what is in it and when it was edited, and open it', async () => {
    const { node, row } = await only(listed());
    assert.equal(row.label, 'Lease 42');
    assert.equal(row.description, '2 documents · edited 5 minutes ago');
    assert.equal(row.spoken, 'Lease 42, draft, 2 documents · edited 5 minutes ago');
    assert.deepEqual([row.icon, row.context, row.children], [{ name: 'file' }, 'draft', 'none']);
    assert.equal(row.command?.id, 'jsign.openDraft');
    assert.deepEqual(draftRef(node), { accountId: 'acc', draftId: 'd1' });
    assert.equal(
      row.tooltip,
      [
        '**Lease 42**  \nEdited 12 May 2026 at 11\\:55',
        '$(file-pdf) lease\\.pdf  \n$(file-pdf) annex\\.pdf',
        '$(person) Ada Example  \n$(person) legal\\@example\\.com',
      ].join('\n\n'),
    );
  });

  it('have a name where the draft has none, and say nothing that is not known', async () => {
    const { row } = await only(listed({ name: ' \n', documents: [], people: [], editedAt: undefined }));
    assert.deepEqual([row.label, row.description], ['Untitled draft', 'no document']);
    assert.equal(row.tooltip, '**Untitled draft**');
    assert.equal(
      (await only(listed({ documents: ['a.pdf'], editedAt: NOW }))).row.description,
      '1 document · edited now',
    );
  });

  it('show hostile names as text, and not all of too many', async () => {
    const evil = '[x](command:evil) $(bug) <img>\u202E';
    const { row } = await only(
      listed({
        name: evil.repeat(20),
        documents: Array.from({ length: 30 }, () => evil),
        people: [{ name: evil, email: '' }],
      }),
    );
    assert.equal(Array.from(row.label).length, 120);
    assert.ok(!row.label.includes('\u202E'));
    const tooltip = row.tooltip ?? '';
    assert.ok(!/[^\\]\[x|[^\\]<img|[^\\]\$\\?\(bug/.test(tooltip), tooltip);
    assert.equal(tooltip.match(/\$\(file-pdf\)/g)?.length, 8);
    assert.match(tooltip, /and 22 more/);
  });

  it('say of what cannot be used why, and do nothing when clicked', async () => {
    for (const [kind, label, context, why] of [
      ['newer', /newer version/, 'draft+newer', /Update the extension/],
      ['broken', /cannot be read/, 'draft+broken', /left as it is/],
    ] as const) {
      const { node, row } = await only({ kind, id: 'd9' });
      assert.match(row.label, label);
      assert.match(row.tooltip ?? '', why);
      assert.match(row.spoken ?? '', why);
      assert.deepEqual([row.context, row.command], [context, undefined]);
      assert.equal(draftRef(node)?.draftId, 'd9');
    }
    const { node, row } = await only({ kind: 'unreadable' });
    assert.match(row.label, /cannot be read/);
    assert.equal(row.context, 'unreadable');
    assert.equal(draftRef(node), undefined, 'no command can be run on it');
  });
});

describe('a draft reference', () => {
  it('is read only where there is one', () => {
    for (const other of [undefined, null, 'd1', {}, { draftId: 'd1' }, { accountId: 'a', draftId: 1 }])
      assert.equal(draftRef(other), undefined);
    assert.equal(draftRef({ kind: 'envelope', accountId: 'a', envelopeId: '1' }), undefined);
  });
});

describe('using an envelope again', () => {
  it('is offered for each, in any state', () => {
    for (const known of [...ENVELOPE_STATUSES, 'unknown'] as const) {
      const facts = { status: word(known) };
      assert.ok(allowedActions(facts, undefined, 'x@example.com').has('useAgain'));
      assert.ok(allowedActions(facts, details('1', facts), 'x@example.com').has('useAgain'));
    }
  });
});

describe('how long ago something was', () => {
  it('is said in minutes, in hours within the day, then in days', () => {
    const ago = (minutes: number) => when.ago(NOW - minutes * 60_000);
    assert.deepEqual([-5, 0, 0.9, 1, 59, 60, 150, 11 * 60, 13 * 60, 48 * 60, 30 * 24 * 60].map(ago), [
      'now',
      'now',
      'now',
      '1 minute ago',
      '59 minutes ago',
      '1 hour ago',
      '2 hours ago',
      '11 hours ago',
      'yesterday',
      '2 days ago',
      '12 Apr',
    ]);
    const past = new When('en-GB', () => new Date(2026, 4, 12, 0, 20).getTime());
    assert.equal(past.ago(new Date(2026, 4, 11, 23, 50).getTime()), '30 minutes ago');
  });
});
