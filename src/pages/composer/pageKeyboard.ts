import { pageCommand, type PageCommand } from './pageKeys';

/** Fields that keep the letters typed into them. */
const TYPED_INTO = 'input:not([type="checkbox"], [type="radio"]), textarea, select';

/** Hears the keys that nothing on the page has taken, wherever the focus is. */
export function hearKeys(deeds: Readonly<Record<PageCommand, () => void>>, isAway: () => boolean): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || isAway()) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const command = pageCommand(
      {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      },
      { typing: target?.matches(TYPED_INTO) === true, bound: target?.dataset['bound'] !== undefined },
    );
    if (command === undefined) return;
    deeds[command]();
    event.preventDefault();
    // VS Code hears of every key that gets to the window, and would do what it means there as well.
    event.stopPropagation();
  });
}
