import { stepFrom } from '../pdf/zoom';
import type { Deed } from './keys';
import type { Pane } from './pane';
import type { Search } from './search';

/** Does what a key is for; false where the key is to do what it does anyway. */
export function act(deed: Deed, pane: Pane, search: Search): boolean {
  const { shown } = pane;
  if (!shown) return false;
  // Arrow keys scroll where there is something to the side.
  if ((deed === 'nextPage' || deed === 'previousPage') && pane.scrollsSideways) return false;
  if (deed === 'escape' && !search.bar.isOpen) return false;
  const deeds: Readonly<Record<Deed, () => void>> = {
    search: () => search.open(),
    nextMatch: () => search.move(1),
    previousMatch: () => search.move(-1),
    zoomIn: () => pane.setZoom(stepFrom(pane.factor, 1)),
    zoomOut: () => pane.setZoom(stepFrom(pane.factor, -1)),
    zoomReset: () => pane.setZoom('auto'),
    firstPage: () => pane.goTo(1),
    lastPage: () => pane.goTo(shown.layout.count),
    nextPage: () => pane.goTo(pane.page + 1),
    previousPage: () => pane.goTo(pane.page - 1),
    screenDown: () => pane.screen(1),
    screenUp: () => pane.screen(-1),
    rotate: () => pane.rotate(1),
    rotateBack: () => pane.rotate(-1),
    escape: () => search.close(),
  };
  deeds[deed]();
  return true;
}
