/** What keeps the envelopes current: loaded after the start, so that starting the editor does not pay for it. No VS Code here. */
import type { CurrentPorts } from './ports';
import { StayingCurrent } from './stayingCurrent';

/** Begins at once, and ends when put away. */
export function createCurrent(ports: CurrentPorts): StayingCurrent {
  return new StayingCurrent(ports);
}
