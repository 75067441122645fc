import assert from 'node:assert/strict';
import { AccountContents } from '../../../../src/editor/account/view/accountContents';
import { beginOf, readAccount, type AccountFacts } from '../../../../src/editor/account/view/accountFacts';
import { accountRows, type AccountRow } from '../../../../src/editor/account/view/accountRows';
import type { Session, SessionState } from '../../../../src/editor/account/api';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import type { AccountDetails, EnvelopeFilter, Statistics } from '../../../../src/jsign/types';
import { details, failure, fakeClient } from './helpers';

const NOW = Date.UTC(2026, 10, 24, 12);
const words = {
  t: plain,
  when: new When('en', () => NOW),
  describe: (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
};
const ACCOUNT = {
  id: 'id-one',
  email: 'ada@example.org',
  name: 'Ada Example',
  environment: 'production',
  host: 'https://api.jsign.com',
} as const;
const OUTCOMES: Statistics = { completed: 40, declined: 1, expired: 0, failed: 0, cancelled: 10 };

function own(change: Partial<AccountDetails> = {}): AccountDetails {
  const base = details('Ada', 'Example');
  return {
    ...base,
    subscription: { ...base.subscription, planName: 'Team', startDate: '2026-05-01', remainingDays: 200 },
    plan: { ...base.plan, documentLimit: 100_000, templateLimit: 20, maxFileBytes: 25 * 1024 * 1024 },
    alerts: {
      locked: false,
      cancellationRequested: false,
      documentsExhausted: false,
      templatesExhausted: false,
    },
    ...change,
  };
}

function facts(change: Partial<AccountFacts> = {}): AccountFacts {
  return {
    account: ACCOUNT,
    details: { value: own() },
    outcomes: { value: OUTCOMES },
    envelopes: { value: { count: 61, since: Date.UTC(2026, 4, 1) } },
    templates: { value: { count: 3 } },
    ...change,
  };
}

function all(rows: readonly AccountRow[]): readonly AccountRow[] {
  return rows.flatMap((row) => [row, ...all(row.below)]);
}
const find = (rows: readonly AccountRow[], id: string): AccountRow => {
  const found = all(rows).find((row) => row.id === id);
  assert.ok(
    found,
    `no row ${id} among ${all(rows)
      .map((row) => row.id)
      .join(', ')}`,
  );
  return found;
};

describe('account: view', () => {
  it('says who, where, what plan, and what is used as about n', () => {
    const rows = accountRows(facts(), words);
    assert.equal(find(rows, 'person').description, 'ada@example.org');
    assert.equal(find(rows, 'environment').label, 'Production');
    assert.match(find(rows, 'environment').description ?? '', /reaches people/);
    assert.equal(find(rows, 'plan').description, '200 days left');
    assert.equal(find(rows, 'limit:envelopes').description, 'about 61 of 100,000');
    assert.match(find(rows, 'limit:envelopes').tooltip ?? '', /counted from the list since 1 May|May 1/);
    assert.equal(find(rows, 'limit:templates').description, 'about 3 of 20');
    assert.equal(find(rows, 'limit:size').description, '25 MB');
  });

  it('says nothing of use where the list cannot tell it', () => {
    const rows = accountRows(facts({ envelopes: undefined, templates: { error: new Error('no') } }), words);
    assert.equal(find(rows, 'limit:envelopes').description, 'limit 100,000');
    assert.equal(find(rows, 'limit:templates').description, 'limit 20');
  });

  it('draws outcomes as bars in proportion, with the numbers for screen readers', () => {
    const rows = accountRows(facts(), words);
    const bars = find(rows, 'outcomes').below.map((row) => row.description);
    assert.deepEqual(bars, ['████████████ 40', '█ 1', '███ 10', '0', '0']);
    assert.equal(find(rows, 'outcome:declined').spoken, 'Declined: 1');
    assert.equal(find(rows, 'outcomes').description, '51 envelopes');
  });

  it('puts every alert first, and a plan that ends soon among them', () => {
    const rows = accountRows(
      facts({
        details: {
          value: own({
            subscription: { ...own().subscription, remainingDays: 3 },
            alerts: {
              locked: true,
              cancellationRequested: true,
              documentsExhausted: true,
              templatesExhausted: true,
            },
          }),
        },
      }),
      words,
    );
    assert.deepEqual(
      rows.slice(0, 5).map((row) => row.id),
      ['alert:locked', 'alert:documents', 'alert:templates', 'alert:cancellation', 'alert:ends'],
    );
    assert.equal(find(rows, 'alert:ends').label, 'The plan ends in 3 days');
  });

  it('keeps what it knows when a part cannot be read, with Retry in its place', () => {
    const rows = accountRows(facts({ outcomes: { error: new Error('jSign took too long.') } }), words);
    const failed = find(rows, 'error:outcomes');
    assert.equal(failed.label, 'jSign took too long.');
    assert.equal(failed.command?.id, 'jsign.refreshAccount');
    find(rows, 'plan');
    const without = accountRows(facts({ details: { error: new Error('locked') } }), words);
    assert.equal(find(without, 'person').label, 'Ada Example');
    find(without, 'outcomes');
  });

  it('has ids of its own for every row', () => {
    const ids = all(accountRows(facts(), words)).map((row) => row.id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('reads each part by itself, and counts envelopes from the first day of the subscription', async () => {
    const asked: EnvelopeFilter[] = [];
    const page = { items: [], page: 1, pageSize: 1, pageCount: 1, total: 7 };
    const client = fakeClient({
      account: {
        details: () => Promise.resolve(own()),
        statistics: () => Promise.reject(failure({ kind: 'server' })),
      },
      envelopes: {
        list: (filter) => {
          asked.push(filter);
          return Promise.resolve(page);
        },
      },
      templates: { list: () => Promise.resolve({ ...page, total: 2 }) },
    });
    const session: Session = { account: ACCOUNT, refused: false, client: () => Promise.resolve(client) };
    const read = await readAccount(session, NOW);
    assert.deepEqual(asked, [{ from: '2026-05-01', to: '2026-11-24' }]);
    assert.deepEqual(read.envelopes, { value: { count: 7, since: Date.UTC(2026, 4, 1) } });
    assert.deepEqual(read.templates, { value: { count: 2 } });
    assert.ok('error' in read.outcomes);
  });

  it('shows and keeps what belongs to the account in use, also where it changed while the reader was loaded', async () => {
    const sessionOf = (id: string): Session => ({
      account: { ...ACCOUNT, id, email: `${id}@example.org` },
      refused: false,
      client: () => Promise.reject(new Error('not asked')),
    });
    const accounts: { state: SessionState } = { state: { kind: 'signedIn', session: sessionOf('ada') } };
    const read: string[] = [];
    const reader = {
      accountRows,
      readAccount: ({ account }: Session) => {
        read.push(account.id);
        return Promise.resolve(facts({ account, details: { error: new Error('locked') } }));
      },
    };
    let load: (loaded: typeof reader) => void = () => undefined;
    const loading = new Promise<typeof reader>((resolve) => {
      load = resolve;
    });
    const contents = new AccountContents(accounts, words, () => loading);
    const emailOf = async () => find(await contents.rows(), 'person').description;
    const asked = emailOf();
    accounts.state = { kind: 'signedIn', session: sessionOf('grace') };
    contents.forget();
    const askedAgain = emailOf();
    load(reader);
    assert.deepEqual(await Promise.all([asked, askedAgain]), ['grace@example.org', 'grace@example.org']);
    assert.deepEqual(read, ['grace'], 'read once, and not for the one before');
    contents.forget();
    assert.equal(await emailOf(), 'grace@example.org');
    assert.deepEqual(read, ['grace', 'grace']);
    accounts.state = { kind: 'signedOut' };
    assert.deepEqual(await contents.rows(), []);
  });

  it('names the account where nothing at all can be read', async () => {
    const session: Session = {
      account: ACCOUNT,
      refused: false,
      client: () => Promise.reject(new Error('no client')),
    };
    const contents = new AccountContents({ state: { kind: 'signedIn', session } }, words, () =>
      Promise.resolve({ accountRows, readAccount }),
    );
    const rows = await contents.rows();
    assert.equal(find(rows, 'person').label, 'Ada Example');
    assert.equal(find(rows, 'error:details').label, 'no client');
    assert.equal(
      all(rows).some(({ id }) => id === 'error:outcomes'),
      false,
    );
  });

  it('takes days as the service may write them, and nothing else', () => {
    assert.equal(beginOf('2026-05-01T00:00:00', NOW), Date.UTC(2026, 4, 1));
    assert.equal(beginOf('5/1/2026', NOW), Date.UTC(2026, 4, 1));
    for (const text of ['', 'May 2026', '2026-13-01', '2027-01-01', '99/99/2026'])
      assert.equal(beginOf(text, NOW), undefined, text);
  });
});
