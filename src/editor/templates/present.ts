import type { TemplateSummary } from '../../jsign/types';
import type { PagedList } from '../platform/pagedList';
import { escapeMarkdown, shortText } from '../platform/foreignText';
import { type Row } from '../platform/rows';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';

export type TemplateNode =
  | { readonly kind: 'template'; readonly template: TemplateSummary }
  | { readonly kind: 'moreTemplates'; readonly left: number; readonly total: number }
  | { readonly kind: 'templateError'; readonly message: string };

/** The rows of the Templates view for what was read so far. */
export function templateNodes(
  list: PagedList<TemplateSummary>,
  describe: (error: unknown) => string,
): readonly TemplateNode[] {
  const nodes: TemplateNode[] = list.all.map((template) => ({ kind: 'template', template }));
  if (list.state === 'failed') {
    const failure: TemplateNode = { kind: 'templateError', message: describe(list.error) };
    return list.failedAtEnd ? [...nodes, failure] : [failure, ...nodes];
  }
  if (list.hasMore && list.total > list.all.length) {
    nodes.push({
      kind: 'moreTemplates',
      left: Math.min(50, list.total - list.all.length),
      total: list.total,
    });
  }
  return nodes;
}

export function templateRow(node: TemplateNode, t: Translate, when: When): Row {
  switch (node.kind) {
    case 'template': {
      const { template } = node;
      const inactive = template.status.known === 'inactive';
      const word =
        template.status.known === 'unknown'
          ? template.status.raw
          : t({ text: inactive ? 'Inactive' : 'Active' });
      const age = template.createdAt === undefined ? [] : [when.day(template.createdAt)];
      return {
        id: `template:${template.id}`,
        label: shortText(template.name),
        description: [word, ...age].join(' · '),
        icon: { name: 'file', ...(inactive ? { color: 'disabledForeground' } : {}) },
        tooltip: `**${escapeMarkdown(template.name)}**\n\n${escapeMarkdown(word)}`,
        context: `template+${template.status.known}`,
        children: 'none',
      };
    }
    case 'moreTemplates':
      return {
        id: 'moreTemplates',
        label: t({ text: 'Load {0} more (of {1})', args: [node.left, node.total] }),
        icon: { name: 'ellipsis' },
        children: 'none',
        command: { id: 'jsign.loadMoreTemplates', title: t({ text: 'Load More' }) },
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
