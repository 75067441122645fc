import type { DocumentBytes } from '../../delivery/ports';
import type { Session } from '../account/api';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { readably } from './failures';
import type { LoadedDocument } from './documentReader';
import type { RunUpload } from './ports';
import { shown } from '../platform/foreignText';
import { partOf, shortHash } from './words';

export interface UploadPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly documents: DocumentBytes;
}

/** Uploads a file, and asks what shall become of it. */
export class UploadFile {
  private readonly t: Translate;

  constructor(private readonly ports: UploadPorts) {
    this.t = ports.translate;
  }

  /**
   * An upload alone has no effect that anybody sees, and its id is good for one envelope. What is made of it goes up again as part
   * of its own journalled send, so that the same guards hold for every way of sending.
   */
  async upload(session: Session, document: LoadedDocument): Promise<'envelope' | 'template' | undefined> {
    const client = await session.client();
    await readably(this.t, async () => {
      const source = await this.ports.documents.open({
        id: document.id,
        name: document.name,
        size: document.bytes.byteLength,
        sha256: document.sha256,
        pages: [],
        origin: { uri: document.uri },
      });
      await this.run(source, (file, options) => client.envelopes.uploadFile(file, options));
    });
    const chosen = await this.ports.prompts.pick<'envelope' | 'template'>({
      title: this.t({
        text: '"{0}" is uploaded (sha-256 {1})',
        args: [shown(document.name), shortHash(document.sha256)],
      }),
      placeholder: this.t({ text: 'What shall become of it?' }),
      items: [
        {
          label: this.t({ text: 'Make an Envelope of It' }),
          detail: this.t({ text: 'Choose who signs, then send it' }),
          icon: 'mail',
          value: 'envelope',
        },
        {
          label: this.t({ text: 'Make a Template of It' }),
          detail: this.t({ text: 'Name the roles that sign, and use it again and again' }),
          icon: 'file-symlink-file',
          value: 'template',
        },
      ],
    });
    return chosen.kind === 'value' ? chosen.value : undefined;
  }

  /** Shows the progress of one upload, with Cancel. */
  readonly run: RunUpload = async (source, send) => {
    const name = shown(source.name, 60);
    const title = this.t({ text: 'Uploading {0}', args: [name] });
    return this.ports.prompts.progress({ title, cancellable: true }, (progress, signal) =>
      send(source, {
        signal,
        onProgress: (sent, total) =>
          progress.report(
            partOf(sent, total, this.ports.locale, this.t),
            total > 0 ? (100 * sent) / total : undefined,
          ),
      }),
    );
  };
}
