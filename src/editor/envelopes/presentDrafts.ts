import { escapeMarkdown, shortText } from '../platform/foreignText';
import type { Row } from '../platform/rows';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import type { DraftList, DraftRow, ListedDraft } from './api';

/** Lines of one kind in a tooltip. */
const MOST_LINES = 8;

/** Rows for what is being prepared. */
export class DraftPresenter {
  constructor(
    private readonly t: Translate,
    private readonly when: When,
    private readonly list?: Pick<DraftList, 'rows'>,
  ) {}

  group(accountId: string): Row {
    const rows = this.list?.rows(accountId) ?? [];
    // Of those that cannot be read nobody knows how many there are.
    const isKnown = !rows.some(({ kind }) => kind === 'unreadable');
    return {
      id: 'group:drafts',
      label: this.t({ text: 'Drafts' }),
      context: 'group+drafts',
      children: 'open',
      ...(isKnown ? { description: String(rows.length) } : {}),
    };
  }

  row(row: DraftRow): Row {
    switch (row.kind) {
      case 'draft':
        return this.draft(row);
      case 'newer':
        return this.unusable(`draft:${row.id}`, 'draft+newer', 'lock', {
          label: this.t({ text: 'Draft of a newer version' }),
          why: this.t({
            text: 'A newer version of jSign for VS Code saved this draft. Update the extension to open it.',
          }),
        });
      case 'broken':
        return this.unusable(`draft:${row.id}`, 'draft+broken', 'warning', {
          label: this.t({ text: 'Draft that cannot be read' }),
          why: this.t({ text: 'What is in its file makes no sense. The file was left as it is.' }),
        });
      case 'unreadable':
        return this.unusable('drafts:unreadable', 'unreadable', 'warning', {
          label: this.t({ text: 'The drafts cannot be read' }),
          why: this.t({
            text: 'The folder in which they are kept cannot be read. They are shown as soon as it can be.',
          }),
        });
    }
  }

  private draft(draft: ListedDraft): Row {
    const name = shortText(draft.name) || this.t({ text: 'Untitled draft' });
    const facts = [this.documentCount(draft.documents.length), ...this.edited(draft)].join(' · ');
    return {
      id: `draft:${draft.id}`,
      label: name,
      description: facts,
      icon: { name: 'file' },
      tooltip: this.tooltip(draft, name),
      context: 'draft',
      children: 'none',
      command: { id: 'jsign.openDraft', title: this.t({ text: 'Open Draft' }) },
      spoken: [this.t({ text: '{0}, draft', args: [name] }), facts].join(', '),
    };
  }

  private documentCount(count: number): string {
    if (count === 0) return this.t({ text: 'no document' });
    return count === 1 ? this.t({ text: '1 document' }) : this.t({ text: '{0} documents', args: [count] });
  }

  private edited({ editedAt }: ListedDraft): readonly string[] {
    return editedAt === undefined ? [] : [this.t({ text: 'edited {0}', args: [this.when.ago(editedAt)] })];
  }

  private tooltip({ documents, editedAt, people }: ListedDraft, name: string): string {
    const edited =
      editedAt === undefined
        ? []
        : [escapeMarkdown(this.t({ text: 'Edited {0}', args: [this.when.full(editedAt)] }))];
    const paragraphs = [
      [`**${escapeMarkdown(name)}**`, ...edited],
      this.lines(documents.map((each) => ['file-pdf', each] as const)),
      this.lines(people.map(({ name: who, email }) => ['person', who || email] as const)),
    ];
    // Two blanks before a line's end break it within its paragraph.
    return paragraphs
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('  \n'))
      .join('\n\n');
  }

  private lines(all: readonly (readonly [icon: string, text: string])[]): readonly string[] {
    const named = all.filter(([, text]) => shortText(text) !== '');
    const shown = named
      .slice(0, MOST_LINES)
      .map(([icon, text]) => `$(${icon}) ${escapeMarkdown(shortText(text))}`);
    const left = named.length - shown.length;
    return left > 0 ? [...shown, escapeMarkdown(this.t({ text: 'and {0} more', args: [left] }))] : shown;
  }

  private unusable(
    id: string,
    context: string,
    icon: string,
    { label, why }: { readonly label: string; readonly why: string },
  ): Row {
    return {
      id,
      label,
      icon: { name: icon },
      tooltip: escapeMarkdown(why),
      context,
      children: 'none',
      spoken: `${label}. ${why}`,
    };
  }
}
