import assert from 'node:assert/strict';
import type { PickItem } from '../../../../src/editor/platform/prompts';
import { script } from '../scriptedPrompts';
import { anchorOf, World } from './world';

const REVIEW = /· Send "/;

describe('mending in the review of the quick way', () => {
  let world: World;
  /** Rows of each review, as they were shown. */
  let reviews: (readonly PickItem<unknown>[])[];
  beforeEach(() => {
    world = new World();
    reviews = [];
    const pick = world.prompts.pick.bind(world.prompts);
    world.prompts.pick = async (options) => {
      if (options.title.includes('· Send "')) reviews.push(options.items);
      return pick(options);
    };
  });
  afterEach(() => world.prompts.finished());

  /** One signer, whose document has a place for the date and none for the signature. */
  const toReview = () => {
    world.pdf.inspections.set('nda', { anchors: [anchorOf('date', 'client', 500)] });
    world.prompts.then(script.type('NDA'), script.pick('Grace Sample'), script.pick('2 weeks'));
  };
  const reviewTexts = () =>
    world.prompts.asked.filter(({ text }) => text.includes('· Send "')).map(({ text }) => text);

  it('says below a problem what choosing it does, does it, says so, and can then be sent', async () => {
    toReview();
    world.prompts.then(
      script.pick(/Grace Sample has no signature field/, /It cannot be sent yet/),
      script.pick('Send to 1 person', /Done: Place a signature on page 1 · Read it through, then send/),
    );
    await world.send(world.file('nda.pdf'));
    const row = reviews[0]?.find(({ label }) => label.includes('has no signature field'));
    assert.equal(row?.detail, 'Fix: Place a signature on page 1');
    assert.ok(!reviews[1]?.some(({ label }) => label.includes('has no signature field')));
    const tabs = world.client.created[0]?.signers[0]?.tabs ?? [];
    assert.deepEqual(
      tabs.map(({ kind, page }) => [kind, page]),
      [
        ['date', 1],
        ['signature', 1],
      ],
    );
    const [date, signature] = tabs;
    assert.ok(date && signature && signature.y >= date.y + date.height, 'below the date');
  });

  it('keeps what was mended when something else is answered anew, and says it once', async () => {
    toReview();
    world.prompts.then(
      script.pick(/Grace Sample has no signature field/),
      script.pick(/name of the envelope/, /Done: /),
      script.type('Better Name'),
      script.pick(/Expires/, /Better Name/),
      script.pick('60 days'),
      script.pick('Send to 1 person', REVIEW),
    );
    await world.send(world.file('nda.pdf'));
    const [envelope] = world.client.created;
    assert.deepEqual([envelope?.name, envelope?.options.expirationDays], ['Better Name', 60]);
    assert.equal(envelope?.signers[0]?.tabs.length, 2);
    assert.deepEqual(
      reviewTexts().map((text) => text.includes('Done: ')),
      [false, true, false, false],
    );
  });

  it('does nothing to a problem that was not chosen', async () => {
    toReview();
    world.prompts.then(script.pick(/nda\.pdf/, REVIEW), script.leave('pick', REVIEW));
    await world.send(world.file('nda.pdf'));
    assert.equal(reviews.length, 2);
    assert.ok(reviews[1]?.some(({ label }) => label.includes('has no signature field')));
    assert.deepEqual(world.client.created, []);
  });

  it('has no line of its own for what only the person can mend', async () => {
    world.limits = { signTypes: ['Digital'] };
    world.prompts.then(
      script.type('X'),
      script.pick('Ada Example'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.leave('pick', REVIEW),
    );
    await world.send(world.file('sow.pdf'));
    const row = reviews[0]?.find(({ label }) => label.includes('does not include e-signatures'));
    assert.ok(row && row.detail === undefined);
  });
});
