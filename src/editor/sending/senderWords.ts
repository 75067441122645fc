import type { Sentence } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import type { PreviousSend, SendStage } from '../../delivery/ports';
import { shown } from '../platform/foreignText';
import type { ConfirmOptions, ProgressReport } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { partOf } from './words';

/** Says in the progress what a send does right now. */
export function reportStage(progress: ProgressReport, stage: SendStage, locale: string, t: Translate): void {
  switch (stage.stage) {
    case 'uploading': {
      const part = partOf(stage.sent, stage.total, locale, t);
      const text = t({ text: 'Uploading {0}, {1}', args: [shown(stage.document, 60), part] });
      progress.report(text, stage.total > 0 ? (100 * stage.sent) / stage.total : undefined);
      return;
    }
    case 'creating':
      progress.report(t({ text: 'Waiting for jSign to create the envelope (can no longer be cancelled)' }));
      return;
    case 'looking':
      progress.report(t({ text: 'The answer was lost. Looking whether the envelope was created' }));
  }
}

/** Asks whether the same is to go to the same people once more. Buttons: `repeat`, `open` where the earlier one is known. */
export function repeatQuestion(
  draft: Draft,
  last: PreviousSend | undefined,
  locale: string,
  t: Translate,
): ConfirmOptions {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  return {
    message: t({ text: 'Send "{0}" once more?', args: [shown(draft.name)] }),
    detail: last ? t(earlierSend(draft, last, when.format(last.at))) : '',
    buttons: [
      { id: 'repeat', label: t({ text: 'Send Once More' }) },
      ...(last?.envelopeId === undefined ? [] : [{ id: 'open', label: t({ text: 'Open the Earlier One' }) }]),
    ],
  };
}

function earlierSend({ template }: Draft, { envelopeId, name, why }: PreviousSend, at: string): Sentence {
  const args = [at, shown(name)];
  if (why === 'replaces') {
    return envelopeId === undefined
      ? {
          text: 'The cancelled envelope may have been sent again on {0}, as "{1}"; its outcome is not known.',
          args,
        }
      : { text: 'The cancelled envelope was sent again on {0}, as "{1}".', args };
  }
  if (template) {
    return envelopeId === undefined
      ? {
          text: 'The same template may have gone to the same people on {0}, as "{1}"; its outcome is not known.',
          args,
        }
      : { text: 'The same template went to the same people on {0}, as "{1}".', args };
  }
  return envelopeId === undefined
    ? {
        text: 'The same documents may have gone to the same people on {0}, as "{1}"; its outcome is not known.',
        args,
      }
    : { text: 'The same documents went to the same people on {0}, as "{1}".', args };
}
