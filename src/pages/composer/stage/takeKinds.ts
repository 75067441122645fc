import { FIELD_KINDS, type FieldKind } from '../composition';
import { FIELD_TYPE } from '../panels/fieldKinds';
import { aimOf } from './gestures';
import type { Hover } from './hover';
import { placeAt, targetsOf } from './placing';
import type { PointerPorts } from './pointer';

/** Takes kinds of fields that are dragged onto a page from beside it. */
export function takeKinds(ports: PointerPorts, hover: Hover): void {
  const { view, editor, isBusy } = ports;
  const { root } = view;
  root.addEventListener('dragover', (event) => {
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes(FIELD_TYPE) || isBusy()) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    // Which kind it is cannot be read before it is dropped.
    hover.show(undefined, aimOf(view.scroller, event), editor.tool ?? 'date');
  });
  root.addEventListener('dragleave', () => hover.end());
  root.addEventListener('drop', (event) => {
    const kind = kindOf(event.dataTransfer?.getData(FIELD_TYPE));
    hover.end();
    if (kind === undefined || isBusy()) return;
    event.preventDefault();
    event.stopPropagation();
    const aim = aimOf(view.scroller, event);
    const point = view.paperAt(aim.x, aim.y);
    const spot = point && view.floor.spot(point.index);
    if (!point || !spot) return;
    if (editor.signerId === undefined) {
      ports.nobodySigns();
      return;
    }
    placeAt(ports, targetsOf(ports), { kind, signerId: editor.signerId, spot, point, free: aim.free });
    editor.setTool(undefined);
  });
}

function kindOf(text: string | undefined): FieldKind | undefined {
  return FIELD_KINDS.find((kind) => kind === text);
}
