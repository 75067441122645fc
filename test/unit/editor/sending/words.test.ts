import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAddress } from '../../../../src/delivery/preflight';
import { plain } from '../../../../src/editor/platform/translate';
import { fileName, humanName } from '../../../../src/editor/sending/fileNames';
import {
  cleanName,
  emailProblem,
  formatPerson,
  nameProblem,
  parsePeople,
} from '../../../../src/editor/sending/people';
import { shown } from '../../../../src/editor/platform/foreignText';
import { fileSize, partOf, shortHash } from '../../../../src/editor/sending/words';

describe('people as they are typed', function () {
  // Properties take their time on a busy machine.
  this.timeout(30_000);
  const cases: readonly [string, readonly string[]][] = [
    ['Ada Example <ada@example.org>', ['Ada Example|ada@example.org']],
    ['  Ada   Example<ada@example.org> ', ['Ada Example|ada@example.org']],
    ['ada@example.org', ['|ada@example.org']],
    ['Ada Example ada@example.org', ['Ada Example|ada@example.org']],
    ['Ada', ['Ada|']],
    [
      '"Example, Ada" <ada@example.org>, Bob <bob@example.org>',
      ['Example, Ada|ada@example.org', 'Bob|bob@example.org'],
    ],
    ['a@example.org; b@example.org\nc@example.org', ['|a@example.org', '|b@example.org', '|c@example.org']],
    [
      'Dwayne "The Rock" Johnson <d@example.org>, E <e@example.org>',
      ['Dwayne "The Rock" Johnson|d@example.org', 'E|e@example.org'],
    ],
    ['<ada@example.org>', ['|ada@example.org']],
    ['Ada <', ['Ada <|']],
    ['"unclosed, Ada <ada@example.org>', ['"unclosed, Ada|ada@example.org']],
    [' , ;\n', []],
    ['', []],
    ['<script>alert(1)</script> <x@example.org>', ['<script>alert(1)</script>|x@example.org']],
    ['עברית <x@example.org>', ['עברית|x@example.org']],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        parsePeople(text).map(({ name, email }) => `${name}|${email}`),
        expected,
      );
    });
  }

  const person = fc
    .record({
      name: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .map(cleanName)
        .filter((name) => nameProblem(name) === undefined),
      email: fc
        .tuple(fc.stringMatching(/^[a-z0-9]{1,12}$/), fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/))
        .map(([local, domain]) => `${local}@${domain}.example`),
    })
    .map(({ name, email }) => ({ name, email }));

  it('reads back every list that it writes', () => {
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 5 }),
        fc.constantFrom(', ', ';', '\n', ' ,\r\n'),
        (people, between) => {
          assert.deepEqual(parsePeople(people.map(formatPerson).join(between)), people);
        },
      ),
    );
  });

  it('never throws, gives nobody who is empty, and names of one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { name, email } of parsePeople(text)) {
          assert.notEqual(name + email, '');
          assert.doesNotMatch(name, /[\n\r\t\u202e]/u);
        }
      }),
    );
  });

  it('has one opinion with the preflight about what an address is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string({ maxLength: 30 }),
          fc.string().map((s) => `${s}@example.org`),
        ),
        (text) => {
          if (emailProblem(text) === undefined) assert.ok(isAddress(text));
        },
      ),
    );
    fc.assert(fc.property(person, ({ email }) => assert.equal(emailProblem(email), undefined)));
  });

  for (const [text, message] of [
    ['', /for example/],
    ['ada', /@ is missing/],
    ['a@b@c.org', /one @ only/],
    ['ada example@x.org', /no spaces/],
    ['ada..x@example.org', /before the @/],
    ['@example.org', /before the @/],
    ['ada@example', /after the @/],
    ['ada@-x.org', /after the @/],
    ['<ada@example.org>', /brackets/],
    [`${'a'.repeat(250)}@example.org`, /at most 254/],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 20))}`, () => {
      const problem = emailProblem(text);
      assert.ok(problem);
      assert.match(plain(problem), message);
    });
  }
});

describe('names of files', function () {
  this.timeout(30_000);
  for (const [path, name] of [
    ['/folder/a b.pdf', 'a b.pdf'],
    ['/folder/..', 'document.pdf'],
    ['/', 'document.pdf'],
    ['/folder/a\\..\\evil.pdf', 'evil.pdf'],
    ['/folder/\u0000x\n.pdf', 'x.pdf'],
    ['/folder/👩‍👩‍👧.pdf', '👩‍👩‍👧.pdf'],
  ] as const) {
    it(`takes ${JSON.stringify(path)} for ${JSON.stringify(name)}`, () => assert.equal(fileName(path), name));
  }

  for (const [name, human] of [
    ['mutual-nda.pdf', 'Mutual NDA'],
    ['SOW_phase--2.PDF', 'SOW phase 2'],
    ['été 2026.pdf', 'Été 2026'],
    ['---.pdf', 'Contract'],
    ['.pdf', 'Contract'],
    ['report.v1.pdf', 'Report.v1'],
    ['👍.pdf', '👍'],
  ] as const) {
    it(`calls ${JSON.stringify(name)} ${JSON.stringify(human)}`, () => assert.equal(humanName(name), human));
  }

  it('are shown without markup, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('$(x)', '[a](command:b)', '](', '$$((')),
        (text) => {
          const safe = shown(text);
          assert.doesNotMatch(safe, /\$\(|\]\(|[\n\r\u202a-\u202e\u2066-\u2069]/u);
          assert.ok([...new Intl.Segmenter().segment(safe)].length <= 100);
        },
      ),
    );
  });
});

describe('sizes and hashes', () => {
  it('are said as people say them', () => {
    assert.equal(fileSize(0, 'en'), '0 bytes');
    assert.equal(fileSize(1023, 'en'), '1,023 bytes');
    assert.equal(fileSize(186_000, 'en'), '182 KB');
    assert.equal(fileSize(25 * 1024 * 1024, 'en'), '25 MB');
    assert.equal(fileSize(3.14 * 1024 * 1024, 'de'), '3,1 MB');
    assert.equal(partOf(3.14 * 1024 * 1024, 12 * 1024 * 1024, 'en', plain), '3.1 of 12 MB');
    assert.equal(shortHash(`9f2c${'0'.repeat(58)}1b`), '9f2c…1b');
  });
});
