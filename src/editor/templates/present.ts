import type { TemplateSummary } from '../../jsign/types';
import { escapeMarkdown, shortText } from '../platform/foreignText';
import { type Row } from '../platform/rows';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import { isFiltered, type TemplateFilter, type TemplateShelf } from './store';

export type TemplateNode =
  | { readonly kind: 'template'; readonly accountId: string; readonly template: TemplateSummary }
  | { readonly kind: 'moreTemplates'; readonly left: number; readonly total: number }
  /** Under a filter: further templates may fit, and have not been read. */
  | { readonly kind: 'searchTemplates'; readonly read: number; readonly total: number }
  | { readonly kind: 'noTemplateFits' }
  | { readonly kind: 'templateError'; readonly message: string };

/** The rows of the Templates view for what was read so far. */
export function templateNodes(
  shelf: TemplateShelf,
  describe: (error: unknown) => string,
): readonly TemplateNode[] {
  const { list } = shelf;
  const accountId = shelf.session.account.id;
  const nodes: TemplateNode[] = shelf.shown.map((template) => ({ kind: 'template', accountId, template }));
  if (list.state === 'failed') {
    const failure: TemplateNode = { kind: 'templateError', message: describe(list.error) };
    return list.failedAtEnd ? [...nodes, failure] : [failure, ...nodes];
  }
  const more = list.hasMore && list.total > list.all.length;
  if (!isFiltered(shelf.filter)) {
    const left = Math.min(50, list.total - list.all.length);
    return more ? [...nodes, { kind: 'moreTemplates', left, total: list.total }] : nodes;
  }
  if (more) return [...nodes, { kind: 'searchTemplates', read: list.all.length, total: list.total }];
  return nodes.length === 0 && list.all.length > 0 ? [{ kind: 'noTemplateFits' }] : nodes;
}

/** The filter in a few words, for the view's description; empty without one. */
export function filterWords({ status, text }: TemplateFilter, t: Translate): string {
  const words = [
    ...(status === 'all' ? [] : [t({ text: status === 'active' ? 'Active' : 'Inactive' })]),
    ...(text === '' ? [] : [t({ text: '"{0}"', args: [shortText(text, 40)] })]),
  ];
  return words.join(' · ');
}

const ICONS: Readonly<Record<TemplateSummary['status']['known'], NonNullable<Row['icon']>>> = {
  active: { name: 'file' },
  inactive: { name: 'circle-slash', color: 'disabledForeground' },
  unknown: { name: 'question' },
};

export function templateRow(node: TemplateNode, t: Translate, when: When): Row {
  switch (node.kind) {
    case 'template':
      return rowOf(node.template, t, when);
    case 'moreTemplates':
      return {
        id: 'moreTemplates',
        label: t({ text: 'Load {0} more (of {1})', args: [node.left, node.total] }),
        icon: { name: 'ellipsis' },
        children: 'none',
        command: { id: 'jsign.loadMoreTemplates', title: t({ text: 'Load More' }) },
      };
    case 'searchTemplates':
      return {
        id: 'searchTemplates',
        label: t({ text: 'Search further ({0} of {1} read)', args: [node.read, node.total] }),
        icon: { name: 'search' },
        children: 'none',
        command: { id: 'jsign.loadMoreTemplates', title: t({ text: 'Search Further' }) },
      };
    case 'noTemplateFits':
      return {
        id: 'noTemplateFits',
        label: t({ text: 'No template fits the filter' }),
        description: t({ text: 'change or clear it' }),
        icon: { name: 'filter' },
        children: 'none',
        command: { id: 'jsign.filterTemplates', title: t({ text: 'Filter Templates' }) },
      };
    case 'templateError':
      return {
        id: 'templateError',
        label: node.message,
        icon: { name: 'error', color: 'list.errorForeground' },
        tooltip: escapeMarkdown(node.message),
        context: 'templateError',
        children: 'none',
        command: { id: 'jsign.retryTemplates', title: t({ text: 'Retry' }) },
      };
  }
}

function rowOf(template: TemplateSummary, t: Translate, when: When): Row {
  const { known, raw } = template.status;
  const label = shortText(template.name);
  const word =
    known === 'unknown' ? shortText(raw, 40) : t({ text: known === 'inactive' ? 'Inactive' : 'Active' });
  const { createdAt } = template;
  const tooltip = [
    `**${escapeMarkdown(template.name)}**`,
    ...(known === 'inactive'
      ? [escapeMarkdown(t({ text: 'Inactive: no envelope can be made from it until it is activated' }))]
      : [escapeMarkdown(word)]),
    ...(createdAt === undefined
      ? []
      : [escapeMarkdown(t({ text: 'Made {0}', args: [when.full(createdAt)] }))]),
  ];
  return {
    id: `template:${template.id}`,
    label,
    description: [word, ...(createdAt === undefined ? [] : [when.day(createdAt)])].join(' · '),
    icon: ICONS[known],
    tooltip: tooltip.join('\n\n'),
    context: `template+${known}`,
    children: 'none',
    spoken: t({ text: '{0}, template, {1}', args: [label, word] }),
  };
}
