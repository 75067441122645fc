import type { Listen } from './event';

/**
 * One open page as its logic sees it. `In` is what the page says, `Out` what it is told. What is posted before the page
 * listens waits for it; after a reload of the page `onReady` fires again and everything the page shows is posted anew.
 */
export interface PagePort<In, Out> {
  readonly visible: boolean;
  readonly onDidChangeVisible: Listen<boolean>;
  /** The page listens (again): tell it everything. */
  readonly onReady: Listen<void>;
  /** Only messages of the agreed shape arrive here. */
  readonly onMessage: Listen<In>;
  post(message: Out): void;
  setTitle(title: string): void;
  /** Lets the page frame this origin. May load the page anew, in which case `onReady` fires once more. */
  allowFrame(origin: string): void;
}
