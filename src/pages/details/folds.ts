import { button, h, icon, name } from '../dom';
import type { AttachmentsView, SectionView } from '../sections';
import type { StringKey } from '../strings';
import type { SectionName } from '../view';
import type { PageContext } from './context';
import { auditTables, valuesTable } from './tables';

const EMPTY: Readonly<Record<SectionName, StringKey>> = {
  auditLog: 'noAuditLog',
  enteredValues: 'noEnteredValues',
  attachments: 'noAttachments',
};

/** A section that is a line until it is opened, and is read then. */
export function fold(context: PageContext, which: SectionName): HTMLElement {
  const open = context.isOpen(which);
  const heading = `heading-${which}`;
  const body = `fold-${which}`;
  const opener = button({
    label: context.strings[which],
    key: `fold-${which}`,
    kind: 'fold',
    icon: open ? 'chevron-down' : 'chevron-right',
    run: () => context.toggle(which),
  });
  opener.setAttribute('aria-expanded', String(open));
  if (open) opener.setAttribute('aria-controls', body);
  return h(
    'section',
    { class: `section fold ${which}`, 'aria-labelledby': heading },
    h('h2', { id: heading }, opener),
    open ? h('div', { id: body, class: 'fold-body' }, ...content(context, which)) : undefined,
  );
}

function content(context: PageContext, which: SectionName): readonly (HTMLElement | undefined)[] {
  const view = context.section(which);
  if (!view) return [skeleton(context)];
  const known = table(context, view);
  if (view.phase === 'loading' && !known) return [skeleton(context)];
  return [view.phase === 'failed' ? failure(context, which, view.message) : undefined, ...(known ?? [])];
}

function failure(context: PageContext, which: SectionName, message: string): HTMLElement {
  const { strings } = context;
  const retry = button({
    label: strings.retry,
    spoken: `${strings.retry}: ${strings[which]}`,
    key: `retry-${which}`,
    kind: 'link',
    run: () => context.say({ type: 'reload', section: which }),
  });
  return h('p', { class: 'quiet' }, icon('warning', 'bad'), ' ', message, ' ', retry);
}

function skeleton({ strings }: PageContext): HTMLElement {
  const bar = (width: string) => h('span', { class: `bone ${width}` });
  return h(
    'div',
    { class: 'bone-block', role: 'img', 'aria-label': strings.loadingSection },
    bar('wide'),
    bar('middle'),
    bar('wide'),
  );
}

/** What is known of the section; `undefined` where nothing is. */
function table(context: PageContext, view: SectionView): readonly HTMLElement[] | undefined {
  const { strings } = context;
  const nothing = h('p', { class: 'quiet' }, strings[EMPTY[view.name]]);
  switch (view.name) {
    case 'auditLog': {
      const { documents } = view;
      if (!documents) return undefined;
      return documents.some(({ events }) => events.length > 0)
        ? [...auditTables(context, view.columns, documents), exports(context, 'exportAuditLog')]
        : [nothing];
    }
    case 'enteredValues': {
      const { values } = view;
      if (!values) return undefined;
      return values.length > 0
        ? [valuesTable(context, values), exports(context, 'exportEnteredValues')]
        : [nothing];
    }
    case 'attachments': {
      const { attachments } = view;
      // Adding is offered also while it is not known what there is.
      if (!attachments) return view.phase === 'failed' ? [adding(context, view)] : undefined;
      const list =
        attachments.length === 0
          ? nothing
          : h('ul', { class: 'rows' }, ...attachments.map((each) => attachment(context, each)));
      return [list, adding(context, view)];
    }
  }
}

function exports(context: PageContext, action: 'exportAuditLog' | 'exportEnteredValues'): HTMLElement {
  const { strings } = context;
  return h(
    'p',
    { class: 'fold-actions' },
    button({
      label: strings.exportCsv,
      key: `${action}-csv`,
      kind: 'link',
      run: () => context.act(action, { format: 'csv' }),
    }),
    button({
      label: strings.exportJson,
      key: `${action}-json`,
      kind: 'link',
      run: () => context.act(action, { format: 'json' }),
    }),
  );
}

function attachment(
  context: PageContext,
  { id, name: fileName }: { readonly id: string; readonly name: string },
): HTMLElement {
  const { strings } = context;
  const link = (label: string, action: 'openAttachment' | 'saveAttachment') =>
    button({
      label,
      spoken: `${label} ${fileName}`,
      key: `${action}-${id}`,
      kind: 'link',
      run: () => context.act(action, { attachmentId: id }),
    });
  return h(
    'li',
    { class: 'row' },
    h('span', { class: 'row-name', title: fileName }, icon('file', 'muted'), name(fileName)),
    h(
      'span',
      { class: 'row-actions' },
      link(strings.open, 'openAttachment'),
      link(strings.save, 'saveAttachment'),
    ),
  );
}

function adding(context: PageContext, view: AttachmentsView): HTMLElement {
  const add = button({
    label: context.strings.attach,
    key: 'attach',
    kind: 'link',
    icon: 'add',
    run: () => context.act('attach'),
  });
  return h(
    'p',
    { class: 'fold-actions' },
    view.canAdd ? add : undefined,
    view.limit === '' ? undefined : h('span', { class: 'quiet' }, view.limit),
  );
}
