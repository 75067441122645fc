import type { ServiceClient } from '../../../../src/editor/account/api';
import type { EnvelopeStores } from '../../../../src/editor/envelopes/api';
import type { LocalFile, SavePorts } from '../../../../src/editor/envelopes/attachments/ports';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import type { Memory } from '../../../../src/editor/platform/memory';
import { plain } from '../../../../src/editor/platform/translate';
import type { AttachmentSummary } from '../../../../src/jsign/types';
import type { ScriptedPrompts } from '../scriptedPrompts';
import { clientWith, details, pageOf, sessionWith } from './fakes';

/** Memory as JSON, as VS Code keeps it. */
export function memory(start: Readonly<Record<string, unknown>> = {}): Memory {
  const kept = new Map(Object.entries(start).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    get: (key) => {
      const text = kept.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    update: (key, value) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

export function localFile(name: string, size: number | 'folder' | undefined = 5): LocalFile {
  return {
    name,
    size: () => Promise.resolve(size),
    open: async function* () {
      yield await Promise.resolve(Buffer.from('bytes'));
    },
  };
}

export interface World {
  readonly ports: SavePorts;
  readonly store: ServiceEnvelopeStore;
  /** What jSign has. */
  readonly attached: AttachmentSummary[];
  /** Names of what was sent to jSign, in order. */
  readonly sent: string[];
  readonly written: Map<string, string>;
  readonly statuses: string[];
}

type Add = ServiceClient['attachments']['add'];
type Got = ServiceClient['attachments']['download'];

/** The real store of an envelope "Lease 42" over a service that has `present` attachments. */
export function worldWith(
  prompts: ScriptedPrompts,
  present: readonly string[] = [],
  replies: { readonly add?: (add: Add) => Add; readonly download?: Got } = {},
): World {
  const attached = present.map((fileName, index) => ({ id: `a${index}`, fileName }));
  const sent: string[] = [];
  const written = new Map<string, string>();
  const statuses: string[] = [];
  const add: Add = (_, file, options) => {
    sent.push(file.name);
    options?.onProgress?.(file.size, file.size);
    const id = `n${sent.length}`;
    attached.push({ id, fileName: file.name });
    return Promise.resolve(id);
  };
  const client = clientWith(
    {
      details: (id) => Promise.resolve(details(id, { name: 'Lease 42' })),
      list: () => Promise.resolve(pageOf([])),
    },
    {
      attachments: {
        add: replies.add?.(add) ?? add,
        list: () => Promise.resolve([...attached]),
        download:
          replies.download ??
          ((_, id) => Promise.resolve({ fileName: id, bytes: new TextEncoder().encode(`bytes of ${id}`) })),
      },
    },
  );
  const store = new ServiceEnvelopeStore(sessionWith(client));
  const stores: EnvelopeStores = {
    current: store,
    onDidChange: () => ({ dispose: () => undefined }),
    forAccount: (id) => Promise.resolve(id === 'acc' ? store : undefined),
  };
  const put = (uri: string, bytes: Uint8Array): Promise<void> => {
    written.set(uri, Buffer.from(bytes).toString());
    return Promise.resolve();
  };
  const ports: SavePorts = {
    stores,
    client: () => Promise.resolve(client),
    prompts,
    translate: plain,
    describe: (error) => (error instanceof Error ? `It failed: ${error.message}.` : 'It failed.'),
    saved: {
      write: put,
      writeNew: async (uri, bytes) => {
        if (written.has(uri)) return false;
        await put(uri, bytes);
        return true;
      },
      exists: (uri) => Promise.resolve(written.has(uri)),
      makeFolder: () => Promise.reject(new Error('unexpected call')),
      open: () => Promise.reject(new Error('unexpected call')),
      child: (folder, name) => `${folder}/${name}`,
      nameOf: (uri) => uri.split('/').at(-1) ?? '',
    },
    showStatus: (text) => statuses.push(text),
  };
  return { ports, store, attached, sent, written, statuses };
}
