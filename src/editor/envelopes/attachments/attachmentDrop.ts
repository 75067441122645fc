import { l10n, Uri, window, type DataTransfer, type TreeDragAndDropController } from 'vscode';
import { UserError, type Actions } from '../../platform/actions';
import { envelopeRef } from '../api';
import type { FindingPart } from '../finding/part';
import type { Node } from '../nodes';
import { addressesOf, fileAt, fileOf, type FileSource } from './localFiles';
import type { LocalFile } from './ports';

/** Files dropped on an envelope, or on anything below it, are attached to it. */
export class AttachmentDrop implements TreeDragAndDropController<Node> {
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  readonly dragMimeTypes = [];

  constructor(
    private readonly files: FileSource,
    private readonly actions: Actions,
    private readonly part: () => Promise<FindingPart>,
  ) {}

  async handleDrop(target: Node | undefined, transfer: DataTransfer): Promise<void> {
    const ref = envelopeRef(target);
    // What was dropped can be read only while this runs; asking and uploading must not hold the tree up.
    const dropped = await droppedFiles(transfer, this.files);
    void this.actions.run('jsign.addAttachment', async () => {
      if (!ref) throw new UserError(l10n.t('Drop files on an envelope to attach them to it.'));
      await (await this.part()).adding.drop(ref, dropped);
    });
  }
}

/** Shows VS Code's dialog for files; `undefined` when the person leaves it. */
export async function chooseFiles(
  title: string,
  files: FileSource,
): Promise<readonly LocalFile[] | undefined> {
  const chosen = await window.showOpenDialog({ title, openLabel: l10n.t('Attach'), canSelectMany: true });
  return chosen?.map((uri) => fileAt(files, uri.toString(), uri.path));
}

async function droppedFiles(transfer: DataTransfer, files: FileSource): Promise<readonly LocalFile[]> {
  const list = await transfer.get('text/uri-list')?.asString();
  const addresses = addressesOf(list ?? '').flatMap((line) => parsed(line));
  if (addresses.length > 0) return addresses.map((uri) => fileAt(files, uri.toString(), uri.path));
  const items = [...transfer].flatMap(([, item]) => item.asFile() ?? []);
  return Promise.all(
    items.map(async (file) =>
      file.uri
        ? fileAt(files, file.uri.toString(), file.uri.path)
        : fileOf(file.name, new Uint8Array(await file.data())),
    ),
  );
}

function parsed(line: string): readonly Uri[] {
  try {
    return [Uri.parse(line, true)];
  } catch {
    return [];
  }
}
