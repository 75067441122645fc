import { Cancelled } from './actions';
import { timer, type DisposableLike } from './disposable';
import type { ProgressReport } from './prompts';

/** What draws a progress once it is shown. */
export interface ProgressBar {
  /** `increment` is by how much the whole has grown, of 100. */
  draw(message: string, increment: number): void;
  readonly onCancel: (cancel: () => void) => DisposableLike;
}

/** Shows a progress: hands the bar to `begin` as soon as there is one, and takes it away when what that gives has settled. */
export type ShowProgress = (begin: (bar: ProgressBar) => Promise<void>) => void;

/**
 * Runs `work` and shows how far it is, unless it is over before `after` milliseconds (0: shown at once): something that comes and
 * goes in the blink of an eye says nothing. What was reported before is there when it is shown.
 */
export async function withProgress<T>(
  after: number,
  work: (progress: ProgressReport, signal: AbortSignal) => Promise<T>,
  show: ShowProgress,
  later: (milliseconds: number, run: () => void) => DisposableLike = timer,
): Promise<T> {
  const abort = new AbortController();
  const reports = new Reports();
  const working = work(reports, abort.signal);
  const ended = working.then(
    () => undefined,
    () => undefined,
  );
  const begin = async (bar: ProgressBar): Promise<void> => {
    const listening = bar.onCancel(() => abort.abort(new Cancelled()));
    reports.showOn(bar);
    await ended;
    listening.dispose();
  };
  const waiting = after > 0 ? later(after, () => show(begin)) : undefined;
  if (!waiting) show(begin);
  try {
    return await working;
  } finally {
    waiting?.dispose();
  }
}

/** Keeps the last report until there is something to show it on. */
class Reports implements ProgressReport {
  private bar: ProgressBar | undefined;
  private last: string | undefined;
  private reached = 0;
  private drawn = 0;

  report(message: string, percent = this.reached): void {
    this.last = message;
    this.reached = Math.max(this.reached, percent);
    this.draw();
  }

  showOn(bar: ProgressBar): void {
    this.bar = bar;
    this.draw();
  }

  private draw(): void {
    if (!this.bar || this.last === undefined) return;
    const increment = this.reached - this.drawn;
    this.drawn = this.reached;
    this.bar.draw(this.last, increment);
  }
}
