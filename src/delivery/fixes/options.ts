import type { Draft, DraftOptions } from '../draft';
import { MAX_DAYS, NAME_LENGTH } from '../preflight/options';
import { tidyTexts } from '../preflight/values';
import { cut, type Fixed, type Fixer, say } from './fixer';

/** Days, where nothing sensible was said. */
const USUAL_DAYS = 14;

/** Fixes of the envelope's own data. */
export const OPTION_FIXERS: Readonly<Record<string, Fixer>> = {
  'no-name': nameIt,
  'name-too-long': (_, draft) => ({
    label: say('Shorten it to {0} characters', NAME_LENGTH),
    draft: { ...draft, name: cut(draft.name, NAME_LENGTH) },
  }),
  'category-blank': (_, draft) => tidied(draft, 'Remove the blank categories'),
  'same-category': (_, draft) => tidied(draft, 'Leave each category once'),
  'bad-expiry': clampExpiry,
  'bad-reminder': (_, draft) => clampReminder(draft),
  'reminder-before-sending': (_, draft) => clampReminder(draft),
};

/** After the first document, else the template. */
function nameIt(...[, draft]: Parameters<Fixer>): Fixed | undefined {
  const stem = draft.documents[0]?.name.replace(/\.[^./\\]+$/, '') ?? draft.template?.name ?? '';
  const name = cut(stem.replace(/\s+/g, ' ').trim(), NAME_LENGTH);
  return name === '' ? undefined : { label: say('Call it "{0}"', name), draft: { ...draft, name } };
}

function tidied(draft: Draft, label: string): Fixed {
  return { label: say(label), draft: { ...draft, categories: tidyTexts(draft.categories) } };
}

function clampExpiry(...[, draft]: Parameters<Fixer>): Fixed {
  const { expiresInDays } = draft.options;
  const days = Number.isNaN(expiresInDays)
    ? USUAL_DAYS
    : Math.min(MAX_DAYS, Math.max(1, Math.round(expiresInDays)));
  const label = days === 1 ? say('Let it expire in 1 day') : say('Let it expire in {0} days', days);
  return { label, draft: { ...draft, options: reminded({ ...draft.options, expiresInDays: days }) } };
}

function clampReminder(draft: Draft): Fixed | undefined {
  const { expiresInDays } = draft.options;
  // When it expires has to be known first.
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1) return undefined;
  const options = reminded(draft.options);
  const { reminderDays } = options;
  const label =
    reminderDays === undefined
      ? say('Send no reminders')
      : reminderDays === 1
        ? say('Start reminders 1 day before it expires')
        : say('Start reminders {0} days before it expires', reminderDays);
  return { label, draft: { ...draft, options } };
}

/** With reminders that fit between sending and expiry, or with none. */
function reminded({ reminderDays, ...options }: DraftOptions): DraftOptions {
  if (reminderDays === undefined || Number.isNaN(reminderDays)) return options;
  const days = Math.min(options.expiresInDays - 1, Math.max(1, Math.round(reminderDays)));
  return days < 1 ? options : { ...options, reminderDays: days };
}
