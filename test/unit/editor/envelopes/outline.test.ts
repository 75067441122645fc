import assert from 'node:assert/strict';
import { FilterShelf } from '../../../../src/editor/envelopes/finding/savedFilters';
import type { EnvelopeNode, Node, SectionNode } from '../../../../src/editor/envelopes/nodes';
import { Outline } from '../../../../src/editor/envelopes/outline';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import type { ServiceClient } from '../../../../src/editor/account/api';
import type { AttachmentSummary, EnvelopeFilter } from '../../../../src/jsign/types';
import { clientWith, details, pageOf, sessionWith, summary } from './fakes';
import { memory } from './attachmentsWorld';

const node: EnvelopeNode = {
  kind: 'envelope',
  accountId: 'acc',
  envelopeId: '1',
  group: 'Completed',
  summary: summary('1'),
};

function storeOf(
  list: () => Promise<readonly AttachmentSummary[]>,
  envelopes: Partial<ServiceClient['envelopes']> = {},
): ServiceEnvelopeStore {
  const all = { details: () => Promise.resolve(details('1')), ...envelopes };
  return new ServiceEnvelopeStore(sessionWith(clientWith(all, { attachments: { list } as never })));
}

async function attachmentsSection(outline: Outline, store: ServiceEnvelopeStore): Promise<SectionNode> {
  const sections = await outline.children(node, store);
  assert.deepEqual(
    sections.map((each) => each.kind === 'section' && each.section),
    ['documents', 'signers', 'attachments'],
  );
  const last = sections[2];
  assert.ok(last?.kind === 'section');
  return last;
}

describe('attachments in the outline', () => {
  it('knows that it reads them while it is told of them, and no longer than that', async () => {
    const known = new Outline(() => 'It failed.');
    const store = storeOf(() => Promise.resolve([{ id: 'a1', fileName: 'annex.xlsx' }]));
    const section = await attachmentsSection(known, store);
    const heard: unknown[] = [];
    store.onDidChange((change) => heard.push([change, known.isReadingAttachments('1')]));
    await known.children(section, store);
    assert.deepEqual(heard, [[{ envelopeId: '1', part: 'attachments' }, true]]);
    assert.equal(known.isReadingAttachments('1'), false);
  });

  const outline = new Outline(() => 'It failed.');

  it('are read when their section is opened, not before, and once', async () => {
    let calls = 0;
    const store = storeOf(() => {
      calls += 1;
      return Promise.resolve([{ id: 'a', fileName: 'plan.txt' }]);
    });
    const section = await attachmentsSection(outline, store);
    assert.equal(calls, 0);
    const rows = await outline.children(section, store);
    assert.deepEqual(
      rows.map((row) => row.kind === 'attachment' && [row.attachmentId, row.attachment.fileName]),
      [['a', 'plan.txt']],
    );
    await outline.children(section, store);
    assert.equal(calls, 1);
  });

  it('give a row to add one where there is none', async () => {
    const store = storeOf(() => Promise.resolve([]));
    const rows = await outline.children(await attachmentsSection(outline, store), store);
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['addAttachment'],
    );
  });

  it('give an error of their own, and the other sections stay', async () => {
    const store = storeOf(() => Promise.reject(new Error('no')));
    const rows = await outline.children(await attachmentsSection(outline, store), store);
    assert.deepEqual(rows, [
      { kind: 'error', group: 'Completed', envelopeId: '1', part: 'attachments', message: 'It failed.' },
    ]);
  });
});

describe('filters in the outline', () => {
  const world = async (page: (filter: EnvelopeFilter, page: number) => readonly string[], total: number) => {
    const asked: unknown[] = [];
    const store = storeOf(() => Promise.resolve([]), {
      list: (filter, number) => {
        asked.push([filter, number]);
        return Promise.resolve(
          pageOf(
            page(filter, number).map((id) => summary(id)),
            total,
          ),
        );
      },
    });
    const shelf = new FilterShelf(
      memory(),
      () => '1',
      () => Date.UTC(2026, 4, 12, 12),
    );
    await shelf.put('acc', 'Leases', {
      status: ['Completed'],
      categories: ['lease'],
      range: { kind: 'lastDays', days: 7 },
    });
    return { asked, store, shelf, outline: new Outline(() => 'It failed.', shelf) };
  };
  const groupOf = (rows: readonly Node[]): Node => {
    const last = rows.at(-1);
    assert.ok(last?.kind === 'filter');
    return last;
  };

  it('stand after the groups and ask for what fits, page by page', async () => {
    const ids = (from: number) => Array.from({ length: 50 }, (_, index) => String(from + index));
    const { asked, store, outline } = await world((_, page) => ids((page - 1) * 50), 100);
    const group = groupOf(outline.roots(store));
    assert.deepEqual(asked, []);
    const rows = await outline.children(group, store);
    assert.equal(rows.length, 51);
    assert.deepEqual(rows.at(-1), { kind: 'more', group: 'filter:1', left: 50, total: 100 });
    await store.group('filter:1').more();
    assert.equal((await outline.children(group, store)).length, 100);
    const filter = { status: ['Completed'], categories: ['lease'], from: '2026-05-05' };
    assert.deepEqual(asked, [
      [filter, 1],
      [filter, 2],
    ]);
  });

  it('are read again with the others', async () => {
    const { asked, store, outline } = await world(() => ['1'], 1);
    await outline.children(groupOf(outline.roots(store)), store);
    await store.reread('1');
    assert.equal(asked.filter((call) => JSON.stringify(call).includes('lease')).length, 2);
  });

  it('show each envelope once though the list shrinks between two pages', async () => {
    const first = Array.from({ length: 50 }, (_, index) => `a${index}`);
    const { store, outline } = await world((_, page) => (page === 1 ? first : ['a49', 'b0']), 52);
    const group = groupOf(outline.roots(store));
    await outline.children(group, store);
    await store.group('filter:1').more();
    const ids = (await outline.children(group, store)).map(
      (row) => row.kind === 'envelope' && row.envelopeId,
    );
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes('b0'));
  });

  it('do not keep an empty account from its welcome', async () => {
    const { store, outline } = await world(() => [], 0);
    await store.probe();
    assert.deepEqual(outline.roots(store), []);
  });
});
