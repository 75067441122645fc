import type { Field } from '../../contract/types';
import type { Draft } from '../draft';
import { isDate, isLabelled, labelKey, tidyTexts } from '../preflight/values';
import { asRead } from '../spelling';
import { type Fixed, type Fixer, fieldOf, say, withField, without } from './fixer';

/** Fixes of what is in fields. */
export const VALUE_FIXERS: Readonly<Record<string, Fixer>> = {
  'dropdown-choice-blank': (problem, draft) =>
    tidyChoices(fieldOf(problem, draft), draft, 'Remove the blank choices'),
  'dropdown-choice-twice': (problem, draft) =>
    tidyChoices(fieldOf(problem, draft), draft, 'Leave each choice once'),
  'dropdown-default': mendDefault,
  'bad-char-limit': mendLimit,
  'default-too-long': raiseLimit,
  'checkbox-default': mendCheckbox,
  'date-default': mendDate,
  'same-label': numberLabels,
};

function changed(draft: Draft, field: Field, text: string, ...args: readonly (string | number)[]): Fixed {
  return { label: say(text, ...args), draft: withField(draft, field), select: [field.id] };
}

function tidyChoices(field: Field | undefined, draft: Draft, label: string): Fixed | undefined {
  if (field?.choices === undefined) return undefined;
  const choices = tidyTexts(field.choices);
  const value = field.defaultValue?.trim();
  const tidy = { ...without(field, 'defaultValue'), choices };
  // A default that was none of the choices is a problem of its own.
  const wasNone = field.defaultValue !== undefined && !field.choices.includes(field.defaultValue);
  if (wasNone) return changed(draft, { ...field, choices }, label);
  const keeps = value !== undefined && choices.includes(value);
  return changed(draft, keeps ? { ...tidy, defaultValue: value } : tidy, label);
}

function mendDefault(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field?.defaultValue === undefined) return undefined;
  const { choices = [], defaultValue } = field;
  const meant = choices.filter((choice) => choice.trim() !== '' && asRead(choice) === asRead(defaultValue));
  const [only] = meant;
  return only !== undefined && meant.length === 1
    ? changed(draft, { ...field, defaultValue: only }, 'Let it start with "{0}"', only)
    : changed(draft, without(field, 'defaultValue'), 'Let it start with nothing');
}

function mendLimit(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field?.charLimit === undefined) return undefined;
  const { charLimit } = field;
  const rounded = Math.max(Math.round(charLimit), field.defaultValue?.length ?? 0);
  return Number.isSafeInteger(rounded) && rounded >= 1 && charLimit > 0
    ? changed(draft, { ...field, charLimit: rounded }, 'Let it take {0} characters', rounded)
    : changed(draft, without(field, 'charLimit'), 'Remove the limit');
}

function raiseLimit(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  const length = field?.defaultValue?.length ?? 0;
  if (field?.charLimit === undefined || length <= field.charLimit) return undefined;
  return changed(draft, { ...field, charLimit: length }, 'Let it take {0} characters', length);
}

function mendCheckbox(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field?.defaultValue === undefined) return undefined;
  return /^\s*(checked|true|yes|on|x|1)\s*$/i.test(field.defaultValue)
    ? changed(draft, { ...field, defaultValue: 'checked' }, 'Let it start checked')
    : changed(draft, without(field, 'defaultValue'), 'Let it start unchecked');
}

/** Only a day that can be read in one way is written anew. */
function mendDate(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field?.defaultValue === undefined) return undefined;
  const [, year = '', month = '', day = ''] =
    /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(field.defaultValue) ?? [];
  const written = `${month}/${day}/${year}`;
  return isDate(written)
    ? changed(draft, { ...field, defaultValue: written }, 'Write it as {0}', written)
    : changed(draft, without(field, 'defaultValue'), 'Leave it empty');
}

/** The first keeps its label; the others get a number that no field of this signer has. */
function numberLabels(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field === undefined || (field.label ?? '').trim() === '') return undefined;
  const taken = new Set(draft.fields.filter(isLabelled).map(labelKey));
  const key = labelKey(field);
  const group = draft.fields.filter((one) => isLabelled(one) && labelKey(one) === key);
  if (group.length < 2) return undefined;
  const labels = new Map<string, string>();
  let count = 1;
  for (const one of group.slice(1)) {
    const label = () => `${(one.label ?? '').trim()} ${count}`;
    do count += 1;
    while (taken.has(labelKey({ ...one, label: label() })));
    labels.set(one.id, label());
  }
  return {
    label: say('Number them, from "{0}"', labels.get(group[1]?.id ?? '') ?? ''),
    draft: {
      ...draft,
      fields: draft.fields.map((one) => {
        const label = labels.get(one.id);
        return label === undefined ? one : { ...one, label };
      }),
    },
    select: [...labels.keys()],
  };
}
