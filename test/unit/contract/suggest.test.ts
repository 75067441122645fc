import assert from 'node:assert/strict';
import { MOST_ON_PAGE, suggestPlaces } from '../../../src/contract/suggest';
import type { Box, SuggestedField } from '../../../src/contract/types';
import { column, rule, seenPage, type Typed } from './support/seenPages';

const ADA = { id: 'ada', name: 'Ada Example', role: 'client' };
const GRACE = { id: 'grace', name: 'Dr. Grace Sample', role: 'contractor' };
const BOTH = [ADA, GRACE];
const UNDERSCORES = '_'.repeat(24);

function found(
  typed: readonly Typed[],
  strokes: readonly Box[] = [],
  signers = BOTH,
): readonly SuggestedField[] {
  return suggestPlaces([seenPage(typed, strokes)], signers);
}

/** Kind and signer of each place, in reading order. */
function short(fields: readonly SuggestedField[]): readonly string[] {
  return fields.map(({ kind, signerId }) => (signerId === undefined ? kind : `${kind} ${signerId}`));
}

function kinds(typed: readonly Typed[], strokes: readonly Box[] = []): readonly string[] {
  return found(typed, strokes, []).map(({ kind }) => kind);
}

const line = (text: string, x = 72, y = 400): readonly Typed[] => [{ x, y, text }];

describe('contract/suggest: labels and lines', () => {
  const CASES: readonly (readonly [string, string])[] = [
    [`Signature: ${UNDERSCORES}`, 'signature'],
    [`Signature ${UNDERSCORES}`, 'signature'],
    [`By: ${UNDERSCORES}`, 'signature'],
    [`X${UNDERSCORES}`, 'signature'],
    [`Authorised signatory: ${UNDERSCORES}`, 'signature'],
    [`Signed for the company: ........................................`, 'signature'],
    [`Signature: …………………………………………`, 'signature'],
    [`Signature: . . . . . . . . . . . . . . . . . . . . . . . . . .`, 'signature'],
    [`Initials: ________`, 'initials'],
    [`Date: ${UNDERSCORES}`, 'date'],
    [`Date of signature: ${UNDERSCORES}`, 'date'],
    [`Dated ${UNDERSCORES}`, 'date'],
    [`Date of birth: ${UNDERSCORES}`, 'text'],
    [`Effective date: ${UNDERSCORES}`, 'text'],
    [`Name: ${UNDERSCORES}`, 'text'],
    [`Printed name and title: ${UNDERSCORES}`, 'text'],
    [`Name of signatory: ${UNDERSCORES}`, 'text'],
    [`1. Title: ${UNDERSCORES}`, 'text'],
    [`Unterschrift: ${UNDERSCORES}`, 'signature'],
    [`Unterschrift des Auftraggebers ${UNDERSCORES}`, 'signature'],
    [`Ort, Datum, Unterschrift: ${UNDERSCORES}`, 'signature'],
    [`Datum: ${UNDERSCORES}`, 'date'],
    [`Ort, Datum: ${UNDERSCORES}`, 'text'],
    [`Kürzel: ________`, 'initials'],
    [`Firma: ${UNDERSCORES} (und der Unterschrift von der Firma)`, 'text'],
    [`Signé par ${UNDERSCORES}`, 'signature'],
    [`Paraphe : ________`, 'initials'],
    [`Nom et prénom : ${UNDERSCORES}`, 'text'],
    [`Qualité : ${UNDERSCORES}`, 'text'],
    [`Firma: ${UNDERSCORES}`, 'signature'],
    [`Firmado por: ${UNDERSCORES}`, 'signature'],
    [`Fecha: ${UNDERSCORES}`, 'date'],
    [`Cargo: ${UNDERSCORES}`, 'text'],
    [`[ ] I agree to the terms`, 'checkbox'],
    [`☐ I agree to the terms`, 'checkbox'],
  ];
  for (const [text, kind] of CASES) it(text, () => assert.deepEqual(kinds(line(text)), [kind]));

  it('several on one line', () => {
    assert.deepEqual(kinds(line(`Signature: ${UNDERSCORES} Date: ____________`)), ['signature', 'date']);
    assert.deepEqual(kinds(line(`Fait à ${UNDERSCORES}, le ____________`)), ['text', 'date']);
    assert.deepEqual(kinds(line(`Berlin, den ${UNDERSCORES}`)), ['date']);
    assert.deepEqual(kinds(line('Do you agree? [ ] Yes [ ] No')), ['checkbox', 'checkbox']);
    assert.deepEqual(kinds(line('☐ Basic   ☐ Pro   ☐ Enterprise')), ['checkbox', 'checkbox', 'checkbox']);
  });

  it('a line with its label below, or above', () => {
    const below = [
      ...line(UNDERSCORES, 72, 400),
      ...line('Signature', 72, 415),
      ...line(UNDERSCORES, 320, 400),
      ...line('(Date)', 320, 415),
    ];
    assert.deepEqual(kinds(below), ['signature', 'date']);
    const above = column(
      72,
      300,
      ['Signature', UNDERSCORES, 'Date', UNDERSCORES, 'Name', UNDERSCORES],
      11,
      17,
    );
    const places = found(above, [], []);
    assert.deepEqual(
      places.map(({ kind }) => kind),
      ['signature', 'date', 'text'],
    );
    const under = column(
      72,
      300,
      [UNDERSCORES, 'Signature', UNDERSCORES, 'Date', UNDERSCORES, 'Name'],
      11,
      17,
    );
    assert.deepEqual(kinds(under), ['signature', 'date', 'text']);
  });

  it('two drawn lines beside each other, of which the left one is a hair lower', () => {
    const rules = [rule(330, 402.2, 180), rule(72, 402.9, 180)];
    const places = found([...line('Signature', 72, 416), ...line('Date', 330, 416)], rules, []);
    assert.deepEqual(
      places.map(({ kind, box }) => [kind, box.x]),
      [
        ['signature', 72],
        ['date', 330],
      ],
    );
  });

  it('drawn lines and frames like typed ones', () => {
    assert.deepEqual(kinds(line('Signature:'), [rule(130, 402, 180)]), ['signature']);
    assert.deepEqual(kinds(line('Date', 320, 416), [rule(320, 403, 110)]), ['date']);
    assert.deepEqual(kinds(line('Signature:'), [{ x: 140, y: 380, width: 200, height: 40 }]), ['signature']);
    // In pieces, as dashed lines come.
    const dashes = Array.from({ length: 40 }, (_, i) => rule(130 + i * 4, 402, 2.5));
    assert.deepEqual(kinds(line('By:'), dashes), ['signature']);
    // The line goes on under its label.
    assert.deepEqual(kinds(line('Name:'), [rule(72, 403, 300)]), ['text']);
    const [box] = found(line('☐'), []).map((one) => one.box);
    assert.equal(box, undefined, 'a box that belongs to nothing');
    const square = found(line('I agree', 90), [{ x: 74, y: 391, width: 11, height: 11 }]);
    assert.deepEqual(
      square.map(({ kind, label }) => [kind, label]),
      [['checkbox', 'I agree']],
    );
  });

  it('labels with room behind them, where somebody signs', () => {
    const places = found(column(72, 300, ['Signature:', 'Name:', 'Date:'], 11, 24), [], []);
    assert.deepEqual(
      places.map(({ kind, why, label }) => [kind, why, label]),
      [
        ['signature', 'label', undefined],
        ['text', 'label', 'Name'],
        ['date', 'label', undefined],
      ],
    );
    assert.deepEqual(kinds(line('Date:')), [], 'a letter');
    assert.deepEqual(kinds(column(72, 300, ['Signature:', 'Name: Ada Example', 'Date: 3 June'])), [
      'signature',
    ]);
    assert.deepEqual(
      kinds([...line('Signature:'), ...line('Grace Sample', 200)]),
      [],
      'filled in behind a tab',
    );
  });

  it('an empty cell beside a label, with or without a colon', () => {
    const walls = [72, 200, 460].map((x): Box => ({ x, y: 380, width: 0.5, height: 60 }));
    const rules = [380, 410, 440].map((y) => rule(72, y, 388));
    const places = found([...line('Signature', 78, 400), ...line('Date', 78, 430)], [...walls, ...rules], []);
    assert.deepEqual(
      places.map(({ kind, box }) => [kind, box.x > 200, box.x + box.width < 460]),
      [
        ['signature', true, true],
        ['date', true, true],
      ],
    );
    assert.deepEqual(
      kinds([...line('Signature', 78, 400), ...line('signed', 210, 400)], [...walls, ...rules]),
      [],
    );
  });

  const NONE: readonly string[] = [
    `This agreement is made on ${UNDERSCORES} between the parties.`,
    `I, ${UNDERSCORES}, residing at ${UNDERSCORES}, agree.`,
    `The date ${UNDERSCORES} is the one that counts for both of them.`,
    `Signature ${UNDERSCORES} of the person who wrote it`,
    'The signature: what it means and how it is made',
    'Signature ................................ 12',
    'int values[ ] = { 1, 2 };',
    'The value [ ] stands for an empty list in this text.',
    UNDERSCORES,
    'Signatures:',
    'Signature page follows',
    `The name of the person who signed it was ${UNDERSCORES}`,
  ];
  for (const text of NONE) it(`nothing for: ${text}`, () => assert.deepEqual(kinds(line(text)), []));

  it('nothing on table lines, under headings or on lines that separate', () => {
    const grid = [300, 320, 340].map((y) => rule(72, y, 450));
    const walls = [72, 200, 522].map((x): Box => ({ x, y: 300, width: 0.5, height: 40 }));
    assert.deepEqual(kinds([...line('Date', 80, 315), ...line('3 June', 210, 315)], [...grid, ...walls]), []);
    assert.deepEqual(kinds(line('Signature', 72, 400), [rule(72, 402, 45)]), [], 'underlined');
    assert.deepEqual(kinds(line('Date', 72, 416), [rule(50, 402, 500)]), [], 'separates');
  });
});

describe('contract/suggest: whose place it is', () => {
  it('heading, lines, heading, lines', () => {
    const typed = column(72, 200, [
      'CLIENT',
      `By: ${UNDERSCORES}`,
      `Name: ${UNDERSCORES}`,
      `Date: ${UNDERSCORES}`,
      '',
      'CONTRACTOR',
      `By: ${UNDERSCORES}`,
      `Name: ${UNDERSCORES}`,
      `Date: ${UNDERSCORES}`,
    ]);
    assert.deepEqual(short(found(typed)), [
      'signature ada',
      'text ada',
      'date ada',
      'signature grace',
      'text grace',
      'date grace',
    ]);
  });

  it('the name below the line that is signed', () => {
    const typed = column(
      72,
      200,
      [
        UNDERSCORES,
        'Ada Example',
        `Date: ${UNDERSCORES}`,
        '',
        UNDERSCORES,
        'Dr. Grace Sample',
        `Date: ${UNDERSCORES}`,
      ],
      11,
      16,
    );
    assert.deepEqual(short(found(typed)), ['signature ada', 'date ada', 'signature grace', 'date grace']);
    assert.deepEqual(
      found(typed).map(({ why }) => why),
      ['name', 'line', 'name', 'line'],
    );
  });

  it('the name as one of the entries', () => {
    const block = (name: string): readonly string[] => [
      `By: ${UNDERSCORES}`,
      `Name: ${name}`,
      'Title: Director',
      `Date: ${UNDERSCORES}`,
      '',
    ];
    const typed = column(72, 200, [
      'For Example Ltd.',
      ...block('Ada Example'),
      'For Sample GmbH',
      ...block('Sample, Grace'),
    ]);
    assert.deepEqual(short(found(typed)), ['signature ada', 'date ada', 'signature grace', 'date grace']);
  });

  it('two columns side by side', () => {
    const left = column(72, 300, ['Ada Example', `By: ${'_'.repeat(20)}`, `Date: ${'_'.repeat(16)}`], 11, 22);
    const right = column(
      330,
      300,
      ['Grace Sample', `By: ${'_'.repeat(20)}`, `Date: ${'_'.repeat(16)}`],
      11,
      22,
    );
    assert.deepEqual(short(found([...left, ...right])), [
      'signature ada',
      'signature grace',
      'date ada',
      'date grace',
    ]);
  });

  it('signature and date in one row, names above', () => {
    const row = (y: number, name: string): readonly Typed[] => [
      ...line(name, 72, y),
      ...line(`Signature: ${'_'.repeat(20)}`, 72, y + 26),
      ...line('Date: ____________', 380, y + 26),
    ];
    assert.deepEqual(short(found([...row(200, 'Ada Example'), ...row(270, 'Grace Sample')])), [
      'signature ada',
      'date ada',
      'signature grace',
      'date grace',
    ]);
  });

  it('a table with the name in front', () => {
    const row = (y: number, name: string): readonly Typed[] => [
      ...line(name, 72, y),
      ...line(`Signature: ${'_'.repeat(16)}`, 200, y),
      ...line('Date: ____________', 410, y),
    ];
    assert.deepEqual(short(found([...row(200, 'Ada Example'), ...row(230, 'Grace Sample')])), [
      'signature ada',
      'date ada',
      'signature grace',
      'date grace',
    ]);
  });

  it('a label that says it', () => {
    assert.deepEqual(short(found(line(`Signature of the Client: ${UNDERSCORES}`))), ['signature ada']);
    assert.deepEqual(short(found(line(`Contractor: ${UNDERSCORES}`))), ['signature grace']);
    assert.deepEqual(short(found(line(`Grace Sample ${UNDERSCORES}`))), ['signature grace']);
  });

  it('room above a name that ends a letter, once', () => {
    const typed = [
      ...column(72, 100, [
        'Dear Ada Example,',
        'here is what we agreed on. It is not much, but it is enough for both of us.',
      ]),
      ...line('Grace Sample', 72, 330),
      ...line('Managing Director', 72, 345),
    ];
    const places = found(typed);
    assert.deepEqual(
      places.map(({ kind, signerId, why }) => [kind, signerId, why]),
      [['signature', 'grace', 'name']],
    );
    assert.ok((places[0]?.box.height ?? 0) >= 30);
  });

  it('nobody, where nothing says it or it could be two', () => {
    assert.deepEqual(short(found(line(`Signature: ${UNDERSCORES}`))), ['signature']);
    const twins = [
      { ...ADA, id: 'one' },
      { ...ADA, id: 'two' },
    ];
    assert.deepEqual(short(found(column(72, 200, ['Ada Example', `By: ${UNDERSCORES}`]), [], twins)), [
      'signature',
    ]);
    const farAway = [...line('Ada Example', 72, 100), ...line(`Signature: ${UNDERSCORES}`, 72, 700)];
    assert.deepEqual(short(found(farAway)), ['signature']);
    const sentence =
      'Between the two there is a paragraph of running text that belongs to the contract itself.';
    const apart = column(72, 300, ['Ada Example', sentence, `Signature: ${UNDERSCORES}`]);
    assert.deepEqual(short(found(apart)), ['signature']);
  });

  it('the only signer, where there is one place to sign', () => {
    const typed = column(72, 300, [`Signature: ${UNDERSCORES}`, `Date: ${UNDERSCORES}`]);
    assert.deepEqual(short(found(typed, [], [ADA])), ['signature ada', 'date ada']);
    const two = column(72, 300, [`Signature: ${UNDERSCORES}`, '', '', `Signature: ${UNDERSCORES}`]);
    assert.deepEqual(short(found(two, [], [ADA])), ['signature', 'signature']);
    assert.deepEqual(short(found(typed, [], [{ id: 'x', name: '', role: '' }])), ['signature x', 'date x']);
  });
});

describe('contract/suggest: how many, and how large', () => {
  it('a form of two hundred lines gives so many, what is signed first', () => {
    const typed = Array.from({ length: 200 }, (_, i) => ({
      x: 40 + (i % 4) * 130,
      y: 40 + Math.floor(i / 4) * 15,
      text: 'Name: ________',
      size: 9,
    }));
    const places = found([...typed, ...line(`Signature: ${UNDERSCORES}`, 72, 820)]);
    assert.equal(places.length, MOST_ON_PAGE);
    assert.ok(places.some(({ kind }) => kind === 'signature'));
  });

  it('takes the room that is there', () => {
    const [free] = found(line(`Signature: ${UNDERSCORES}`));
    const [tight] = found(
      column(72, 300, ['A line of text right above it', `Signature: ${UNDERSCORES}`], 11, 15),
    );
    assert.ok(free !== undefined && tight !== undefined);
    assert.equal(free.box.height, 40);
    assert.ok(tight.box.height < 16 && tight.box.height > 9);
    assert.ok(Math.abs(free.box.y + free.box.height - 402.2) < 0.1, 'stands on the line');
    assert.equal(found(line(`Signature: ${'_'.repeat(60)}`))[0]?.box.width, 200);
  });

  it('nothing where something is already', () => {
    const typed = column(72, 300, [`Signature: ${UNDERSCORES}`, `Date: ${UNDERSCORES}`], 11, 60);
    const taken = [
      { page: 1, box: { x: 150, y: 280, width: 50, height: 22 } },
      { page: 2, box: { x: 0, y: 0, width: 600, height: 800 } },
    ];
    assert.deepEqual(
      suggestPlaces([seenPage(typed)], [], taken).map(({ kind }) => kind),
      ['date'],
    );
  });
});
