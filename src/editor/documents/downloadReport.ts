import type { FilePort } from '../platform/destination';
import { shown } from '../platform/foreignText';
import type { Button, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { PlannedFile } from './downloadPlan';
import type { HashCheck } from './hashCheck';

export interface Saved {
  readonly uri: string;
  readonly check: HashCheck;
}

export interface Failure {
  /** Of the document, or of the envelope that could not be read. */
  readonly name: string;
  readonly error: unknown;
  /** What can be tried again; absent where the envelope could not be read. */
  readonly file?: PlannedFile;
}

export interface ReportPorts {
  readonly prompts: Prompts;
  readonly files: FilePort;
  readonly afterDownload: () => 'ask' | 'open' | 'nothing';
  readonly describe: (error: unknown) => string;
  readonly t: Translate;
}

/** So many failures are read out in a notification; all of them in a list. */
const MOST_SHOWN = 3;

/** Says what was saved and what was not. */
export class DownloadReport {
  constructor(private readonly ports: ReportPorts) {}

  /** True when the person wants what failed tried again. */
  async tell(saved: readonly Saved[], failed: readonly Failure[]): Promise<boolean> {
    if (failed.length > 0) return this.tellFailures(saved, failed);
    if (saved.length > 0) await this.tellSaved(saved);
    return false;
  }

  private async tellSaved(saved: readonly Saved[]): Promise<void> {
    const { afterDownload, files, prompts, t } = this.ports;
    const after = afterDownload();
    const differs = saved.some((each) => each.check === 'differs');
    const only = saved.length === 1 ? saved[0] : undefined;
    if (only && after === 'open') await files.open(only.uri);
    if (after !== 'ask' && !differs) return;
    const open = { id: 'open', label: t({ text: 'Open' }) };
    const chosen = await prompts.notify({
      severity: differs ? 'warning' : 'info',
      message: this.savedWords(saved),
      buttons: only && after === 'ask' ? [open] : [],
    });
    if (chosen === 'open' && only) await files.open(only.uri);
  }

  private async tellFailures(saved: readonly Saved[], failed: readonly Failure[]): Promise<boolean> {
    const { prompts, t } = this.ports;
    const all: Button = { id: 'all', label: t({ text: 'Show All' }) };
    const again: Button = { id: 'again', label: t({ text: 'Try Again' }) };
    const chosen = await prompts.notify({
      severity: 'warning',
      message: [
        saved.length === 0 ? t({ text: 'Nothing was saved.' }) : this.savedWords(saved),
        t({ text: 'Not saved: {0}', args: [this.failureWords(failed)] }),
      ].join(' '),
      buttons: [
        ...(failed.some(({ file }) => file !== undefined) ? [again] : []),
        ...(failed.length > MOST_SHOWN ? [all] : []),
      ],
    });
    if (chosen === 'all') return this.list(failed);
    return chosen === 'again';
  }

  /** Every failure; a row that is chosen means that it shall be tried again. */
  private async list(failed: readonly Failure[]): Promise<boolean> {
    const { describe, prompts, t } = this.ports;
    const chosen = await prompts.pick({
      title: t({ text: 'Documents That Were Not Saved' }),
      placeholder: t({ text: 'Press Enter to try all of them again' }),
      items: failed.map(({ name, error }) => ({
        label: shown(name),
        detail: describe(error),
        icon: 'error',
        value: undefined,
      })),
    });
    return chosen.kind === 'value' && failed.some(({ file }) => file !== undefined);
  }

  private failureWords(failed: readonly Failure[]): string {
    const { describe, t } = this.ports;
    const words = failed
      .slice(0, MOST_SHOWN)
      .map(({ name, error }) => t({ text: '{0} ({1})', args: [shown(name), describe(error)] }));
    const more = failed.length - words.length;
    if (more > 0) words.push(t({ text: 'and {0} more', args: [more] }));
    return words.join(', ');
  }

  private savedWords(saved: readonly Saved[]): string {
    const { files, t } = this.ports;
    const [first] = saved;
    const nameOf = ({ uri }: Saved) => shown(files.nameOf(uri));
    const what =
      first && saved.length === 1
        ? t({ text: 'Saved {0}.', args: [nameOf(first)] })
        : t({ text: 'Saved {0} documents.', args: [saved.length] });
    const differing = saved.filter((each) => each.check === 'differs').map(nameOf);
    if (differing.length > 0) {
      const about = t({
        text: 'The SHA-256 of {0} is not the one that jSign names for it. The file was kept; ask the sender before you rely on it.',
        args: [differing.join(', ')],
      });
      return `${what} ${about}`;
    }
    if (saved.every((each) => each.check === 'matches')) {
      return `${what} ${t({ text: 'The SHA-256 is the one that jSign names.' })}`;
    }
    return what;
  }
}
