import type { Tab, TabKind } from '../types';

/*
 * Fields as the wire has them (section 8). Documented are `sign_here_tabs`, the four positions and `x_position_percentage`; the
 * other arrays and properties are INFERRED. Should the live service differ, this file changes.
 */

const ARRAYS = {
  signature: 'sign_here_tabs',
  initials: 'initial_here_tabs',
  date: 'date_tabs',
  text: 'text_tabs',
  textArea: 'text_area_tabs',
  checkbox: 'checkbox_tabs',
  dropdown: 'dropdown_tabs',
} as const satisfies Record<TabKind, string>;

/** A signer's `tabs`. `sign_here_tabs` is always there, as it is required (section 5.3). */
export function writeTabs(tabs: readonly Tab[]): Readonly<Record<string, readonly object[]>> {
  const arrays: Record<string, object[]> = { [ARRAYS.signature]: [] };
  for (const tab of tabs)
    (arrays[ARRAYS[tab.kind]] ??= []).push({ ...writePlace(tab), ...writeProperties(tab) });
  return arrays;
}

function writePlace(tab: Tab): object {
  return {
    document_ref_no: tab.documentRef,
    page_number: tab.page,
    x_position: round(tab.x, 2),
    y_position: round(tab.y, 2),
    w_position: round(tab.width, 2),
    h_position: round(tab.height, 2),
    x_position_percentage: percent(tab.x, tab.pageWidth),
    y_position_percentage: percent(tab.y, tab.pageHeight),
    w_position_percentage: percent(tab.width, tab.pageWidth),
    h_position_percentage: percent(tab.height, tab.pageHeight),
    ...(tab.required === undefined ? {} : { is_required: tab.required }),
    ...(tab.label === undefined ? {} : { name: tab.label }),
  };
}

/** Alignment and the kind of character limit are required for text by the error codes (section 11), so they always go. */
function writeProperties(tab: Tab): object {
  const value = tab.defaultValue === undefined ? {} : { default_value: tab.defaultValue };
  const alignment = { alignment: tab.alignment ?? 'left' };
  switch (tab.kind) {
    case 'text':
    case 'textArea':
      return {
        ...alignment,
        ...value,
        ...(tab.charLimit === undefined
          ? { char_limit_type: 'none' }
          : { char_limit_type: 'max', char_limit: tab.charLimit }),
      };
    case 'date':
      return { ...alignment, ...value };
    case 'dropdown':
      return { ...alignment, ...value, options: tab.choices ?? [] };
    case 'checkbox':
      return { default_value: tab.defaultValue === 'checked' ? 'checked' : 'unchecked' };
    case 'signature':
    case 'initials':
      return {};
  }
}

function percent(part: number, whole: number): number {
  return round((part / whole) * 100, 4);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
