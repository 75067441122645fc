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
/** The service counts file sizes so, whatever it calls them. */
const MEGABYTE = 1024 * 1024;

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
  const alert = (id: string, label: string, effect = ''): AccountRow =>
    row(`alert:${id}`, label, {
      ...(effect === '' ? {} : { description: effect }),
      icon: { name: 'warning', color: 'list.warningForeground' },
      // A narrow sidebar cuts it off.
      tooltip: escapeMarkdown([label, effect].filter(Boolean).join(': ')),
    });
  const days = subscription.remainingDays;
  return [
    ...(has.locked ? [alert('locked', t({ text: 'jSign has locked this account' }))] : []),
    ...(has.documentsExhausted
      ? [
          alert(
            'documents',
            t({ text: 'The plan has no envelopes left' }),
            t({ text: 'nothing can be sent' }),
          ),
        ]
      : []),
    ...(has.templatesExhausted
      ? [alert('templates', t({ text: 'The plan has no templates left' }), t({ text: 'none can be made' }))]
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
              : days === 1
                ? t({ text: 'The plan ends in 1 day' })
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
    ...(days === undefined
      ? {}
      : {
          description: days === 1 ? t({ text: '1 day left' }) : t({ text: '{0} days left', args: [days] }),
        }),
    icon: { name: 'credit-card' },
  });
}

function limits(own: AccountDetails, facts: AccountFacts, words: AccountWords): AccountRow {
  const { t } = words;
  const { plan: has } = own;
  const line = (
    id: string,
    icon: string,
    label: string,
    value: string | undefined,
    more = '',
  ): readonly AccountRow[] =>
    value === undefined || value === ''
      ? []
      : [
          row(`limit:${id}`, label, {
            description: shortText(value),
            icon: { name: icon },
            // A narrow sidebar cuts it off.
            tooltip: escapeMarkdown([`${label}: ${value}`, more].filter(Boolean).join(' ')),
          }),
        ];
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : value.toLocaleString(words.when.locale);
  const size =
    has.maxFileBytes === undefined
      ? undefined
      : t({ text: '{0} MB', args: [number(Math.round(has.maxFileBytes / MEGABYTE)) ?? ''] });
  const types = has.fileTypes.map((type) => type.toUpperCase()).join(', ');
  const envelopes = usage(facts.envelopes, has.documentLimit, words);
  const templates = usage(facts.templates, has.templateLimit, words);
  const below = [
    ...line('envelopes', 'mail', t({ text: 'Envelopes' }), envelopes, countedSince(facts, words)),
    ...line('templates', 'file', t({ text: 'Templates' }), templates),
    ...line('documents', 'files', t({ text: 'Documents in an envelope' }), number(has.documentsPerEnvelope)),
    ...line('size', 'cloud-upload', t({ text: 'Largest file' }), size),
    ...line('types', 'file-pdf', t({ text: 'File types' }), types),
    ...line('users', 'organization', t({ text: 'Users' }), number(has.userLimit)),
    ...line('sign', 'edit', t({ text: 'Ways to sign' }), has.signTypes.join(', ')),
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
  const most = limit?.toLocaleString(when.locale);
  if (!used || !('value' in used))
    return most === undefined ? undefined : t({ text: 'limit {0}', args: [most] });
  const count = used.value.count.toLocaleString(when.locale);
  return most === undefined
    ? t({ text: 'about {0}', args: [count] })
    : t({ text: 'about {0} of {1}', args: [count, most] });
}

function countedSince({ envelopes }: AccountFacts, { t, when }: AccountWords): string {
  const since = envelopes && 'value' in envelopes ? envelopes.value.since : undefined;
  return since === undefined
    ? ''
    : t({
        text: '(counted from the list since {0}; jSign may count otherwise)',
        args: [when.day(since)],
      });
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
