import type { ErrorCode } from '../core/errors';
import type { Alignment, Field, FieldKind, PageSize } from '../core/model';
import { type BodyReader, isObject, type Json } from '../core/reader';

/** The arrays of a tab object (API reference, section 8; all but the first INFERRED). */
const ARRAYS: Readonly<Record<string, FieldKind>> = {
  sign_here_tabs: 'signature',
  initial_here_tabs: 'initials',
  date_tabs: 'date',
  text_tabs: 'text',
  text_area_tabs: 'textArea',
  checkbox_tabs: 'checkbox',
  radio_tabs: 'radio',
  dropdown_tabs: 'dropdown',
};

/** A field as it was asked for: its document and page are not yet looked at. */
export interface AskedField extends Omit<Field, 'document' | 'x' | 'y' | 'w' | 'h'> {
  readonly documentRef: number | undefined;
  readonly where: string;
  readonly points: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly percent: {
    readonly x: number;
    readonly y: number | undefined;
    readonly w: number | undefined;
    readonly h: number | undefined;
  };
}

/**
 * Reads the fields of one signer or role.
 *
 * @param elementTags the envelope takes its fields from tags in the document, so tabs may be missing.
 */
export function readTabs(
  reader: BodyReader,
  signer: Json,
  elementTags: boolean,
  who: string,
): readonly AskedField[] {
  const tabs = signer['tabs'];
  if (tabs === undefined || tabs === null) {
    if (!elementTags) reader.refuse('TABS_REQUIRED', who);
    return [];
  }
  if (!isObject(tabs)) {
    reader.refuse('FIELD_TYPE_INVALID', `tabs of ${who} must be an object`);
    return [];
  }
  const fields: AskedField[] = [];
  for (const [array, kind] of Object.entries(ARRAYS)) {
    const items = reader.objects(tabs, array) ?? [];
    for (const [index, item] of items.entries()) {
      const field = readField(reader, item, kind, `${array}[${index}] of ${who}`, elementTags);
      if (field !== undefined) fields.push(field);
    }
    if (kind === 'signature' && items.length === 0 && !elementTags) reader.refuse('TABS_REQUIRED', who);
  }
  return fields;
}

function readField(
  reader: BodyReader,
  tab: Json,
  kind: FieldKind,
  where: string,
  elementTags: boolean,
): AskedField | undefined {
  const missing: ErrorCode = 'TAB_POSITION_REQUIRED';
  const x = reader.decimal(tab, 'x_position', missing);
  const y = reader.decimal(tab, 'y_position', missing);
  const w = reader.decimal(tab, 'w_position', missing);
  const h = reader.decimal(tab, 'h_position', missing);
  const xPercent = reader.decimal(tab, 'x_position_percentage', missing);
  const percent = (name: string): number | undefined => reader.decimal(tab, `${name}_position_percentage`);
  const [yPercent, wPercent, hPercent] = [percent('y'), percent('w'), percent('h')];
  const page = reader.integer(tab, 'page_number') ?? 1;
  const documentRef = reader.integer(tab, 'document_ref_no');
  const allPages = reader.flag(tab, 'apply_to_all_pages');
  if (elementTags && allPages !== undefined) reader.refuse('APPLY_TO_ALL_PAGES_INVALID', where);
  const label = reader.text(tab, ['name', 'label', 'field_name']) ?? '';
  const required = reader.flag(tab, ['is_required', 'required']);
  const rest = {
    alignment: readAlignment(reader, tab, kind, where),
    charLimit: readCharLimit(reader, tab, where),
    ...readChoices(reader, tab, kind, where),
  };
  if (x === undefined || y === undefined || w === undefined || h === undefined || xPercent === undefined)
    return undefined;
  return {
    kind,
    where,
    documentRef,
    page: allPages === true ? 1 : page,
    allPages: allPages === true,
    label,
    required: required ?? (kind === 'signature' || kind === 'initials' || kind === 'date'),
    points: { x, y, w, h },
    percent: { x: xPercent, y: yPercent, w: wPercent, h: hPercent },
    ...rest,
  };
}

const ALIGNMENTS: readonly Alignment[] = ['left', 'center', 'right'];

/** INFERRED: text needs an alignment, everything else may have one. */
function readAlignment(reader: BodyReader, tab: Json, kind: FieldKind, where: string): Alignment {
  const isText = kind === 'text' || kind === 'textArea';
  const word = reader
    .text(tab, 'alignment', isText ? 'ALIGNMENT_VALUE_IS_REQUIRED' : undefined)
    ?.toLowerCase();
  const known = ALIGNMENTS.find((alignment) => alignment === word);
  if (word !== undefined && word !== '' && known === undefined)
    reader.refuse('ALIGNMENT_VALUE_INVALID', where);
  return known ?? 'left';
}

/** INFERRED: a limit needs its type (whatever the word), a type alone means nothing. */
function readCharLimit(reader: BodyReader, tab: Json, where: string): number | undefined {
  const limit = reader.integer(tab, 'char_limit');
  if (limit === undefined) return undefined;
  reader.text(tab, 'char_limit_type', 'CHAR_LIMIT_TYPE_VALUE_IS_REQUIRED');
  if (limit < 1) reader.refuse('CHAR_LIMIT_INVALID', where);
  return limit;
}

function readChoices(
  reader: BodyReader,
  tab: Json,
  kind: FieldKind,
  where: string,
): { readonly choices?: readonly string[]; readonly defaultValue?: string } {
  const value = reader.text(tab, ['default_value', 'value']);
  if (kind === 'checkbox') {
    if (value !== undefined && value !== 'checked' && value !== 'unchecked') {
      reader.refuse('CHECKBOX_DEFAULT_VALUE_INVALID', where);
    }
    return { defaultValue: value ?? 'unchecked' };
  }
  const given = value === undefined || value === '' ? {} : { defaultValue: value };
  if (kind !== 'dropdown' && kind !== 'radio') return given;
  const name = ['options', 'choices', 'items', 'values'].find((key) => tab[key] !== undefined) ?? 'options';
  const choices = reader.texts(tab, name) ?? [];
  const fits = value === undefined || value === '' || choices.includes(value);
  if (choices.length === 0 || !fits) reader.refuse('DROPDOWN_OPTIONS_REQUIRED', where);
  return { choices, ...given };
}

/**
 * Puts a field on its page: percentages where given, else the points by the page's size.
 *
 * @param documents reference number and page sizes of each document.
 */
export function placeField(
  reader: BodyReader,
  asked: AskedField,
  documents: readonly { readonly ref: number; readonly pages: readonly PageSize[] }[],
): Field | undefined {
  const index =
    asked.documentRef === undefined ? 0 : documents.findIndex(({ ref }) => ref === asked.documentRef);
  if (asked.documentRef === undefined && documents.length > 1)
    reader.refuse('DOCUMENT_REF_NO_REQUIRED', asked.where);
  const document = documents[index];
  if (document === undefined) {
    reader.refuse('DOCUMENT_REF_NO_INVALID', asked.where);
    return undefined;
  }
  const size = document.pages[asked.page - 1];
  if (size === undefined) {
    reader.refuse('PAGE_NUMBER_INVALID', asked.where);
    return undefined;
  }
  const { points, percent, where, documentRef, ...rest } = asked;
  const box = {
    x: percent.x,
    y: percent.y ?? (points.y / size[1]) * 100,
    w: percent.w ?? (points.w / size[0]) * 100,
    h: percent.h ?? (points.h / size[1]) * 100,
  };
  const slack = 0.1;
  const inside =
    box.x >= -slack && box.y >= -slack && box.x + box.w <= 100 + slack && box.y + box.h <= 100 + slack;
  if (!inside || box.w <= 0 || box.h <= 0) reader.refuse('TAB_POSITION_INVALID', where);
  return { ...rest, ...box, document: documentRef === undefined ? 0 : index };
}

/** Whether any two fields cover some of the same place. Touching edges do not count. */
export function anyOverlap(fields: readonly Field[]): boolean {
  const touch = 0.01;
  return fields.some((a, index) =>
    fields
      .slice(index + 1)
      .some(
        (b) =>
          a.document === b.document &&
          (a.allPages || b.allPages || a.page === b.page) &&
          a.x + a.w > b.x + touch &&
          b.x + b.w > a.x + touch &&
          a.y + a.h > b.y + touch &&
          b.y + b.h > a.y + touch,
      ),
  );
}

/** INFERRED (the tag syntax is not public): with element tags each signer gets a signature field at the foot of the last page. */
export function fieldsForElementTags(
  position: number,
  document: number,
  pages: readonly PageSize[],
): readonly Field[] {
  const [column, row] = [position % 3, Math.floor(position / 3)];
  return [
    {
      kind: 'signature',
      document,
      page: pages.length,
      allPages: false,
      x: 8 + column * 30,
      y: 86 - row * 8,
      w: 24,
      h: 5,
      label: '',
      required: true,
      alignment: 'left',
    },
  ];
}
