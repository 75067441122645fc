import { h } from '../../dom';

export interface ReorderPorts {
  /** What is dragged: another list's rows are not for this one. */
  readonly type: string;
  /** Puts it at this place among the others, counted from 0 in the list as it is afterwards. */
  readonly move: (id: string, to: number) => void;
}

/**
 * Rows (`data-id`) of a list that are put in another order: by dragging what is `[draggable]` in them, or with Alt and the arrow
 * keys anywhere in a row.
 */
export function reorderable(list: HTMLElement, { type, move }: ReorderPorts): void {
  let dragged: string | undefined;
  const rows = () => [...list.querySelectorAll<HTMLElement>(':scope > [data-id]')];
  const rowOf = (target: EventTarget | null) =>
    target instanceof Element ? rows().find((row) => row.contains(target)) : undefined;
  const unmark = () => {
    for (const row of rows()) row.classList.remove('drop-before', 'drop-after');
  };
  const isOurs = (event: DragEvent) =>
    dragged !== undefined && event.dataTransfer?.types.includes(type) === true;

  list.addEventListener('dragstart', (event) => {
    const row = rowOf(event.target);
    const id = row?.dataset['id'];
    if (!row || id === undefined || !event.dataTransfer) return;
    dragged = id;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData(type, id);
    event.dataTransfer.setDragImage(row, 8, 8);
  });
  list.addEventListener('dragend', () => {
    dragged = undefined;
    unmark();
  });
  list.addEventListener('dragover', (event) => {
    const row = rowOf(event.target);
    if (!row || !isOurs(event)) return;
    event.preventDefault();
    unmark();
    row.classList.add(isBelowMiddle(event, row) ? 'drop-after' : 'drop-before');
  });
  list.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && list.contains(event.relatedTarget))) unmark();
  });
  list.addEventListener('drop', (event) => {
    const row = rowOf(event.target);
    if (!row || !isOurs(event) || dragged === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const all = rows();
    const from = all.findIndex((each) => each.dataset['id'] === dragged);
    const at = all.indexOf(row) + (isBelowMiddle(event, row) ? 1 : 0);
    move(dragged, at > from ? at - 1 : at);
    dragged = undefined;
    unmark();
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = rowOf(event.target);
    const id = row?.dataset['id'];
    if (!row || id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const all = rows();
    const to = all.indexOf(row) + step;
    if (to >= 0 && to < all.length) move(id, to);
  });
}

/** What a row is held by to drag it. The keys do the same, so that it is nothing to those who do not see it. */
export function gripper(title: string): HTMLElement {
  return h('span', {
    class: 'codicon codicon-gripper gripper',
    draggable: 'true',
    'aria-hidden': 'true',
    title,
  });
}

function isBelowMiddle(event: DragEvent, row: HTMLElement): boolean {
  const { top, height } = row.getBoundingClientRect();
  return event.clientY > top + height / 2;
}
