import assert from 'node:assert/strict';
import { keyCommand, type KeyPress } from '../../../../../src/pages/composer/model/keys';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrl: false, shift: false, alt: false, ...more };
}
const ctrl = { ctrl: true };
const shift = { shift: true };
const alt = { alt: true };

describe('Keys on the stage', () => {
  it('place each kind by its letter, whatever the caps lock', () => {
    const kinds = {
      s: 'signature',
      i: 'initials',
      d: 'date',
      t: 'text',
      a: 'textArea',
      c: 'checkbox',
      l: 'dropdown',
    };
    for (const [key, kind] of Object.entries(kinds)) {
      assert.deepEqual(keyCommand(press(key)), { do: 'place', kind });
      assert.deepEqual(keyCommand(press(key.toUpperCase())), { do: 'place', kind });
      assert.equal(keyCommand(press(key.toUpperCase(), shift)), undefined);
      assert.equal(keyCommand(press(key, alt)), undefined);
    }
    assert.equal(keyCommand(press('q')), undefined);
  });

  it('know letters by their place where the keyboard writes others, and by what they write where it is Latin', () => {
    assert.deepEqual(keyCommand(press('ы', { code: 'KeyS' })), { do: 'place', kind: 'signature' });
    assert.deepEqual(keyCommand(press('я', { ...ctrl, code: 'KeyZ' })), { do: 'undo' });
    assert.deepEqual(keyCommand(press('a', { code: 'KeyQ' })), { do: 'place', kind: 'textArea' });
    assert.equal(keyCommand(press('q', { code: 'KeyA' })), undefined);
    assert.equal(keyCommand(press('Dead', { code: 'KeyS' })), undefined);
  });

  it('choose a signer by number, also where numbers need Shift', () => {
    assert.deepEqual(keyCommand(press('1')), { do: 'signer', index: 0 });
    assert.deepEqual(keyCommand(press('9', shift)), { do: 'signer', index: 8 });
    assert.equal(keyCommand(press('1', ctrl)), undefined);
    assert.equal(keyCommand(press('F1')), undefined);
  });

  it('move by one point and by ten, resize with Alt, and leave arrows with Ctrl alone', () => {
    assert.deepEqual(keyCommand(press('ArrowLeft')), { do: 'nudge', dx: -1, dy: 0 });
    assert.deepEqual(keyCommand(press('ArrowDown')), { do: 'nudge', dx: 0, dy: 1 });
    assert.deepEqual(keyCommand(press('ArrowUp', shift)), { do: 'nudge', dx: 0, dy: -10 });
    assert.deepEqual(keyCommand(press('ArrowRight', alt)), { do: 'grow', dw: 1, dh: 0 });
    assert.deepEqual(keyCommand(press('ArrowUp', { ...alt, ...shift })), { do: 'grow', dw: 0, dh: -10 });
    assert.equal(keyCommand(press('ArrowUp', ctrl)), undefined);
  });

  it('copy, cut, paste, duplicate, select all, undo and redo with Ctrl', () => {
    const deeds = { a: 'selectAll', c: 'copy', x: 'cut', v: 'paste', d: 'duplicate', z: 'undo', y: 'redo' };
    for (const [key, deed] of Object.entries(deeds)) {
      assert.deepEqual(keyCommand(press(key, ctrl)), { do: deed });
      // What Windows sends for AltGr is a letter that somebody writes.
      assert.equal(keyCommand(press(key, { ...ctrl, ...alt })), undefined);
    }
    assert.deepEqual(keyCommand(press('Z', { ...ctrl, ...shift })), { do: 'redo' });
    assert.equal(keyCommand(press('C', { ...ctrl, ...shift })), undefined);
    assert.equal(keyCommand(press('s', ctrl)), undefined);
  });

  it('have names for the rest', () => {
    assert.deepEqual(keyCommand(press('Delete')), { do: 'remove' });
    assert.deepEqual(keyCommand(press('Backspace')), { do: 'remove' });
    assert.deepEqual(keyCommand(press('Enter')), { do: 'properties' });
    assert.deepEqual(keyCommand(press('Escape')), { do: 'escape' });
    assert.deepEqual(keyCommand(press(' ')), { do: 'toggle' });
    assert.deepEqual(keyCommand(press('PageUp')), { do: 'page', by: -1 });
    assert.deepEqual(keyCommand(press('PageDown')), { do: 'page', by: 1 });
    assert.deepEqual(keyCommand(press('?', shift)), { do: 'help' });
    for (const key of ['Tab', 'F6', 'Shift', 'Home']) assert.equal(keyCommand(press(key)), undefined);
  });

  it('zoom, and leave the zoom of the whole window to it', () => {
    assert.deepEqual(keyCommand(press('+', shift)), { do: 'zoom', to: 'in' });
    assert.deepEqual(keyCommand(press('=')), { do: 'zoom', to: 'in' });
    assert.deepEqual(keyCommand(press('-')), { do: 'zoom', to: 'out' });
    assert.deepEqual(keyCommand(press('0')), { do: 'zoom', to: 'fit' });
    for (const key of ['+', '-', '0']) assert.equal(keyCommand(press(key, ctrl)), undefined);
  });
});
