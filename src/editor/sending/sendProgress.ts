import type { SendOptions, SendOutcome, SendStage } from '../../delivery/ports';
import { Cancelled } from '../platform/actions';
import type { ProgressReport, Prompts } from '../platform/prompts';

/** What the notification says and shows. */
export interface SendProgressPorts {
  readonly prompts: Pick<Prompts, 'progress'>;
  readonly title: string;
  readonly report: (progress: ProgressReport, stage: SendStage) => void;
}

/** Shows the progress of one send, with Cancel for as long as it can be cancelled. */
export async function sendWithProgress(
  { prompts, report, title }: SendProgressPorts,
  send: (options: Pick<SendOptions, 'signal' | 'onStage'>) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const cancel = new AbortController();
  let progress: ProgressReport | undefined;
  let stage: SendStage | undefined;
  let reachedCreating: () => void = () => undefined;
  const creating = new Promise<'creating'>((resolve) => (reachedCreating = () => resolve('creating')));
  const onStage = (next: SendStage): void => {
    stage = next;
    if (next.stage !== 'uploading') reachedCreating();
    if (progress) report(progress, next);
  };
  const first = await prompts.progress({ title, cancellable: true }, async (shown, signal) => {
    progress = shown;
    const stop = () => cancel.abort(new Cancelled());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const sending = send({ signal: cancel.signal, onStage });
    const end = await Promise.race([sending, creating]);
    signal.removeEventListener('abort', stop);
    return { end, sending };
  });
  if (first.end !== 'creating') return first.end;
  // A second notification, because the first one has a Cancel button, which would no longer be true.
  return prompts.progress({ title, cancellable: false }, async (shown) => {
    progress = shown;
    if (stage) report(shown, stage);
    return first.sending;
  });
}
