import type { LogOutputChannel } from 'vscode';
import { errorFacts, formatLine, type Log, type LogFacts } from './log';

/** The jSign channel of the Output panel. Its level is the person's choice there. */
export class OutputLog implements Log {
  constructor(private readonly channel: LogOutputChannel) {}

  trace(event: string, facts?: LogFacts): void {
    this.channel.trace(formatLine(event, facts));
  }
  info(event: string, facts?: LogFacts): void {
    this.channel.info(formatLine(event, facts));
  }
  warn(event: string, facts?: LogFacts): void {
    this.channel.warn(formatLine(event, facts));
  }
  error(event: string, error: unknown, facts?: LogFacts): void {
    this.channel.error(formatLine(event, { ...errorFacts(error), ...facts }));
    // Frames of our own bundles, without the message line: where it happened, not what it said.
    const stack = error instanceof Error ? error.stack : undefined;
    const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    for (const frame of frames.slice(0, 8))
      this.channel.debug(frame.replace(/\(?(?:file:\/\/)?\/[^)]*\//, '('));
  }
  show(): void {
    this.channel.show();
  }
}
