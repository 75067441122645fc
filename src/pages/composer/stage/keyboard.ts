import { stepFrom } from '../../pdf/zoom';
import { keyCommand, type StageCommand } from '../model/keys';
import type { Commands } from './commands';
import type { Focus } from './focus';
import type { Pointer } from './pointer';
import type { View } from './view';
import type { Words } from './words';

export interface KeyboardPorts {
  readonly view: View;
  readonly focus: Focus;
  readonly commands: Commands;
  readonly pointer: Pointer;
  readonly words: Words;
  readonly announce: (text: string) => void;
  readonly isBusy: () => boolean;
}

/** The keys while the pages or a field on them have the focus. */
export class Keyboard {
  constructor(private readonly ports: KeyboardPorts) {}

  key(event: KeyboardEvent): void {
    if (event.isComposing || !this.does(event)) return;
    event.preventDefault();
    // VS Code hears of every key that gets to the window, and would do what it means there as well.
    event.stopPropagation();
  }

  /** False where the key is not ours. */
  private does(event: KeyboardEvent): boolean {
    const { focus, pointer } = this.ports;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === 'Tab') return !ctrl && !event.altKey && focus.step(event.shiftKey);
    if (pointer.isDragging) return event.key === 'Escape' && pointer.abandon();
    const command = keyCommand({
      key: event.key,
      code: event.code,
      ctrl,
      shift: event.shiftKey,
      alt: event.altKey,
    });
    return command !== undefined && this.run(command);
  }

  private run(command: StageCommand): boolean {
    const { view, words, announce, isBusy, commands } = this.ports;
    switch (command.do) {
      case 'page':
        view.goTo(view.current + command.by);
        if (view.currentSpot) announce(words.page(view.currentSpot));
        return true;
      case 'zoom':
        view.setZoom(command.to === 'fit' ? 0 : stepFrom(view.factor, command.to === 'in' ? 1 : -1));
        announce(words.zoom(view.factor));
        return true;
      default:
        return !isBusy() && commands.run(command);
    }
  }
}
