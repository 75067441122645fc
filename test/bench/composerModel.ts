import type { Box, ComposedField, Composition, PageSize } from '../../src/pages/composer/composition';
import { Editor } from '../../src/pages/composer/model/editor';
import { inReadingOrder, moveFields } from '../../src/pages/composer/model/fields';
import { snap } from '../../src/pages/composer/model/snap';
import { type Group, medianOf } from './figure';

const FIELDS = 500;
const MOVED = 50;
const RUNS = 51;
const ROUNDS = 20;
const TARGET_MS = 1;
const PAGE: PageSize = { width: 595, height: 842 };

/** What a pointer move costs before anything is drawn: moving 50 of 500 fields on one page, and pulling one to all others. */
export const composerModel: Group = {
  name: 'composer-model',
  measure({ note }) {
    note(`moving and snapping among ${FIELDS} fields, ${RUNS} runs`);
    const editor = new Editor(composition(), 0);
    const moved = editor.composition.fields.slice(0, MOVED).map(({ id }) => id);
    const others: readonly Box[] = editor.composition.fields.map(({ box }) => box);
    const baselines = Array.from({ length: 60 }, (_, index) => 14 * index);
    const held: Box = { x: 301.3, y: 411.7, width: 151, height: 41 };
    let step = 0;
    const move = (): unknown =>
      editor.apply(moveFields(moved, (step += 1) % 2 === 0 ? 1 : -1, 0), 'Move', { merge: 'drag' });
    const pull = (): unknown => snap(held, { others, baselines, page: PAGE, tolerance: 4 });
    const order = (): unknown => inReadingOrder(editor.composition);
    const target = { atMost: TARGET_MS };
    return Promise.resolve([
      medianOf(
        { id: 'composer.move', what: `moving ${MOVED} of ${FIELDS} fields`, unit: 'ms', target },
        timesOf(move),
      ),
      medianOf(
        { id: 'composer.snap', what: `snapping among ${FIELDS} fields`, unit: 'ms', target },
        timesOf(pull),
      ),
      medianOf(
        { id: 'composer.order', what: `reading order of ${FIELDS} fields`, unit: 'ms' },
        timesOf(order),
      ),
    ]);
  },
};

/** Milliseconds of one act, each the mean of a round. */
function timesOf(act: () => unknown): readonly number[] {
  return Array.from({ length: RUNS }, () => {
    const start = performance.now();
    for (let round = 0; round < ROUNDS; round += 1) act();
    return (performance.now() - start) / ROUNDS;
  });
}

function composition(): Composition {
  const fields = Array.from({ length: FIELDS }, (_, index): ComposedField => ({
    id: `f${index}`,
    documentId: 'd',
    signerId: 's',
    kind: 'text',
    page: 1,
    box: { x: 10 + (index % 20) * 28, y: 10 + Math.floor(index / 20) * 32, width: 20, height: 14 },
    required: true,
  }));
  return {
    name: 'Crowded',
    description: '',
    categories: [],
    documents: [{ id: 'd', name: 'd.pdf', size: 1, sha256: '0'.repeat(64), pages: [PAGE] }],
    signers: [{ id: 's', name: 'Ada Example', email: 'ada@example.org', order: 1 }],
    observers: [],
    fields,
    options: { flow: 'Parallel', expiresInDays: 14, sendEmails: true },
  };
}
