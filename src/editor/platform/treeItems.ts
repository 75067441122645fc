import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Row } from './rows';

const COLLAPSIBLE = {
  none: TreeItemCollapsibleState.None,
  closed: TreeItemCollapsibleState.Collapsed,
  open: TreeItemCollapsibleState.Expanded,
};

/** Draws a row. `node` is what the row's command gets. */
export function toTreeItem(row: Row, node: unknown): TreeItem {
  const item = new TreeItem(row.label, COLLAPSIBLE[row.children]);
  item.id = row.id;
  if (row.description !== undefined) item.description = row.description;
  if (row.icon) {
    item.iconPath = new ThemeIcon(
      row.icon.name,
      row.icon.color === undefined ? undefined : new ThemeColor(row.icon.color),
    );
  }
  if (row.tooltip !== undefined) item.tooltip = new MarkdownString(row.tooltip, true);
  if (row.context !== undefined) item.contextValue = row.context;
  if (row.command) item.command = { command: row.command.id, title: row.command.title, arguments: [node] };
  if (row.spoken !== undefined) item.accessibilityInformation = { label: row.spoken };
  return item;
}
