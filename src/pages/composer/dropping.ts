import { carriesFiles, urisOf } from './drops';

export interface DroppingPorts {
  /** Addresses of files; none where what was dropped has none. */
  readonly dropped: (uris: readonly string[]) => void;
  /** While something is asked or sent nothing may be dropped. */
  readonly isBusy: () => boolean;
}

/** Takes files that are dropped anywhere on the page. VS Code lets them come here only while Shift is held. */
export function takeDrops({ dropped, isBusy }: DroppingPorts): void {
  const body = document.body;
  const ours = (event: DragEvent) =>
    !isBusy() && event.dataTransfer !== null && carriesFiles([...event.dataTransfer.types]);
  document.addEventListener('dragover', (event) => {
    if (!ours(event) || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    body.classList.remove('dropping');
    if (!ours(event)) return;
    event.preventDefault();
    const { dataTransfer } = event;
    dropped(urisOf((type) => dataTransfer?.getData(type) ?? ''));
  });
}
