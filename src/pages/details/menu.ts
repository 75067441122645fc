import { button, h } from '../dom';

export interface MenuEntry {
  /** Stable over redraws. */
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

/**
 * The overflow button and its menu, with the keys a menu has: arrows, Home, End, Escape, and letters, which go to the next entry
 * that begins with them. Groups have a line between them.
 */
export function overflowMenu(label: string, groups: readonly (readonly MenuEntry[])[]): HTMLElement {
  const shown = groups.filter((group) => group.length > 0);
  const parts = shown.map((group) => group.map(entryOf));
  const items = parts.flat();
  const lines = parts.flatMap((group, index) =>
    index === 0 ? group : [h('div', { role: 'separator', class: 'menu-line' }), ...group],
  );

  function entryOf(entry: MenuEntry): HTMLButtonElement {
    const item = h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        class: 'plain menu-item',
        tabindex: -1,
        'data-key': `menu-${entry.key}`,
      },
      entry.label,
    );
    item.addEventListener('click', () => {
      close();
      entry.run();
    });
    return item;
  }
  const list = h('div', { role: 'menu', class: 'menu', 'aria-label': label, hidden: true }, ...lines);
  const opener = button({
    label,
    key: 'more',
    kind: 'icon',
    icon: 'ellipsis',
    run: () => (list.hidden ? open(0) : close()),
  });
  opener.setAttribute('aria-haspopup', 'menu');
  opener.setAttribute('aria-expanded', 'false');
  const root = h('div', { class: 'overflow' }, opener, list);

  /** The next entry, after the one in focus, that begins with what was typed. */
  function lettered(event: KeyboardEvent, at: number): number | undefined {
    const letter = event.key.toLowerCase();
    if (letter.length !== 1 || letter === ' ' || event.ctrlKey || event.metaKey || event.altKey)
      return undefined;
    const turned = items.map((_item, index) => (at + 1 + index) % items.length);
    return turned.find((index) => items[index]?.textContent.toLowerCase().startsWith(letter) === true);
  }
  function open(index: number): void {
    list.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    items.at(index)?.focus();
  }
  function close(): void {
    if (list.hidden) return;
    list.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
  }
  root.addEventListener('keydown', (event) => {
    if (list.hidden) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      open(event.key === 'ArrowDown' ? 0 : -1);
    } else {
      const at = items.findIndex((item) => item === document.activeElement);
      const to: Readonly<Record<string, number>> = {
        ArrowDown: (at + 1) % items.length,
        ArrowUp: (at - 1 + items.length) % items.length,
        Home: 0,
        End: items.length - 1,
      };
      const next = to[event.key] ?? lettered(event, at);
      if (event.key === 'Escape') close();
      else if (next === undefined) return;
      else items[next]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('focusout', (event) => {
    const inside = event.relatedTarget instanceof Node && root.contains(event.relatedTarget);
    if (inside) return;
    list.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  });
  return root;
}
