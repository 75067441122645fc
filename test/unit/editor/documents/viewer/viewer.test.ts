import assert from 'node:assert/strict';
import { JsignError } from '../../../../../src/jsign/errors';
import { Places } from '../../../../../src/editor/documents/viewer/places';
import { MOST_BYTES, readProblem, TooLarge } from '../../../../../src/editor/documents/viewer/readProblem';
import {
  ViewerController,
  type ViewedFile,
} from '../../../../../src/editor/documents/viewer/viewerController';
import { Emitter } from '../../../../../src/editor/platform/event';
import { pageHtml } from '../../../../../src/editor/platform/pageHtml';
import { plain } from '../../../../../src/editor/platform/translate';
import { START } from '../../../../../src/pages/viewer/place';
import type { HostMessage, PageMessage } from '../../../../../src/pages/viewer/protocol';

const PDF = new TextEncoder().encode('%PDF-1.7');

/** A viewer whose page, file and clock are in the hands of the test. */
class World {
  readonly posted: HostMessage[] = [];
  readonly opened: string[] = [];
  readonly logged: string[] = [];
  readonly store = new Map<string, unknown>();
  readonly ready = new Emitter<void>();
  readonly said = new Emitter<PageMessage>();
  readonly changed = new Emitter<void>();
  readonly waiting = new Set<() => void>();
  reads = 0;
  visible = true;
  size: () => Promise<number> = () => Promise.resolve(PDF.byteLength);
  read: () => Promise<Uint8Array> = () => Promise.resolve(PDF);
  readonly places = new Places({
    get: (key) => this.store.get(key),
    update: (key, value) => {
      this.store.set(key, structuredClone(value));
      return Promise.resolve();
    },
  });

  open(uri = 'file:///contracts/nda.pdf'): ViewerController {
    const file: ViewedFile = {
      uri,
      fromJsign: uri.startsWith('jsign:'),
      size: () => this.size(),
      read: () => {
        this.reads += 1;
        return this.read();
      },
      onDidChange: this.changed.event,
    };
    const line = (text: string) => void this.logged.push(text);
    const isVisible = () => this.visible;
    return new ViewerController(
      file,
      {
        get visible() {
          return isVisible();
        },
        onReady: this.ready.event,
        onMessage: this.said.event,
        post: (message) => this.posted.push(message),
      },
      {
        places: this.places,
        openExternal: (url) => Promise.resolve(this.opened.push(url)),
        clock: {
          now: () => 0,
          after: (_, run) => {
            this.waiting.add(run);
            return { dispose: () => this.waiting.delete(run) };
          },
        },
        log: { trace: line, info: line, warn: line, error: line },
        t: plain,
      },
    );
  }

  types(): readonly string[] {
    return this.posted.map(({ type }) => type);
  }
  pass(): void {
    for (const run of [...this.waiting]) run();
    this.waiting.clear();
  }
}

/** Everything that was begun and waits for nothing from outside is done. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('The viewer of a document', () => {
  it('sends words and bytes once when the page listens, and all of it again when the page comes back', async () => {
    const world = new World();
    world.open();
    await settled();
    assert.deepEqual(world.types(), ['init', 'document']);
    world.ready.fire();
    await settled();
    assert.equal(world.reads, 1, 'what waits for the page is not read twice');
    world.ready.fire();
    await settled();
    assert.deepEqual(world.types(), ['init', 'document', 'init', 'document']);
  });

  it('sends exactly the bytes, also where they are a part of something larger', async () => {
    const world = new World();
    const all = new Uint8Array([9, 9, ...PDF, 9]);
    world.read = () => Promise.resolve(all.subarray(2, 2 + PDF.byteLength));
    world.open();
    await settled();
    const [, sent] = world.posted;
    assert.ok(sent?.type === 'document');
    assert.deepEqual(new Uint8Array(sent.bytes), PDF);
    assert.equal(all[0], 9);
  });

  it('does not read what is too large, and says how large it is', async () => {
    const world = new World();
    world.size = () => Promise.resolve(MOST_BYTES + 1);
    world.open();
    await settled();
    assert.equal(world.reads, 0);
    const [, problem] = world.posted;
    assert.ok(problem?.type === 'problem');
    assert.equal(
      problem.text,
      'This document is too large to be shown here: 101 MB, and 100 MB is the most.',
    );
  });

  it('says why it could not read, and reads again when asked', async () => {
    const world = new World();
    world.size = () =>
      Promise.reject(Object.assign(new Error('/home/ada/nda.pdf'), { code: 'FileNotFound' }));
    world.open();
    await settled();
    const [, problem] = world.posted;
    assert.ok(problem?.type === 'problem');
    assert.equal(problem.text, 'The file is not there any more.');
    world.size = () => Promise.resolve(PDF.byteLength);
    world.said.fire({ type: 'retry' });
    await settled();
    assert.equal(world.posted.at(-1)?.type, 'document');
    assert.doesNotMatch(world.logged.join(), /nda|ada/);
  });

  it('reads again once a change has settled, and drops a reading that was overtaken', async () => {
    const world = new World();
    const slow: ((bytes: Uint8Array) => void)[] = [];
    world.open();
    await settled();
    world.read = () => new Promise((resolve) => slow.push(resolve));
    world.changed.fire();
    world.changed.fire();
    assert.equal(world.waiting.size, 1, 'two changes at once are one');
    world.pass();
    await settled();
    world.changed.fire();
    world.pass();
    await settled();
    const [first, second] = slow;
    assert.ok(first && second);
    second(new Uint8Array([2]));
    await settled();
    first(new Uint8Array([1]));
    await settled();
    const documents = world.posted.flatMap((message) => (message.type === 'document' ? [message] : []));
    assert.deepEqual(
      documents.map(({ bytes }) => [...new Uint8Array(bytes)]),
      [[...PDF], [2]],
    );
  });

  it('reads nothing for a tab that nobody sees, and what is there when it is seen again', async () => {
    const world = new World();
    world.open();
    await settled();
    world.ready.fire();
    world.visible = false;
    for (let change = 0; change < 3; change += 1) {
      world.changed.fire();
      world.pass();
      await settled();
    }
    assert.equal(world.reads, 1);
    world.visible = true;
    world.ready.fire();
    await settled();
    assert.equal(world.reads, 2);
    assert.deepEqual(world.types(), ['init', 'document', 'init', 'document']);
    world.changed.fire();
    world.pass();
    await settled();
    assert.equal(world.reads, 3);
  });

  it('reads anew for a page that was hidden before it listened, if the file changed meanwhile', async () => {
    const world = new World();
    world.open();
    await settled();
    world.visible = false;
    world.changed.fire();
    world.pass();
    world.visible = true;
    world.ready.fire();
    await settled();
    assert.deepEqual(world.types(), ['init', 'document', 'init', 'document']);
  });

  it('is silent once it is closed', async () => {
    const world = new World();
    const controller = world.open();
    controller.dispose();
    await settled();
    world.changed.fire();
    world.ready.fire();
    assert.equal(world.waiting.size, 0);
    assert.deepEqual(world.types(), ['init']);
  });

  it('remembers places by document, without its name, and for fifty documents', async () => {
    const world = new World();
    world.open('file:///contracts/first.pdf');
    world.said.fire({ type: 'place', place: { ...START, page: 7 } });
    await settled();
    assert.doesNotMatch(JSON.stringify([...world.store]), /first|contracts/);
    const again = new World();
    again.store.set('jsign.viewer.places', world.store.get('jsign.viewer.places'));
    again.open('file:///contracts/first.pdf');
    const [init] = again.posted;
    assert.ok(init?.type === 'init');
    assert.equal(init.place?.page, 7);
    for (let i = 0; i < 50; i += 1) await world.places.set(`file:///${i}.pdf`, START);
    assert.equal(world.places.get('file:///contracts/first.pdf'), undefined);
    assert.deepEqual(world.places.get('file:///0.pdf'), START);
  });

  it('does not trust what was remembered', () => {
    const world = new World();
    world.store.set('jsign.viewer.places', [{ key: 'x', place: { page: -1 } }]);
    assert.equal(world.places.get('file:///a.pdf'), undefined);
  });

  it('opens links outside through VS Code, and only addresses of the web and of mail', () => {
    const world = new World();
    world.open();
    world.said.fire({ type: 'open', url: 'https://example.com/' });
    world.said.fire({ type: 'open', url: 'command:workbench.action.quit' });
    assert.deepEqual(world.opened, ['https://example.com/']);
  });
});

describe('What is said of a document that cannot be read', () => {
  const text = (error: unknown, fromJsign = false) => plain(readProblem(error, fromJsign).text);

  it('passes on what our own file system says', () => {
    const error = Object.assign(new Error('You are not signed in. Sign in to see this document.'), {
      code: 'Unavailable',
    });
    assert.equal(text(error, true), 'You are not signed in. Sign in to see this document.');
  });

  it('passes on nothing of others', () => {
    const denied = Object.assign(new Error("EACCES: permission denied, open '/home/ada/x.pdf'."), {
      code: 'NoPermissions',
    });
    assert.equal(text(denied), 'This file may not be read.');
    assert.equal(text(new Error('Boom.')), 'The file could not be read.');
    assert.equal(text('x', true), 'The document could not be read from jSign.');
    assert.equal(
      text(new Error('TypeError: x is not a function.'), true),
      'The document could not be read from jSign.',
    );
    assert.match(text(new TooLarge(MOST_BYTES * 2)), /200 MB/);
  });

  it('never shows an error of the client as it is', () => {
    const error = new JsignError({
      kind: 'server',
      operation: 'Download.',
      requestSent: true,
      replyRead: true,
    });
    assert.equal(text(error, true), 'The document could not be read from jSign.');
  });
});

describe('The policy of a page with PDF files', () => {
  it('adds what pdf.js needs and nothing else', () => {
    const html = pageHtml({
      lang: 'en',
      title: 'x',
      ownSource: 'https://own.example',
      scripts: [],
      styles: [],
      fonts: true,
      pdf: true,
    });
    const policy =
      /Content-Security-Policy" content="([^"]*)"/
        .exec(html)?.[1]
        ?.replaceAll('&#39;', "'")
        .replace(/nonce-[\w-]+/, 'nonce') ?? '';
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce' 'wasm-unsafe-eval'",
      'style-src https://own.example',
      'font-src https://own.example data:',
      'img-src blob: data:',
      'worker-src blob:',
      'connect-src https://own.example',
      "form-action 'none'",
      "base-uri 'none'",
    ]);
  });

  it('is for them alone', () => {
    const html = pageHtml({
      lang: 'en',
      title: 'x',
      ownSource: 'https://own.example',
      scripts: [],
      styles: [],
      fonts: true,
    });
    assert.doesNotMatch(html, /wasm|worker-src|connect-src|img-src|data:/);
  });
});
