import type { Translate } from '../../platform/translate';
import { groupName } from '../status';
import type { DateRange, FilterChoice } from './savedFilters';

/** What a filter asks for, in one line. */
export function filterWords({ status, categories, range }: FilterChoice, t: Translate): string {
  const parts = [
    status.map((each) => groupName(each, t)).join(', '),
    categories.join(', '),
    range.kind === 'any' ? '' : rangeWords(range, t),
  ].filter((part) => part !== '');
  return parts.length === 0 ? t({ text: 'All envelopes' }) : parts.join(' · ');
}

export function rangeWords(range: DateRange, t: Translate): string {
  switch (range.kind) {
    case 'any':
      return t({ text: 'Any time' });
    case 'lastDays':
      return t({ text: 'Last {0} days', args: [range.days] });
    case 'thisYear':
      return t({ text: 'This year' });
    case 'between': {
      const { from, to } = range;
      if (from === undefined) return t({ text: 'Until {0}', args: [to ?? ''] });
      if (to === undefined) return t({ text: 'Since {0}', args: [from] });
      return t({ text: '{0} to {1}', args: [from, to] });
    }
  }
}
