import { window, type ExtensionContext } from 'vscode';
import { Services } from './services';

/** Builds the services and registers the features. Nothing here waits for the network. */
export function activate(context: ExtensionContext): void {
  const channel = window.createOutputChannel('jSign', { log: true });
  // Put away last, so that what happens while the rest is put away can still be logged.
  context.subscriptions.push(channel);
  const services = new Services(context, channel);
  context.subscriptions.push(services);
  void services.start();
}
