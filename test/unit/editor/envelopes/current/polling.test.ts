import assert from 'node:assert/strict';
import type { KnownStatus } from '../../../../../src/jsign/types';
import { signer } from '../fakes';
import { failing, HOUR, isOpen, MINUTE, rowOf, worlds, type FakeService } from './world';

/** The first look around, and one rotation at the pace of a visible view. */
const START = MINUTE;
const ROTATION = 4 * MINUTE;

/** Of `count` envelopes, `open` still wait; ids `e0` (oldest) and up. */
function fill(service: FakeService, count: number, open: number): void {
  const ends: readonly KnownStatus[] = ['Completed', 'Completed', 'Declined', 'Cancelled', 'Expired'];
  for (let i = 0; i < count; i += 1) {
    const isWaiting = i % Math.ceil(count / open) === 0;
    service.add(`e${i}`, {
      status: isWaiting
        ? i % 3 === 0
          ? 'AwaitingMySignature'
          : 'AwaitingOthers'
        : (ends[i % 5] ?? 'Completed'),
      isDue: isWaiting && i % 4 === 0,
    });
  }
}

function busiestHour(service: FakeService, from: number): number {
  const times = service.calls.map(({ at }) => at).filter((at) => at >= from);
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + HOUR).length));
}

describe('Staying current: calls', () => {
  const world = worlds();

  it('makes at most 120 calls in any hour of an idle day with 10,000 envelopes', async function () {
    this.timeout(60_000);
    const { service, open } = world();
    fill(service, 10_000, 40);
    const window = open();
    await window.pass(START);
    for (let i = 0; i < 30; i += 1) window.store?.use(`e${9_999 - i}`, 'opened');
    window.store?.use('e0', 'opened');
    const calls = service.calls.length;
    await window.pass(24 * HOUR);
    assert.ok(service.calls.length > calls + 24 * 60);
    assert.ok(busiestHour(service, 0) <= 120, `${busiestHour(service, 0)}`);
    assert.deepEqual(window.events, []);
    assert.deepEqual(window.errors, []);
  });

  it('makes at most 120 calls in any hour where 10,000 envelopes wait, and reads on page by page', async function () {
    this.timeout(60_000);
    const { service, open } = world();
    for (let i = 0; i < 10_000; i += 1) service.add(`e${i}`);
    const window = open();
    await window.pass(12 * HOUR);
    assert.ok(busiestHour(service, 0) <= 120, `${busiestHour(service, 0)}`);
    assert.ok(service.calls.some(({ detail }) => detail === 'AwaitingOthers 100'));
    assert.deepEqual(window.events, []);
  });

  it('finds one that ended among 10,000 that wait, within one walk through the pages', async function () {
    this.timeout(60_000);
    const { service, open } = world();
    for (let i = 0; i < 10_000; i += 1) service.add(`e${i}`);
    const window = open();
    await window.pass(8 * HOUR);
    service.get('e4321').status = 'Completed';
    const details = service.count('details');
    await window.pass(4 * HOUR);
    assert.deepEqual(window.kinds(), ['completed']);
    assert.ok(service.count('details') <= details + 3);
  });

  it('makes one list call a tick: each minute while looked at, every five otherwise', async () => {
    const { service, open } = world();
    fill(service, 50, 10);
    const window = open();
    await window.pass(START);
    let from = window.clock.now;
    await window.pass(HOUR);
    assert.equal(service.count('list', from), 60);
    window.look({ isVisible: false });
    await window.settle();
    from = window.clock.now;
    await window.pass(HOUR);
    assert.ok(Math.abs(service.count('list', from) - 12) <= 1);
    window.look({ isVisible: true, isFocused: false });
    from = window.clock.now;
    await window.pass(HOUR);
    assert.ok(Math.abs(service.count('list', from) - 12) <= 1);
  });

  it('looks at once when it comes into view after a while, and not when it just looked', async () => {
    const { service, open } = world();
    fill(service, 50, 10);
    const window = open();
    await window.pass(START);
    window.look({ isVisible: false });
    await window.pass(6 * MINUTE);
    await window.pass(2 * MINUTE);
    const before = service.count('list');
    window.look({ isVisible: true });
    await window.pass(0);
    assert.equal(service.count('list'), before + 1);
    window.look({ isVisible: false });
    window.look({ isVisible: true });
    await window.pass(0);
    assert.equal(service.count('list'), before + 1);
  });

  it('backs off on errors, up to a quarter of an hour, and comes back', async () => {
    const { service, open } = world();
    fill(service, 50, 10);
    const window = open();
    await window.pass(START);
    service.failure = failing('server');
    const from = window.clock.now;
    await window.pass(4 * HOUR);
    const times = service.calls.filter(({ at }) => at >= from).map(({ at }) => at);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    assert.ok(gaps.every((gap, i) => gap >= MINUTE && gap <= 15 * MINUTE && gap >= (gaps[i - 1] ?? 0)));
    assert.ok((gaps.at(-1) ?? 0) > 10 * MINUTE);
    // Coming into view is no reason to ask a service that fails.
    window.look({ isVisible: false });
    window.look({ isVisible: true });
    await window.pass(0);
    assert.equal(service.calls.filter(({ at }) => at >= from).length, times.length);
    service.failure = undefined;
    await window.pass(15 * MINUTE);
    const again = window.clock.now;
    await window.pass(HOUR);
    assert.equal(service.count('list', again), 60);
  });

  it('waits as long as the service asks', async () => {
    const { service, open } = world();
    fill(service, 50, 10);
    const window = open();
    await window.pass(START);
    service.failure = failing('server', 40 * MINUTE);
    await window.pass(2 * MINUTE);
    const before = service.calls.length;
    service.failure = undefined;
    await window.pass(37 * MINUTE);
    assert.equal(service.calls.length, before);
    await window.pass(5 * MINUTE);
    assert.ok(service.calls.length > before);
  });

  for (const kind of ['expired', 'credentials'] as const) {
    it(`stops after "${kind}" until the account changes`, async () => {
      const { service, open } = world();
      fill(service, 50, 10);
      const window = open();
      await window.pass(START);
      service.failure = failing(kind);
      await window.pass(2 * MINUTE);
      service.failure = undefined;
      const before = service.calls.length;
      await window.pass(5 * HOUR);
      assert.equal(service.calls.length, before);
      window.signIn('acc', true);
      await window.pass(HOUR);
      assert.equal(service.calls.length, before);
      window.signIn('acc');
      await window.pass(HOUR);
      assert.ok(service.calls.length > before + 50);
    });
  }

  it('rests while signed out and while it is switched off, and tells afterwards what happened meanwhile', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await window.pass(START + ROTATION);
    window.setEnabled(false);
    await window.settle();
    const before = service.calls.length;
    await window.pass(5 * HOUR);
    assert.equal(service.calls.length, before);
    assert.equal(window.clock.waiting, 0);
    service.get('a').status = 'Completed';
    window.setEnabled(true);
    await window.pass(START);
    assert.deepEqual(window.kinds('a'), ['completed']);
    window.signIn(undefined);
    await window.settle();
    const signedOut = service.calls.length;
    await window.pass(5 * HOUR);
    assert.equal(service.calls.length, signedOut);
    assert.equal(window.clock.waiting, 0);
  });

  it('does not mind a clock that is wrong by a day, nor one that is set right', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    window.wallClock += 24 * HOUR;
    await window.pass(START);
    window.store?.use('a', 'opened');
    window.wallClock -= 48 * HOUR;
    const from = window.clock.now;
    await window.pass(HOUR);
    assert.equal(service.count('list', from), 60);
    service.get('a').signers = [signer({ state: 'viewed' })];
    await window.pass(5 * MINUTE);
    assert.deepEqual(window.kinds(), ['viewed']);
  });

  it('ends a walk through pages that never end', async function () {
    this.timeout(30_000);
    const { service, open } = world();
    fill(service, 20, 10);
    const window = open();
    let made = 0;
    // Each answer brings other envelopes and one page more.
    service.answer = (_filter, page, size) => ({
      items: Array.from({ length: size }, () => {
        made += 1;
        return rowOf(service.add(`x${made}`, { createdAt: 0 }));
      }),
      page,
      pageSize: size,
      pageCount: page + 1,
      total: (page + 1) * size,
    });
    await window.pass(14 * HOUR);
    assert.ok(busiestHour(service, 0) <= 120);
    const pages = service.calls.flatMap(({ detail }) => Number(detail.split(' ')[1] ?? 0));
    assert.equal(Math.max(...pages), 200);
    assert.deepEqual(window.errors, []);
  });

  it('ends a walk where every page is the same', async () => {
    const { service, open } = world();
    const one = service.add('a');
    const window = open();
    service.answer = (_filter, page, size) => ({
      items: [rowOf(one)],
      page,
      pageSize: size,
      pageCount: 1_000_000,
      total: 99,
    });
    await window.pass(5 * HOUR);
    assert.ok(
      service.calls.every(({ what, detail }) => what === 'details' || Number(detail.split(' ')[1]) <= 2),
    );
    assert.ok(busiestHour(service, 0) <= 120);
    assert.deepEqual(window.events, []);
  });

  it('finds nothing wrong in a list that shrinks between two pages, and misses nothing', async () => {
    const { service, open } = world();
    for (let i = 0; i < 450; i += 1) service.add(`e${i}`);
    const window = open();
    await window.pass(HOUR);
    // While the list is being walked, some end, on pages that were read and on pages that were not.
    const ended = new Set<string>();
    for (let i = 0; i < 20; i += 1) {
      const id = `e${i * 22}`;
      service.get(id).status = 'Declined';
      ended.add(id);
      await window.pass(2 * MINUTE);
    }
    await window.pass(2 * HOUR);
    assert.deepEqual(new Set(window.events.map(({ envelopeId }) => envelopeId)), ended);
    assert.deepEqual(window.kinds(), Array(20).fill('declined'));
    assert.ok([...service.envelopes.values()].filter(({ status }) => isOpen(status)).length === 430);
  });

  it('asks for smaller pages where the service refuses large ones', async () => {
    const { service, open } = world();
    fill(service, 50, 10);
    const window = open();
    const sizes: number[] = [];
    const refused = Object.assign(failing('server'), { code: 'PAGE_SIZE_EXCEEDED' });
    service.answer = (_filter, page, size) => {
      sizes.push(size);
      if (size > 50) throw refused;
      return { items: [], page, pageSize: size, pageCount: 0, total: 0 };
    };
    await window.pass(10 * MINUTE);
    assert.deepEqual([...new Set(sizes)], [100, 50]);
  });
});
