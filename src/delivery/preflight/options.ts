import type { Problem } from '../../contract/types';
import type { Draft } from '../draft';
import { problem } from './problem';

const NAME_LENGTH = 255;
const MAX_DAYS = 365;

/** The envelope's own data: name, expiry, reminders. */
export function optionProblems(draft: Draft): readonly Problem[] {
  return [...name(draft.name), ...expiry(draft), ...reminders(draft)];
}

function name(text: string): readonly Problem[] {
  if (text.trim() === '') {
    return [
      problem('error', 'no-name', ['The envelope has no name.'], {}, [
        'Give it one: signers read it in the e-mail.',
      ]),
    ];
  }
  // The service states no limit, so this is no error.
  if (text.length <= NAME_LENGTH) return [];
  return [
    problem('warning', 'name-too-long', ['The name has {0} characters and may be cut.', text.length], {}, [
      'Shorten it to {0} characters.',
      NAME_LENGTH,
    ]),
  ];
}

function expiry(draft: Draft): readonly Problem[] {
  const { expiresInDays } = draft.options;
  if (Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= MAX_DAYS) return [];
  return [
    problem('error', 'bad-expiry', [
      'The days until it expires must be a whole number from 1 to {0}.',
      MAX_DAYS,
    ]),
  ];
}

function reminders(draft: Draft): readonly Problem[] {
  const { expiresInDays, reminderDays } = draft.options;
  if (reminderDays === undefined) return [];
  if (!Number.isInteger(reminderDays) || reminderDays < 1) {
    return [
      problem('error', 'bad-reminder', ['Reminders must start a whole number of days before it expires.']),
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
      {},
      ['Start them later, or let it run longer.'],
    ),
  ];
}
