import assert from 'node:assert/strict';
import { either, Emitter } from '../../../../src/editor/platform/event';

describe('Several events as one', () => {
  it('hears each of them, until it is put away', () => {
    const one = new Emitter<number>();
    const other = new Emitter<number>();
    const heard: number[] = [];
    const listening = either(one.event, other.event)((event) => heard.push(event));
    one.fire(1);
    other.fire(2);
    listening.dispose();
    one.fire(3);
    other.fire(4);
    assert.deepEqual(heard, [1, 2]);
  });
});
