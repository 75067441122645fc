import { filled } from '../viewer/strings';
import type { ComposerContext } from './panels/context';
import type { Notices } from './panels/notices';
import type { OnDiskMessage } from './protocol';

/** What has become of the files behind the documents. */
export class DiskNotices {
  constructor(
    private readonly context: ComposerContext,
    private readonly notices: Notices,
  ) {}

  show({ documentId, state }: Pick<OnDiskMessage, 'documentId' | 'state'>): void {
    const { strings, say, editor } = this.context;
    const name = editor.composition.documents.find(({ id }) => id === documentId)?.name;
    const key = keyOf(documentId);
    if (state === 'same' || name === undefined) this.notices.show(key, undefined);
    else if (state === 'deleted') {
      this.notices.show(key, { kind: 'warning', text: filled(strings.fileDeleted, name) });
    } else {
      const run = () => say({ type: 'reload', documentId });
      const action = { label: strings.reload, spoken: filled(strings.reloadNamed, name), run };
      this.notices.show(key, { kind: 'warning', text: filled(strings.fileChanged, name), action });
    }
  }

  /** Takes back what was said of documents that are no longer part of it. */
  forgetGone(): void {
    const { documents } = this.context.editor.composition;
    this.notices.only(
      keyOf(''),
      documents.map(({ id }) => keyOf(id)),
    );
  }
}

function keyOf(documentId: string): string {
  return `disk-${documentId}`;
}
