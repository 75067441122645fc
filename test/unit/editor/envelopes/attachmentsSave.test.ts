import assert from 'node:assert/strict';
import { SaveAttachments } from '../../../../src/editor/envelopes/attachments/saveAttachments';
import { attachmentTargets } from '../../../../src/editor/envelopes/attachments/targets';
import type { AttachmentNode } from '../../../../src/editor/envelopes/nodes';
import { isCancelled } from '../../../../src/editor/platform/actions';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { worldWith } from './attachmentsWorld';

const ref = { accountId: 'acc', envelopeId: '1' };
const target = (attachmentId: string, fileName: string) => ({ ...ref, attachmentId, fileName });
const row = (id: string, fileName: string): AttachmentNode => ({
  kind: 'attachment',
  ...ref,
  group: 'Completed',
  attachmentId: id,
  attachment: { id, fileName },
});
const nobody = () => Promise.resolve(undefined);

describe('saving attachments', () => {
  it('saves one where the person says, under a safe name', async () => {
    const prompts = new ScriptedPrompts(
      script.save('file:///there/plan.txt', /^Save Attachment\nplan\.txt$/),
    );
    const world = worldWith(prompts);
    await new SaveAttachments(world.ports).save([target('a0', '../../etc/plan.txt')]);
    assert.deepEqual([...world.written], [['file:///there/plan.txt', 'bytes of a0']]);
    assert.deepEqual(world.statuses, ['Saved plan.txt']);
  });

  it('saves several into a folder, over nothing that is there', async () => {
    const world = worldWith(new ScriptedPrompts(script.folder('file:///f')));
    world.written.set('file:///f/a.txt', 'mine');
    await new SaveAttachments(world.ports).save([target('1', 'a.txt'), target('2', 'a.txt')]);
    assert.deepEqual(
      [...world.written],
      [
        ['file:///f/a.txt', 'mine'],
        ['file:///f/a (2).txt', 'bytes of 1'],
        ['file:///f/a (3).txt', 'bytes of 2'],
      ],
    );
  });

  it('says what was saved when one fails', async () => {
    const world = worldWith(new ScriptedPrompts(script.folder('file:///f')), [], {
      download: (_, id) => Promise.resolve({ fileName: id, bytes: new Uint8Array(id === '1' ? 3 : 0) }),
    });
    await assert.rejects(
      new SaveAttachments(world.ports).save([target('1', 'a.txt'), target('2', 'b.txt')]),
      /empty file/,
    );
    assert.deepEqual(world.statuses, ['Saved 1 of 2: a.txt']);
    assert.deepEqual([...world.written.keys()], ['file:///f/a.txt']);
  });

  it('names what was saved as it was written, not as jSign names it', async () => {
    const world = worldWith(new ScriptedPrompts(script.folder('file:///f')), [], {
      download: (_, id) => Promise.resolve({ fileName: id, bytes: new Uint8Array(id === '1' ? 3 : 0) }),
    });
    world.written.set('file:///f/nda.pdf', 'mine');
    await assert.rejects(
      new SaveAttachments(world.ports).save([target('1', 'x/nda.pdf'), target('2', 'b.txt')]),
    );
    assert.deepEqual(world.statuses, ['Saved 1 of 2: nda (2).pdf']);
  });

  it('writes nothing once it is cancelled', async () => {
    const prompts = new ScriptedPrompts(script.save('file:///there/plan.txt'));
    prompts.cancelProgress = /Downloading/;
    const world = worldWith(prompts);
    await assert.rejects(new SaveAttachments(world.ports).save([target('a0', 'plan.txt')]), isCancelled);
    assert.equal(world.written.size, 0);
  });

  it('says that a file could not be written, not why the system refused', async () => {
    const world = worldWith(new ScriptedPrompts(script.save('file:///there/plan.txt')));
    const saved = { ...world.ports.saved, write: () => Promise.reject(new Error('EROFS /home/ada')) };
    await assert.rejects(
      new SaveAttachments({ ...world.ports, saved }).save([target('a0', 'plan.txt')]),
      (error: unknown) => error instanceof Error && error.message === 'Could not write plan.txt.',
    );
  });
});

describe('which attachments a command is about', () => {
  it('the selected rows, when the clicked one is among them', async () => {
    const { ports } = worldWith(new ScriptedPrompts());
    const [one, two, three] = [row('1', 'a'), row('2', 'b'), row('3', 'c')];
    const of = async (clicked: unknown, selected: unknown) =>
      (await attachmentTargets(ports, nobody, clicked, selected, true)).map((each) => each.attachmentId);
    assert.deepEqual(await of(one, [one, two, { kind: 'group', status: 'Completed' }]), ['1', '2']);
    assert.deepEqual(await of(three, [one, two]), ['3']);
    assert.deepEqual(await of(three, undefined), ['3']);
  });

  it('the one a panel names, with the name that jSign gives it', async () => {
    const { ports } = worldWith(new ScriptedPrompts(), ['plan.txt']);
    const named = { ...ref, attachmentId: 'a0' };
    assert.deepEqual(await attachmentTargets(ports, nobody, named, undefined, false), [
      target('a0', 'plan.txt'),
    ]);
    await assert.rejects(
      attachmentTargets(ports, nobody, { ...ref, attachmentId: 'zz' }, undefined, false),
      /no longer there/,
    );
  });

  it('what the person chooses, where nothing was named', async () => {
    const prompts = new ScriptedPrompts(script.pick('b.txt'), script.pickMany(['a.txt', 'b.txt']));
    const { ports } = worldWith(prompts, ['a.txt', 'b.txt']);
    const pickEnvelope = () => Promise.resolve(ref);
    const one = await attachmentTargets(ports, pickEnvelope, undefined, undefined, false);
    assert.deepEqual(
      one.map((each) => each.fileName),
      ['b.txt'],
    );
    assert.equal((await attachmentTargets(ports, pickEnvelope, undefined, undefined, true)).length, 2);
    prompts.finished();
  });

  it('nothing, where the person leaves or nothing is attached', async () => {
    const { ports } = worldWith(new ScriptedPrompts());
    await assert.rejects(attachmentTargets(ports, nobody, undefined, undefined, false), isCancelled);
    await assert.rejects(attachmentTargets(ports, nobody, ref, undefined, false), /Nothing is attached/);
  });
});
