import type { Problem } from '../../contract/types';
import type { Draft } from '../draft';
import { groupsOfSame, problem } from './problem';

/** Characters; the service states no limit. */
export const NAME_LENGTH = 255;
/** The service states no limit; nobody means more than a year. */
export const MAX_DAYS = 365;

/** The envelope's own data: name, expiry, reminders. */
export function optionProblems(draft: Draft): readonly Problem[] {
  return [...name(draft.name), ...categories(draft), ...expiry(draft), ...reminders(draft)];
}

function name(text: string): readonly Problem[] {
  if (text.trim() === '') {
    return [
      problem('error', 'no-name', ['The envelope has no name.'], { option: 'name' }, [
        'Give it one: signers read it in the e-mail.',
      ]),
    ];
  }
  // The service states no limit, so this is no error.
  if (text.length <= NAME_LENGTH) return [];
  return [
    problem(
      'warning',
      'name-too-long',
      ['The name has {0} characters and may be cut.', text.length],
      { option: 'name' },
      ['Shorten it to {0} characters.', NAME_LENGTH],
    ),
  ];
}

/** Empty ones are refused elsewhere (`CATEGORIES_EMPTY`; API reference, section 4.13), so none goes out here. */
function categories(draft: Draft): readonly Problem[] {
  const blank = draft.categories.some((category) => category.trim() === '');
  const twice = groupsOfSame(
    draft.categories.filter((category) => category.trim() !== ''),
    (category) => category.trim(),
  );
  return [
    ...(blank ? [problem('error', 'category-blank', ['A category has no name.'], {}, ['Remove it.'])] : []),
    ...twice
      .slice(0, 1)
      .map(([category]) =>
        problem(
          'warning',
          'same-category',
          ['The category {0} is there more than once.', category.trim()],
          {},
          ['Leave one of them.'],
        ),
      ),
  ];
}

function expiry(draft: Draft): readonly Problem[] {
  const { expiresInDays } = draft.options;
  if (Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= MAX_DAYS) return [];
  return [
    problem(
      'error',
      'bad-expiry',
      ['The days until it expires must be a whole number from 1 to {0}.', MAX_DAYS],
      { option: 'expiresInDays' },
    ),
  ];
}

function reminders(draft: Draft): readonly Problem[] {
  const { expiresInDays, reminderDays } = draft.options;
  if (reminderDays === undefined) return [];
  if (!Number.isInteger(reminderDays) || reminderDays < 1) {
    return [
      problem('error', 'bad-reminder', ['Reminders must start a whole number of days before it expires.'], {
        option: 'reminderDays',
      }),
    ];
  }
  if (reminderDays < expiresInDays) return [];
  return [
    problem(
      'error',
      'reminder-before-sending',
      [
        'Reminders start {0} days before it expires, but it expires in {1} days.',
        reminderDays,
        expiresInDays,
      ],
      { option: 'reminderDays' },
      ['Start them later, or let it run longer.'],
    ),
  ];
}
