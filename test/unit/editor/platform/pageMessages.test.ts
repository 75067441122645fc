import assert from 'node:assert/strict';
import { PageMessages } from '../../../../src/editor/platform/pageMessages';

interface Said {
  readonly type: string;
}
const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function channel() {
  const sent: string[] = [];
  const heard: string[] = [];
  let dropped = 0;
  const messages = new PageMessages<Said, string>(
    isSaid,
    (message) => sent.push(message),
    () => (dropped += 1),
  );
  messages.onMessage((message) => heard.push(message.type));
  return { messages, sent, heard, dropped: () => dropped };
}

describe('The handshake of a page', () => {
  it('holds back what is posted until the page listens, and then keeps the order', () => {
    const { messages, sent } = channel();
    messages.onReady(() => messages.post('greeting'));
    messages.post('one');
    messages.post('two');
    assert.deepEqual(sent, []);
    messages.receive({ type: 'ready' });
    messages.post('three');
    assert.deepEqual(sent, ['one', 'two', 'greeting', 'three']);
  });

  it('begins anew when the page is loaded again, without what was meant for the page before', () => {
    const { messages, sent } = channel();
    let greetings = 0;
    messages.onReady(() => (greetings += 1));
    messages.receive({ type: 'ready' });
    messages.reset();
    messages.post('while loading');
    messages.reset();
    messages.post('again');
    messages.receive({ type: 'ready' });
    assert.deepEqual(sent, ['again']);
    assert.equal(greetings, 2);
  });

  it('drops what is not of the agreed shape', () => {
    const { messages, heard, dropped } = channel();
    for (const junk of [undefined, null, 7, 'sign', {}, { type: 1 }]) messages.receive(junk);
    messages.receive({ type: 'sign' });
    assert.deepEqual(heard, ['sign']);
    assert.equal(dropped(), 6);
  });

  it('tells nobody that the page listens as if the page had said something', () => {
    const { messages, heard } = channel();
    messages.receive({ type: 'ready' });
    assert.deepEqual(heard, []);
  });
});
