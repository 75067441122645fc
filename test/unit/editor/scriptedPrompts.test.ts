import assert from 'node:assert/strict';
import { runSequence } from '../../../src/editor/platform/prompts';
import { script, ScriptedPrompts } from './scriptedPrompts';

const box = { title: 'Name', prompt: 'Your name' };
const list = {
  title: 'Colour',
  placeholder: 'Which?',
  items: [
    { label: 'Red', value: 1 },
    { label: 'Blue', value: 2 },
  ],
};

describe('scripted prompts', () => {
  it('fail on a question that no line foresees, also where the code swallows it', async () => {
    const prompts = new ScriptedPrompts(script.type('x'));
    await prompts.input(box);
    await prompts.input(box).catch(() => undefined);
    assert.throws(() => prompts.finished(), /unexpected question \(input\)/);
  });

  it('fail on lines that are left over, on another kind, and on another question', async () => {
    assert.throws(() => new ScriptedPrompts(script.pick('Red')).finished(), /never asked for/);
    await assert.rejects(new ScriptedPrompts(script.pick('Red')).input(box), /expected pick/);
    await assert.rejects(
      new ScriptedPrompts(script.type('x', /Colour/)).input(box),
      /expected a question like/,
    );
    await assert.rejects(new ScriptedPrompts(script.pick('Green')).pick(list), /0 rows fit Green/);
    await assert.rejects(new ScriptedPrompts(script.back('input')).input(box), /no way back/);
  });

  it('hold the box to what it says of a text', async () => {
    const strict = { ...box, validate: (text: string) => (text === '' ? 'Too short' : undefined) };
    await assert.rejects(
      new ScriptedPrompts(script.type('')).input(strict),
      /refused the scripted text: Too short/,
    );
    await assert.rejects(new ScriptedPrompts(script.refused('x', /Too/)).input(strict), /got none/);
    const prompts = new ScriptedPrompts(script.refused('', /Too short/), script.type('Ada'));
    assert.deepEqual(await prompts.input(strict), { kind: 'value', value: 'Ada' });
    prompts.finished();
  });

  it('let plain information pass, and nothing that has a button', async () => {
    const prompts = new ScriptedPrompts();
    await prompts.notify({ severity: 'info', message: 'Done' });
    prompts.finished();
    await assert.rejects(
      prompts.notify({ severity: 'error', message: 'Broken' }),
      /unexpected question \(notify\)/,
    );
  });

  it('walk a sequence that begins in the middle', async () => {
    const prompts = new ScriptedPrompts(
      script.back('input', /Second/),
      script.type('1', /First/),
      script.type('2'),
    );
    const ask = (prompt: string) => ({
      ask: (state: string, info: { canGoBack: boolean }) =>
        prompts
          .input({ title: 'T', prompt, ...info })
          .then((reply) => (reply.kind === 'value' ? { ...reply, value: state + reply.value } : reply)),
    });
    const skipped = { ...ask('Never'), skip: () => true };
    assert.equal(await runSequence('', [ask('First'), skipped, ask('Second')], 2), '12');
    prompts.finished();
    assert.equal(prompts.asked.length, 3);
  });
});
