import type { AccountDetails, Statistics } from '../../../jsign/types';
import { escapeMarkdown, shortText } from '../../platform/foreignText';
import type { Row } from '../../platform/rows';
import type { Translate } from '../../platform/translate';
import type { When } from '../../platform/when';
import type { Account } from '../api';
import { environmentWords } from '../environments';
import { ENVIRONMENT_ICONS } from '../statusText';
import type { AccountFacts, Counted, Known } from './accountFacts';

/** A row of the Account view with the rows below it. */
export interface AccountRow extends Row {
  readonly below: readonly AccountRow[];
}

/** A plan that ends within this many days is worth a warning. */
const SOON = 14;
/** Characters of the longest bar of the chart. */
const BAR = 12;

export interface AccountWords {
  readonly t: Translate;
  readonly when: When;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
}

/** The rows of the Account view: who, where, plan, alerts, limits, outcomes. What could not be read stands in its place, with Retry. */
export function accountRows(facts: AccountFacts, words: AccountWords): readonly AccountRow[] {
  const { account, details, outcomes } = facts;
  const own = 'value' in details ? details.value : undefined;
  return [
    ...(own ? alerts(own, words.t) : []),
    person(account, own),
    environment(account, words.t),
    ...('error' in details ? [failure('details', details.error, words)] : []),
    ...(own ? [plan(own, words.t), limits(own, facts, words)] : []),
    'error' in outcomes ? failure('outcomes', outcomes.error, words) : chart(outcomes.value, words.t),
  ];
}

function row(id: string, label: string, more: Partial<AccountRow> = {}): AccountRow {
  return { id, label, children: 'none', below: [], ...more };
}

function failure(id: string, error: unknown, { describe, t }: AccountWords): AccountRow {
  const text = describe(error);
  return row(`error:${id}`, text, {
    icon: { name: 'error', color: 'list.errorForeground' },
    tooltip: escapeMarkdown(text),
    context: 'accountError',
    command: { id: 'jsign.refreshAccount', title: t({ text: 'Retry' }) },
  });
}

function alerts({ alerts: has, subscription }: AccountDetails, t: Translate): readonly AccountRow[] {
  const alert = (id: string, label: string): AccountRow =>
    row(`alert:${id}`, label, { icon: { name: 'warning', color: 'list.warningForeground' } });
  const days = subscription.remainingDays;
  return [
    ...(has.locked ? [alert('locked', t({ text: 'jSign has locked this account' }))] : []),
    ...(has.documentsExhausted
      ? [alert('documents', t({ text: 'The plan has no envelopes left: nothing can be sent' }))]
      : []),
    ...(has.templatesExhausted
      ? [alert('templates', t({ text: 'The plan has no templates left: none can be made' }))]
      : []),
    ...(has.cancellationRequested
      ? [alert('cancellation', t({ text: 'The end of this plan has been requested' }))]
      : []),
    ...(days !== undefined && days <= SOON
      ? [
          alert(
            'ends',
            days <= 0
              ? t({ text: 'The plan has ended' })
              : t({ text: 'The plan ends in {0} days', args: [days] }),
          ),
        ]
      : []),
  ];
}

function person(account: Account, own: AccountDetails | undefined): AccountRow {
  const name = own ? `${own.user.firstName} ${own.user.lastName}`.trim() : account.name;
  return row('person', shortText(name || account.email), {
    ...(name === '' ? {} : { description: account.email }),
    icon: { name: 'account' },
    tooltip: escapeMarkdown([name, account.email].filter(Boolean).join(', ')),
  });
}

function environment(account: Account, t: Translate): AccountRow {
  const effects = {
    production: t({ text: 'what you send reaches people' }),
    qa: t({ text: 'jSign for trying things out' }),
    custom: t({ text: 'a host of your own' }),
    sandbox: t({ text: 'on this machine; nothing leaves it' }),
  };
  return row('environment', t(environmentWords(account)), {
    description: effects[account.environment],
    icon: { name: ENVIRONMENT_ICONS[account.environment] },
  });
}

function plan({ subscription }: AccountDetails, t: Translate): AccountRow {
  const days = subscription.remainingDays;
  return row('plan', shortText(subscription.planName) || t({ text: 'Plan' }), {
    ...(days === undefined ? {} : { description: t({ text: '{0} days left', args: [days] }) }),
    icon: { name: 'credit-card' },
  });
}

function limits(own: AccountDetails, facts: AccountFacts, words: AccountWords): AccountRow {
  const { t } = words;
  const { plan: has } = own;
  const line = (id: string, label: string, value: string | undefined): readonly AccountRow[] =>
    value === undefined || value === '' ? [] : [row(`limit:${id}`, label, { description: shortText(value) })];
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : String(value);
  const below = [
    ...line('envelopes', t({ text: 'Envelopes' }), usage(facts.envelopes, has.documentLimit, words)),
    ...line('templates', t({ text: 'Templates' }), usage(facts.templates, has.templateLimit, words)),
    ...line('documents', t({ text: 'Documents in an envelope' }), number(has.documentsPerEnvelope)),
    ...line(
      'size',
      t({ text: 'Largest file' }),
      has.maxFileBytes === undefined
        ? undefined
        : t({ text: '{0} MB', args: [Math.round(has.maxFileBytes / 1_000_000)] }),
    ),
    ...line('types', t({ text: 'File types' }), has.fileTypes.join(', ')),
    ...line('users', t({ text: 'Users' }), number(has.userLimit)),
    ...line('sign', t({ text: 'Ways to sign' }), has.signTypes.join(', ')),
  ];
  return row('limits', t({ text: 'Limits and usage' }), {
    children: below.length > 0 ? 'open' : 'none',
    below,
    icon: { name: 'dashboard' },
  });
}

/** Only what can be counted from a list is said to be used, and only as "about": the service counts by rules of its own. */
function usage(
  used: Known<Counted> | undefined,
  limit: number | undefined,
  { t, when }: AccountWords,
): string | undefined {
  const counted = used && 'value' in used ? used.value : undefined;
  if (!counted) return limit === undefined ? undefined : t({ text: 'limit {0}', args: [limit] });
  const { count, since } = counted;
  const about =
    limit === undefined
      ? t({ text: 'about {0}', args: [count] })
      : t({ text: 'about {0} of {1}', args: [count, limit] });
  return since === undefined ? about : t({ text: '{0} since {1}', args: [about, when.day(since)] });
}

/** How envelopes ended, as bars: one length for the most frequent end, the others in proportion. */
function chart(outcomes: Statistics, t: Translate): AccountRow {
  const rows: readonly (readonly [keyof Statistics, string, string])[] = [
    ['completed', t({ text: 'Completed' }), 'pass-filled'],
    ['declined', t({ text: 'Declined' }), 'circle-slash'],
    ['cancelled', t({ text: 'Cancelled' }), 'close'],
    ['expired', t({ text: 'Expired' }), 'history'],
    ['failed', t({ text: 'Failed' }), 'error'],
  ];
  const most = Math.max(0, ...rows.map(([key]) => outcomes[key]));
  const total = rows.reduce((sum, [key]) => sum + outcomes[key], 0);
  return row('outcomes', t({ text: 'Outcomes' }), {
    description: total === 1 ? t({ text: '1 envelope' }) : t({ text: '{0} envelopes', args: [total] }),
    icon: { name: 'graph' },
    children: 'open',
    below: rows.map(([key, label, icon]) => {
      const count = outcomes[key];
      const length = most === 0 || count <= 0 ? 0 : Math.max(1, Math.round((count / most) * BAR));
      return row(`outcome:${key}`, label, {
        description: `${'█'.repeat(length)}${length > 0 ? ' ' : ''}${count}`,
        icon: { name: icon },
        spoken: t({ text: '{0}: {1}', args: [label, count] }),
      });
    }),
  });
}
