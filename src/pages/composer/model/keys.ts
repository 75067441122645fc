import type { FieldKind } from '../composition';

/** What a key does while the stage or a field on it has the focus. */
export type StageCommand =
  /** A field of this kind for the current signer, at a free place. */
  | { readonly do: 'place'; readonly kind: FieldKind }
  /** From 0: the selected fields change hands; with none selected, whose fields come next. */
  | { readonly do: 'signer'; readonly index: number }
  /** Points. */
  | { readonly do: 'nudge'; readonly dx: number; readonly dy: number }
  /** Points wider and higher. */
  | { readonly do: 'grow'; readonly dw: number; readonly dh: number }
  /** Adds the field that has the focus to the selection, or takes it out. */
  | { readonly do: 'toggle' }
  | { readonly do: 'page'; readonly by: 1 | -1 }
  | { readonly do: 'zoom'; readonly to: 'in' | 'out' | 'fit' }
  | {
      readonly do:
        | 'remove'
        | 'properties'
        /** First the tool, then the selection. */
        | 'escape'
        /** Of the page in view. */
        | 'selectAll'
        | 'copy'
        | 'cut'
        | 'paste'
        | 'duplicate'
        | 'undo'
        | 'redo'
        | 'help';
    };

export interface KeyPress {
  /** As the browser names it: `s`, `ArrowLeft`, `?`. */
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Where the key is on the keyboard (`KeyS`): tells letters on keyboards that write no Latin ones. */
  readonly code?: string;
}

const LETTERS: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  ['s', 'signature'],
  ['i', 'initials'],
  ['d', 'date'],
  ['t', 'text'],
  ['a', 'textArea'],
  ['c', 'checkbox'],
  ['l', 'dropdown'],
]);

const ARROWS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
] as const);

/** Signs stand on other keys, with and without Shift, on other keyboards: whether Shift is held says nothing. */
const SIGNS: ReadonlyMap<string, StageCommand> = new Map<string, StageCommand>([
  ['+', { do: 'zoom', to: 'in' }],
  ['=', { do: 'zoom', to: 'in' }],
  ['-', { do: 'zoom', to: 'out' }],
  ['_', { do: 'zoom', to: 'out' }],
  ['0', { do: 'zoom', to: 'fit' }],
  ['?', { do: 'help' }],
]);

const NAMED: ReadonlyMap<string, StageCommand> = new Map<string, StageCommand>([
  ['Delete', { do: 'remove' }],
  ['Backspace', { do: 'remove' }],
  ['Enter', { do: 'properties' }],
  ['Escape', { do: 'escape' }],
  [' ', { do: 'toggle' }],
  ['PageUp', { do: 'page', by: -1 }],
  ['PageDown', { do: 'page', by: 1 }],
]);

const WITH_CTRL: ReadonlyMap<string, StageCommand> = new Map<string, StageCommand>([
  ['a', { do: 'selectAll' }],
  ['c', { do: 'copy' }],
  ['x', { do: 'cut' }],
  ['v', { do: 'paste' }],
  ['d', { do: 'duplicate' }],
  ['z', { do: 'undo' }],
  ['y', { do: 'redo' }],
]);

/** Points that an arrow moves or resizes by: alone, and with Shift. */
const STEP = 1;
const STRIDE = 10;

/** What a key means on the stage, or `undefined` where it is not ours and must be left to the browser and VS Code. */
export function keyCommand(press: KeyPress): StageCommand | undefined {
  const { key, ctrl, shift, alt } = press;
  const arrow = ARROWS.get(key);
  if (arrow) return ctrl ? undefined : byArrow(arrow, shift, alt);
  // Ctrl and Alt together is how Windows says AltGr, which writes letters.
  if (alt) return undefined;
  if (ctrl) return byCtrl(letterOf(press), shift);
  const sign = SIGNS.get(key);
  if (sign) return sign;
  if (/^[1-9]$/.test(key)) return { do: 'signer', index: Number(key) - 1 };
  if (shift) return undefined;
  const kind = LETTERS.get(letterOf(press));
  return kind ? { do: 'place', kind } : NAMED.get(key);
}

function byArrow([x, y]: readonly [number, number], shift: boolean, alt: boolean): StageCommand {
  const step = shift ? STRIDE : STEP;
  // Adding 0 makes -0 a plain 0.
  const [across, down] = [x * step + 0, y * step + 0];
  return alt ? { do: 'grow', dw: across, dh: down } : { do: 'nudge', dx: across, dy: down };
}

function byCtrl(letter: string, shift: boolean): StageCommand | undefined {
  if (!shift) return WITH_CTRL.get(letter);
  return letter === 'z' ? { do: 'redo' } : undefined;
}

/** In lower case, since the caps lock means nothing here. */
function letterOf({ key, code }: KeyPress): string {
  // A key that writes a letter of another alphabet goes by its place; any Latin letter by what it writes (AZERTY, Dvorak).
  const placed = /^Key([A-Z])$/.exec(code ?? '')?.[1];
  const foreign = key.length === 1 && key > '\u007f';
  return (foreign && placed ? placed : key).toLowerCase();
}
