import { h, icon, name, type Child } from '../dom';
import type { AuditDocumentView, AuditEventView, EnteredValueView } from '../sections';
import type { HashView } from '../view';
import { time, type PageContext } from './context';

interface Cell {
  /** Names the row. */
  readonly names?: boolean;
  readonly kind?: string;
  readonly content: Child;
}

/** A table per document: what was done, by whom, and what of it stands in the blockchain. */
export function auditTables(
  context: PageContext,
  columns: readonly string[],
  documents: readonly AuditDocumentView[],
): readonly HTMLElement[] {
  const { strings } = context;
  return documents.map((document, at) => {
    if (document.events.length === 0) {
      return h('p', { class: 'quiet' }, name(document.name), ' · ', strings.noAuditLog);
    }
    const rows = document.events.map((event, index) => auditRow(context, event, `${at}-${index}`));
    const all = [strings.when, strings.activity, strings.by, ...columns];
    return table(name(document.name), all, rows, 'audit-table');
  });
}

function auditRow(context: PageContext, event: AuditEventView, key: string): readonly Cell[] {
  const mark = h('span', { class: 'cell-mark' }, icon(event.icon, event.tone), name(event.activity));
  return [
    {
      kind: 'cell-time',
      content: event.at === undefined ? undefined : time(context, event.at, 'moment'),
    },
    { names: true, content: mark },
    { kind: 'cell-text', content: name(event.by) },
    ...event.proofs.map((proof, index) => ({
      kind: 'cell-proof',
      content: proof.full === '' ? undefined : copyable(context, proof, `proof-${key}-${index}`),
    })),
  ];
}

/** A value too long to read: shortened, whole on hover, copied by a click. */
function copyable(context: PageContext, value: HashView, key: string): HTMLElement {
  const element = h(
    'button',
    {
      type: 'button',
      class: 'button link proof',
      'data-key': key,
      title: value.full,
      'aria-label': `${context.strings.copyValue} ${value.label} ${value.short}`,
    },
    h('code', {}, value.short),
    icon('copy'),
  );
  element.addEventListener('click', () => context.copy('auditValue', { value: value.full }));
  return element;
}

export function valuesTable(context: PageContext, values: readonly EnteredValueView[]): HTMLElement {
  const { strings } = context;
  const rows = values.map((entry): readonly Cell[] => [
    { content: name(entry.document) },
    { content: name(entry.signer) },
    { names: true, content: name(entry.field) },
    { content: h('span', { class: 'cell-value', dir: 'auto' }, entry.value) },
  ]);
  const columns = [strings.document, strings.signer, strings.field, strings.value];
  return table(h('span', { class: 'unseen' }, strings.enteredValues), columns, rows, 'values-table');
}

/**
 * The roles are those that the elements have by themselves: where the page is narrow, cells stand below each other, and browsers
 * then no longer take it for a table unless told so.
 */
function table(
  caption: Child,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  kind: string,
): HTMLElement {
  const head = columns.map((column) => h('th', { scope: 'col', role: 'columnheader' }, column));
  const body = rows.map((cells) =>
    h(
      'tr',
      { role: 'row' },
      ...cells.map((cell, index) =>
        h(
          cell.names === true ? 'th' : 'td',
          {
            class: cell.kind,
            scope: cell.names === true ? 'row' : undefined,
            role: cell.names === true ? 'rowheader' : 'cell',
            'data-column': columns[index],
          },
          cell.content,
        ),
      ),
    ),
  );
  return h(
    'div',
    { class: 'table-place' },
    h(
      'table',
      { class: kind, role: 'table' },
      h('caption', {}, caption),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...head)),
      h('tbody', { role: 'rowgroup' }, ...body),
    ),
  );
}
