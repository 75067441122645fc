import type { CDPSession } from 'playwright-core';
import type { Composition } from '../../src/pages/composer/composition';
import type { ComposerBench } from '../ui/pages/composerBench';
import { ADA, field, FILLED, GRACE } from '../ui/pages/compositions';
import { type At, Hands } from '../ui/pages/stageHands';
import { until } from '../workbench';
import { type Bench, type Figure, percentile95, ranging } from './figure';

const FIELDS = 500;
const COLUMNS = 20;
/** Those that are dragged together. */
const SELECTED = { columns: 10, rows: 5 };
const MOVES = 120;
const ROUNDS = 3;
const TARGET_MS = 8;
/** Pixels: all of the page is seen, so that nothing scrolls. */
const WINDOW = { width: 1280, height: 1250 };
/** Pixels to and fro, and with each move. */
const WIDTH = 420;
const [ACROSS, DOWN] = [7, 5];

/** Points, of page 1. */
const BLANK: At = { page: 1, x: 5, y: 14 };
const HELD: At = { page: 1, x: 20, y: 28 };
const BEGUN: At = { page: 1, x: 60, y: 60 };

interface Gesture {
  readonly id: string;
  readonly what: string;
  /** Where the pointer goes down, after whatever is done before. */
  readonly press: (hands: Hands) => Promise<At>;
}

const GESTURES: readonly Gesture[] = [
  {
    id: 'composer.drag.one',
    what: `dragging one of ${FIELDS} fields`,
    press: () => Promise.resolve(HELD),
  },
  {
    id: 'composer.drag.many',
    what: `dragging ${SELECTED.columns * SELECTED.rows} of ${FIELDS} fields`,
    press: async (hands) => {
      await hands.drag(BLANK, { page: 1, x: left(SELECTED.columns) - 2, y: top(SELECTED.rows) - 6 });
      const selected = hands.page.locator('.placed.selected');
      const count = SELECTED.columns * SELECTED.rows;
      await until(`${count} selected fields`, async () => (await selected.count()) === count);
      return HELD;
    },
  },
  {
    id: 'composer.marquee',
    what: `drawing a box over ${FIELDS} fields`,
    press: () => Promise.resolve(BLANK),
  },
];

/** What the browser does with one move of the pointer: script, styles and layout. */
export async function measureMoves(bench: ComposerBench, note: Bench['note']): Promise<readonly Figure[]> {
  note(`moving the pointer over ${FIELDS} fields in the composer, ${MOVES} times in ${ROUNDS} rounds each`);
  const figures: Figure[] = [];
  for (const gesture of GESTURES) {
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await moved(bench, gesture));
    const named = {
      id: gesture.id,
      what: `${gesture.what}, script and layout of a move, p95`,
      unit: 'ms',
      target: { atMost: TARGET_MS },
    } as const;
    figures.push(ranging(named, percentile95(rounds.flat()), rounds.map(percentile95)));
  }
  return figures;
}

/** Milliseconds of each move. */
async function moved(bench: ComposerBench, { press }: Gesture): Promise<number[]> {
  const composed = composition();
  const composer = await bench.open('light', composed, WINDOW);
  await composer.heard('shown');
  const hands = new Hands(composer, composed);
  const { page } = hands;
  await page
    .locator('.placed')
    .nth(FIELDS - 1)
    .waitFor();
  await hands.press(await press(hands));
  await hands.move(BEGUN);
  await page.locator('.stage.dragging').waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { x, y } = await hands.at(BEGUN);
  const times: number[] = [];
  let before = await spent(session);
  for (let step = 1; step <= MOVES; step += 1) {
    // Playwright's own mouse would run scripts in the page while a button is held.
    await session.send('Input.dispatchMouseEvent', {
      type: 'mouseMoved',
      x: x + toAndFro(step * ACROSS),
      y: y + step * DOWN,
      button: 'left',
      buttons: 1,
    });
    // The move is shown with the next frame, and that one has ended when another begins.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const after = await spent(session);
    times.push(after - before);
    before = after;
  }
  await page.mouse.up();
  await page.close();
  return times;
}

/** Milliseconds that the page has spent so far. Asking costs a little of it as well. */
async function spent(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
  return 1000 * (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration'));
}

function toAndFro(distance: number): number {
  const rest = distance % (2 * WIDTH);
  return rest < WIDTH ? rest : 2 * WIDTH - rest;
}

function composition(): Composition {
  const fields = Array.from({ length: FIELDS }, (_, index) => {
    const box = { x: left(index % COLUMNS), y: top(Math.floor(index / COLUMNS)), width: 24, height: 18 };
    return field(`n${index}`, 'text', index % 2 === 0 ? ADA.id : GRACE.id, 0, { box });
  });
  return { ...FILLED, signers: [ADA, GRACE], fields };
}

/** Of a column, in points. */
function left(column: number): number {
  return 10 + column * 28;
}

/** Of a row, in points. */
function top(row: number): number {
  return 20 + row * 30;
}
