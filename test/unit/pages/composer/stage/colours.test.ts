import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COLOURS } from '../../../../../src/pages/composer/model/signerLook';

type Rgb = readonly [number, number, number];

const css = readFileSync(path.resolve('src/pages/composer/stage/stage.css'), 'utf8');
const colours = Array.from({ length: COLOURS }, (_, index): Rgb => {
  const hex = new RegExp(`--signer-${index}: #([0-9a-f]{6});`).exec(css)?.[1];
  assert.ok(hex, `colour ${index}`);
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
});

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** How eyes see that have no receptors for red, or for green (Machado and others, 2009), and all others. */
const EYES: Readonly<Record<string, readonly Rgb[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** CIE Lab of what such eyes see. */
function seen(colour: Rgb, eyes: readonly Rgb[]): Rgb {
  const parts = colour.map(linear);
  const [r = 0, g = 0, b = 0] = eyes.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, at) => sum + factor * (parts[at] ?? 0), 0),
      ),
    ),
  );
  const root = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('The colours of signers', () => {
  it('stand out from paper, from their own tint, and from what is written on them', () => {
    for (const colour of colours) {
      const tint = colour.map((part) => part * 0.12 + 255 * 0.88) as unknown as Rgb;
      assert.ok(contrast(colour, [255, 255, 255]) >= 4.5, String(colour));
      assert.ok(contrast(colour, tint) >= 4.5, String(colour));
    }
  });

  it('differ from each other for all eyes', () => {
    for (const [name, eyes] of Object.entries(EYES)) {
      colours.forEach((one, index) => {
        colours.slice(index + 1).forEach((other) => {
          const [a, b] = [seen(one, eyes), seen(other, eyes)];
          const far = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
          assert.ok(far >= 20, `${String(one)} and ${String(other)} are ${far.toFixed(1)} apart (${name})`);
        });
      });
    }
  });
});
