import assert from 'node:assert/strict';
import type { StoreChange } from '../../../../src/editor/envelopes/api';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import type { AttachmentSummary, EnvelopeDetails } from '../../../../src/jsign/types';
import { clientWith, details, pageOf, sessionWith, word } from './fakes';

const CONTRACT: AttachmentSummary = { id: 'a1', fileName: 'contract.xlsx' };

interface Asked<T> {
  readonly answer: (value: T) => void;
  readonly fail: () => void;
}

/** A service that answers when the test says so. */
class SlowService {
  readonly details: Asked<EnvelopeDetails>[] = [];
  readonly attachments: Asked<readonly AttachmentSummary[]>[] = [];
  readonly heard: StoreChange[] = [];
  readonly store = new ServiceEnvelopeStore(
    sessionWith(
      clientWith(
        { details: () => this.ask(this.details), list: () => Promise.resolve(pageOf([])) },
        {
          attachments: {
            list: () => this.ask(this.attachments),
            add: () => Promise.reject(new Error('unexpected call')),
            download: () => Promise.reject(new Error('unexpected call')),
          },
        },
      ),
    ),
  );

  constructor() {
    this.store.onDidChange((change) => {
      if (change.envelopeId !== undefined) this.heard.push(change);
    });
  }

  private ask<T>(list: Asked<T>[]): Promise<T> {
    return new Promise((resolve, reject) => {
      list.push({ answer: resolve, fail: () => reject(new Error('no luck')) });
    });
  }
}

/** Every answer that is already there has been heard. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
}

const waiting = () => details('1');
const completed = () => details('1', { status: word('Completed') });

describe('EnvelopeStore: of two answers the one that was asked for later counts', () => {
  it('an older answer takes no place of a newer one, and gives way to it', async () => {
    const { store, details: asked } = new SlowService();
    const older = store.details('1', { fresh: true });
    const newer = store.details('1', { fresh: true });
    await settled();
    asked[1]?.answer(completed());
    await newer;
    asked[0]?.answer(waiting());
    assert.equal((await older).status.known, 'Completed');
    assert.equal(store.known('1')?.status.known, 'Completed');
  });

  it('so it is with attachments', async () => {
    const { store, attachments: asked } = new SlowService();
    const older = store.attachments('1', { fresh: true });
    const newer = store.attachments('1', { fresh: true });
    await settled();
    asked[1]?.answer([CONTRACT]);
    await newer;
    asked[0]?.answer([]);
    assert.deepEqual(await older, [CONTRACT]);
    assert.deepEqual(store.knownAttachments('1'), [CONTRACT]);
  });

  it('attachments that were asked for before something was done are read again after it', async () => {
    const { store, details: askedDetails, attachments: asked } = new SlowService();
    const before = store.attachments('1');
    await settled();
    const acted = store.reread('1');
    await settled();
    askedDetails[0]?.answer(waiting());
    asked[1]?.answer([CONTRACT]);
    await acted;
    asked[0]?.answer([]);
    await before;
    assert.deepEqual(store.knownAttachments('1'), [CONTRACT]);
  });

  it('a failure forgets nothing that was asked for later', async () => {
    const { store, details: asked } = new SlowService();
    const acted = store.reread('1');
    const newer = store.details('1', { fresh: true });
    await settled();
    asked[1]?.answer(completed());
    await newer;
    asked[0]?.fail();
    await acted;
    assert.equal(store.known('1')?.status.known, 'Completed');
  });
});

describe('EnvelopeStore: what it tells', () => {
  it('says nothing where the answer is what is known, and keeps the object', async () => {
    const { store, heard, details: asked, attachments } = new SlowService();
    const first = store.details('1');
    const files = store.attachments('1');
    await settled();
    asked[0]?.answer(waiting());
    attachments[0]?.answer([CONTRACT]);
    const known = await first;
    const knownFiles = await files;
    assert.deepEqual(heard, [{ envelopeId: '1' }, { envelopeId: '1', part: 'attachments' }]);
    const again = store.details('1', { fresh: true });
    const filesAgain = store.attachments('1', { fresh: true });
    await settled();
    asked[1]?.answer(waiting());
    attachments[1]?.answer([{ ...CONTRACT }]);
    assert.equal(await again, known);
    assert.equal(await filesAgain, knownFiles);
    assert.equal(heard.length, 2);
  });

  it('says once that something was done, whether or not the details show it', async () => {
    for (const after of [waiting(), completed()]) {
      const { store, heard, details: asked } = new SlowService();
      const first = store.details('1');
      await settled();
      asked[0]?.answer(waiting());
      await first;
      heard.length = 0;
      const acted = store.reread('1');
      await settled();
      asked[1]?.answer(after);
      await acted;
      assert.deepEqual(heard, [{ envelopeId: '1', acted: true }]);
    }
  });

  it('says it also where nothing can be read afterwards, and at the first reading alone', async () => {
    const { store, heard, details: asked } = new SlowService();
    const acted = store.reread('1');
    await settled();
    asked[0]?.fail();
    await acted;
    assert.deepEqual(heard, [{ envelopeId: '1', acted: true }]);
    store.use('1', 'acted');
    for (const index of [1, 2]) {
      const read = store.details('1', { fresh: true });
      await settled();
      asked[index]?.answer(waiting());
      await read;
    }
    assert.deepEqual(heard.slice(1), [{ envelopeId: '1', acted: true }]);
  });

  it('reads the attachments again that are known, and has the old ones until then', async () => {
    const { store, heard, details: asked, attachments } = new SlowService();
    const files = store.attachments('1');
    await settled();
    attachments[0]?.answer([]);
    await files;
    const acted = store.reread('1');
    await settled();
    asked[0]?.answer(waiting());
    await settled();
    assert.deepEqual(store.knownAttachments('1'), []);
    attachments[1]?.answer([CONTRACT]);
    await acted;
    assert.deepEqual(heard.slice(1), [
      { envelopeId: '1', acted: true },
      { envelopeId: '1', part: 'attachments' },
    ]);
    assert.equal(attachments.length, 2);
  });

  it('forgets attachments that cannot be read any more', async () => {
    const { store, heard, details: asked, attachments } = new SlowService();
    const files = store.attachments('1');
    await settled();
    attachments[0]?.answer([CONTRACT]);
    await files;
    const acted = store.reread('1');
    await settled();
    asked[0]?.answer(waiting());
    attachments[1]?.fail();
    await acted;
    assert.equal(store.knownAttachments('1'), undefined);
    assert.deepEqual(heard.at(-1), { envelopeId: '1', part: 'attachments' });
  });
});

describe('EnvelopeStore: groups of filters', () => {
  it('listens no more to one that was removed, and has one list for all that it does not know', async () => {
    const { store } = new SlowService();
    const groups: unknown[] = [];
    store.onDidChange(({ group }) => {
      if (group !== undefined) groups.push(group);
    });
    const list = store.addGroup('filter:one', () => ({}));
    store.removeGroup('filter:one');
    await list.open();
    assert.deepEqual(groups, []);
    const nothing = store.group('filter:one');
    assert.equal(store.group('filter:two'), nothing);
    await nothing.open();
    assert.deepEqual([nothing.total, groups], [0, []]);
  });
});
