import assert from 'node:assert/strict';
import type { DraftRow } from '../../../../src/editor/envelopes/api';
import { Presenter } from '../../../../src/editor/envelopes/present';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import { ENVELOPE_STATUSES } from '../../../../src/jsign/types';
import { clientWith, sessionWith, summary, word } from './fakes';
import { menuOf } from './manifestMenus';

const store = new ServiceEnvelopeStore(sessionWith(clientWith({})));
const presenter = new Presenter(plain, new When('en-GB'));
const menu = (row: DraftRow) =>
  menuOf(presenter.row({ kind: 'draft', accountId: 'acc', row }, store).context);

describe('menus of drafts, by the manifest', () => {
  it('offer everything for one that can be used', () => {
    const row = { kind: 'draft', id: 'd1', name: '', documents: [], people: [], editedAt: 0 } as const;
    assert.deepEqual(menu(row), [
      'jsign.deleteDraft',
      'jsign.duplicateDraft',
      'jsign.openDraft',
      'jsign.renameDraft',
      'jsign.saveDraftAsTemplate',
    ]);
  });

  it('only delete one that makes no sense, and leave one of a newer version alone', () => {
    assert.deepEqual(menu({ kind: 'broken', id: 'd1' }), ['jsign.deleteDraft']);
    assert.deepEqual(menu({ kind: 'newer', id: 'd1' }), []);
    assert.deepEqual(menu({ kind: 'unreadable' }), []);
  });

  it('have nothing for the group', () => {
    assert.deepEqual(menuOf(presenter.row({ kind: 'drafts' }, store).context), []);
  });

  it('use every envelope again, whatever became of it', () => {
    for (const status of [...ENVELOPE_STATUSES, 'unknown'] as const) {
      const { context } = presenter.row(
        {
          kind: 'envelope',
          accountId: 'acc',
          envelopeId: '1',
          group: 'filter:1',
          summary: summary('1', { status: word(status) }),
        },
        store,
      );
      assert.ok(menuOf(context).includes('jsign.useAgain'), status);
    }
  });
});
