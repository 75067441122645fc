import type { Field, FieldKind, Problem } from '../../contract/types';
import type { Draft } from '../draft';
import { asRead } from '../spelling';
import { calledAs } from './lacking';
import { groupsOfSame, problem } from './problem';

/** Kinds of which the value is read back by the field's label (API reference, section 4.14). */
const LABELLED: ReadonlySet<FieldKind> = new Set(['text', 'textArea', 'checkbox', 'dropdown']);
/** The two words are INFERRED from the beginning of the error text (API reference, section 8.2). */
const CHECKBOX_WORDS: ReadonlySet<string> = new Set(['checked', 'unchecked']);

/** What is in a field before anybody fills it in, and what may be filled in. */
export function valueProblems(field: Field): readonly Problem[] {
  switch (field.kind) {
    case 'dropdown':
      return choices(field);
    case 'text':
    case 'textArea':
      return limit(field);
    case 'checkbox':
      return checkbox(field);
    case 'date':
      return date(field);
    case 'signature':
    case 'initials':
      return [];
  }
}

/** Without spaces around them, without blank ones, each once. */
export function tidyTexts(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '');
}

function placeOf(field: Field): NonNullable<Problem['where']> {
  return { fieldId: field.id, documentId: field.documentId, page: field.page, box: field.box };
}

function choices(field: Field): readonly Problem[] {
  const offered = field.choices ?? [];
  const trimmed = offered.map((choice) => choice.trim());
  if (!trimmed.some((choice) => choice !== '')) {
    return [
      problem(
        'error',
        'dropdown-without-choices',
        ['A list on page {0} has nothing to choose from.', field.page],
        placeOf(field),
        ['Give it choices.'],
      ),
    ];
  }
  const { defaultValue = '' } = field;
  return [
    ...(trimmed.includes('')
      ? [
          problem(
            'warning',
            'dropdown-choice-blank',
            ['A list on page {0} has a choice without a text.', field.page],
            placeOf(field),
            ['Remove it.'],
          ),
        ]
      : []),
    ...groupsOfSame(
      trimmed.filter((choice) => choice !== ''),
      (choice) => choice,
    )
      .slice(0, 1)
      .map(([choice]) =>
        problem(
          'warning',
          'dropdown-choice-twice',
          ['"{0}" is more than once among the choices of a list on page {1}.', choice, field.page],
          placeOf(field),
          ['Leave one of them.'],
        ),
      ),
    ...(defaultValue === '' || offered.includes(defaultValue)
      ? []
      : [
          problem(
            'error',
            'dropdown-default',
            ['"{0}" is none of the choices of a list on page {1}.', defaultValue, field.page],
            placeOf(field),
            ['Let it start with nothing, or with one of them.'],
          ),
        ]),
  ];
}

function limit(field: Field): readonly Problem[] {
  const { charLimit, defaultValue = '' } = field;
  if (charLimit === undefined) return [];
  if (!Number.isSafeInteger(charLimit) || charLimit < 1) {
    return [
      problem(
        'error',
        'bad-char-limit',
        ['The most characters of a field on page {0} must be a whole number from 1.', field.page],
        placeOf(field),
        ['Type such a number, or leave it out.'],
      ),
    ];
  }
  if (defaultValue.length <= charLimit) return [];
  return [
    problem(
      'error',
      'default-too-long',
      [
        'A field on page {0} starts with {1} characters but takes only {2}.',
        field.page,
        defaultValue.length,
        charLimit,
      ],
      placeOf(field),
      ['Shorten what it starts with, or let it take more.'],
    ),
  ];
}

function checkbox(field: Field): readonly Problem[] {
  const { defaultValue } = field;
  if (defaultValue === undefined || CHECKBOX_WORDS.has(defaultValue)) return [];
  return [
    problem(
      'error',
      'checkbox-default',
      [
        'A checkbox on page {0} starts with "{1}", which is neither checked nor unchecked.',
        field.page,
        defaultValue,
      ],
      placeOf(field),
      ['Let it start checked or unchecked.'],
    ),
  ];
}

/** Dates in requests are `mm/dd/yyyy` (API reference, section 1.5); that it holds for fields is INFERRED, so this is no error. */
function date(field: Field): readonly Problem[] {
  const { defaultValue = '' } = field;
  if (defaultValue === '' || isDate(defaultValue)) return [];
  return [
    problem(
      'warning',
      'date-default',
      ['A date on page {0} starts with "{1}", which jSign may not take.', field.page, defaultValue],
      placeOf(field),
      ['Leave it empty: it gets the day of the signature. Or write it as mm/dd/yyyy.'],
    ),
  ];
}

/** Whether there is such a day, written `mm/dd/yyyy`. */
export function isDate(text: string): boolean {
  const [, month = '', day = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return (
    year !== '' &&
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day)
  );
}

/** Entered values come back with signer and label alone: two fields that share both cannot be told apart. */
export function labelProblems(draft: Draft): readonly Problem[] {
  const signers = new Map(draft.signers.map((signer) => [signer.id, calledAs(signer, draft)]));
  const labelled = draft.fields.filter((field) => isLabelled(field) && signers.has(field.signerId));
  return groupsOfSame(labelled, labelKey).map((group) => {
    const last = group.at(-1) ?? group[0];
    const name = signers.get(last.signerId) ?? '';
    const where = { ...placeOf(last), signerId: last.signerId };
    const label = (last.label ?? '').trim();
    return label === ''
      ? problem(
          'warning',
          'label-missing',
          ['{0} fields of {1} have no label, so what is filled in cannot be told apart.', group.length, name],
          where,
          ['Give each a label.'],
        )
      : problem(
          'warning',
          'same-label',
          [
            '{0} fields of {1} have the label "{2}", so what is filled in cannot be told apart.',
            group.length,
            name,
            label,
          ],
          where,
          ['Give each a label of its own.'],
        );
  });
}

/** Fields with the same key have the same label. */
export function labelKey({ signerId, label = '' }: Field): string {
  return `${asRead(label)}\n${signerId}`;
}

/** Whether a field's value comes back by its label. */
export function isLabelled({ kind }: Field): boolean {
  return LABELLED.has(kind);
}
