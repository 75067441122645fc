// An extension to compare with, loaded by VS Code in its extension host: a tree whose rows stand there from the start, a web page
// panel with next to nothing in it, and a command that says how much memory the extension host has in use.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  commands,
  type ExtensionContext,
  type TreeDataProvider,
  type TreeItem,
  ViewColumn,
  window,
} from 'vscode';
import { toTreeItem } from '../../src/editor/platform/treeItems';
import type { Row } from '../../src/editor/platform/rows';
import { COMPANION, type HostMemory, MEMORY_FILE, ROWS_FILE, type StaticRows } from './companionNames';

const POLICY = `default-src 'none'; form-action 'none'; base-uri 'none'`;
const PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${COMPANION.emptyPage}</title>
</head>
<body><h1>${COMPANION.heading}</h1></body>
</html>`;

/** `shared` is the folder that the bench looks into. */
export function start(context: ExtensionContext, shared: string): void {
  const tree = new StaticTree(rowsIn(shared));
  context.subscriptions.push(
    window.registerTreeDataProvider('bench.static', tree),
    window.registerTreeDataProvider('bench.second', new StaticTree([])),
    window.registerTreeDataProvider('bench.third', new StaticTree([])),
    commands.registerCommand('bench.openPage', openPage),
    commands.registerCommand('bench.measureMemory', () => writeMemory(shared)),
  );
}

class StaticTree implements TreeDataProvider<Row> {
  private readonly roots: readonly Row[];

  constructor(private readonly rows: readonly Row[]) {
    this.roots = [
      { id: 'group', label: COMPANION.group, children: 'closed' },
      {
        id: 'page',
        label: COMPANION.emptyPage,
        children: 'none',
        command: { id: 'bench.openPage', title: 'Open' },
      },
    ];
  }

  getTreeItem(row: Row): TreeItem {
    return toTreeItem(row, row);
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return [...this.roots];
    return row.id === 'group' ? [...this.rows] : [];
  }
}

function rowsIn(shared: string): StaticRows {
  const file = path.join(shared, ROWS_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StaticRows) : [];
}

function openPage(): void {
  const panel = window.createWebviewPanel('bench.page', COMPANION.emptyPage, ViewColumn.Active, {});
  panel.webview.html = PAGE;
}

function writeMemory(shared: string): void {
  collect();
  const { heapUsed: heap, external } = process.memoryUsage();
  const memory: HostMemory = { heap, external };
  const file = path.join(shared, MEMORY_FILE);
  writeFileSync(`${file}.new`, JSON.stringify(memory));
  renameSync(`${file}.new`, file);
}

/** The extension host was not started for it, but V8 can be told later. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  // What the first round makes free may hold what only the second one finds.
  gc();
  gc();
}
