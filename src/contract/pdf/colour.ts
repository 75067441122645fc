import type { PdfDocument } from './document';
import { lightness, type ColourSpace, type GraphicsState } from './graphics';
import { Name, type Value } from './values';

const DIRECT: Partial<Record<string, ColourSpace>> = { g: 'gray', rg: 'rgb', k: 'cmyk' };
const FAMILIES: Partial<Record<string, ColourSpace>> = {
  DeviceGray: 'gray',
  CalGray: 'gray',
  DeviceRGB: 'rgb',
  CalRGB: 'rgb',
  DeviceCMYK: 'cmyk',
};

/**
 * Follows the colour operators, as far as telling blank paper from ink needs it.
 * @param spaceNamed looks up a colour space among the resources
 */
export function applyColour(
  word: string,
  operands: readonly Value[],
  state: GraphicsState,
  spaceNamed: (name: string) => Value,
  doc: PdfDocument,
): void {
  const lower = word.toLowerCase();
  const direct = DIRECT[lower];
  if (direct === undefined && lower !== 'cs' && lower !== 'sc' && lower !== 'scn') return;
  const fill = word === lower;
  const [first] = operands;
  if (lower === 'cs') {
    const space =
      first instanceof Name ? (FAMILIES[first.name] ?? spaceOf(spaceNamed(first.name), doc)) : 'other';
    // A newly chosen space starts with black.
    set(state, fill, space, lightness(space, space === 'cmyk' ? [0, 0, 0, 1] : [0, 0, 0]));
    return;
  }
  const space = direct ?? (fill ? state.fillSpace : state.strokeSpace);
  const pattern = operands.some((operand) => operand instanceof Name);
  const numbers = operands.filter((operand) => typeof operand === 'number');
  set(state, fill, space, pattern ? undefined : lightness(space, numbers));
}

function set(state: GraphicsState, fill: boolean, space: ColourSpace, light: number | undefined): void {
  if (fill) {
    state.fillSpace = space;
    state.fillLight = light;
  } else {
    state.strokeSpace = space;
    state.strokeLight = light;
  }
}

function spaceOf(resource: Value, doc: PdfDocument): ColourSpace {
  const parts = doc.array(resource);
  const family = parts === undefined ? resource : doc.resolve(parts[0] ?? null);
  if (!(family instanceof Name)) return 'other';
  if (family.name !== 'ICCBased') return FAMILIES[family.name] ?? 'other';
  const count = doc.number(doc.dict(parts?.[1] ?? null)?.raw('N') ?? null);
  return count === 1 ? 'gray' : count === 3 ? 'rgb' : count === 4 ? 'cmyk' : 'other';
}
