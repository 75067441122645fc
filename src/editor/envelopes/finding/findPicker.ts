import { ThemeIcon, window, type QuickPickItem } from 'vscode';
import type { FindModel, FindRow, FindView } from './findModel';

interface Item extends QuickPickItem {
  readonly envelopeId: string;
}

/** Shows a search until an envelope is chosen or it is left; gives the envelope's id. Puts the model away. */
export async function showFind(
  model: FindModel,
  words: { readonly title: string; readonly placeholder: string },
): Promise<string | undefined> {
  const picker = window.createQuickPick<Item>();
  picker.placeholder = words.placeholder;
  picker.ignoreFocusOut = true;
  let rows: readonly FindRow[] = [];
  const draw = (view: FindView, typed = false): void => {
    picker.title = view.note === '' ? words.title : `${words.title} · ${view.note}`;
    picker.busy = view.busy;
    if (isSame(rows, view.rows)) return;
    const active = picker.activeItems[0]?.envelopeId;
    // Rows that pages bring in must not move what the person has gone to; the first row is only where they began.
    const isHeld = !typed && active !== undefined && active !== rows[0]?.envelopeId;
    rows = view.rows;
    const items = rows.map(toItem);
    picker.keepScrollPosition = isHeld;
    picker.items = items;
    const held = items.filter((item) => isHeld && item.envelopeId === active);
    if (held.length > 0) picker.activeItems = held;
  };
  try {
    return await new Promise<string | undefined>((resolve) => {
      model.onDidChange((view) => draw(view));
      picker.onDidChangeValue((text) => draw(model.type(text), true));
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen) resolve(chosen.envelopeId);
      });
      picker.onDidHide(() => resolve(undefined));
      draw(model.view);
      picker.show();
      // Where nothing was ever listed there is nothing to search until it is read.
      if (rows.length === 0) void model.readOn();
    });
  } finally {
    model.dispose();
    picker.dispose();
  }
}

/** The model has chosen already, by more than what a row shows: VS Code's own filter must not hide any. */
function toItem({ envelopeId, label, description, detail, icon }: FindRow): Item {
  return {
    envelopeId,
    label,
    description,
    ...(detail === undefined ? {} : { detail }),
    iconPath: new ThemeIcon(icon),
    alwaysShow: true,
  };
}

function isSame(before: readonly FindRow[], after: readonly FindRow[]): boolean {
  return (
    before.length === after.length &&
    before.every((row, index) => {
      const other = after[index];
      return (
        row.envelopeId === other?.envelopeId &&
        row.label === other.label &&
        row.description === other.description &&
        row.detail === other.detail
      );
    })
  );
}
