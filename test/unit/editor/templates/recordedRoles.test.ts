import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordedRoles } from '../../../../src/editor/templates/recordedRoles';

class MemoryStore {
  readonly values = new Map<string, unknown>();
  fails = false;
  get(key: string): unknown {
    return this.values.get(key);
  }
  async update(key: string, value: unknown): Promise<void> {
    // A turn of the loop, as a write to the disk takes.
    await Promise.resolve();
    if (this.fails) throw new Error('full');
    // What is kept goes through JSON in VS Code.
    this.values.set(key, JSON.parse(JSON.stringify(value)));
  }
}

describe('the record of roles', () => {
  it('keeps titles in their order, per account and template, and the newest say', async () => {
    const roles = new RecordedRoles(new MemoryStore());
    await roles.remember('a', 't1', ['Client', 'Contractor']);
    await roles.remember('b', 't1', ['Buyer']);
    await roles.remember('a', 't1', ['Contractor', 'Client']);
    assert.deepEqual(await roles.of('a', 't1'), ['Contractor', 'Client']);
    assert.deepEqual(await roles.of('b', 't1'), ['Buyer']);
    assert.equal(await roles.of('a', 't2'), undefined);
  });

  it('loses none of several that are written at once, and keeps the newest 200', async () => {
    const roles = new RecordedRoles(new MemoryStore());
    await Promise.all(
      Array.from({ length: 201 }, (_, index) => roles.remember('a', `t${index}`, ['Client'])),
    );
    assert.equal(await roles.of('a', 't0'), undefined);
    assert.deepEqual(await roles.of('a', 't1'), ['Client']);
    assert.deepEqual(await roles.of('a', 't200'), ['Client']);
  });

  it('never rejects', async () => {
    const memory = new MemoryStore();
    memory.fails = true;
    const roles = new RecordedRoles(memory);
    await roles.remember('a', 't1', ['Client']);
    assert.equal(await roles.of('a', 't1'), undefined);
    memory.fails = false;
    await roles.remember('a', 't1', ['Client']);
    assert.deepEqual(await roles.of('a', 't1'), ['Client']);
  });

  it('reads whatever stands there, and goes on from it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const memory = new MemoryStore();
        memory.values.set('jsign.templateRoles/a', value);
        const roles = new RecordedRoles(memory);
        assert.ok(['undefined', 'object'].includes(typeof (await roles.of('a', 't1'))));
        await roles.remember('a', 't1', ['Client']);
        assert.deepEqual(await roles.of('a', 't1'), ['Client']);
      }),
      { numRuns: 100 },
    );
  });
});
