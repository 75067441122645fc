import { workspace, type Event, EventEmitter } from 'vscode';
import { Disposable } from './disposable';

/** Every setting of the extension with its type. A test holds this against package.json. */
export interface SettingValues {
  readonly 'jsign.certificateAuthorityFile': string;
  readonly 'jsign.defaultExpirationDays': number;
  readonly 'jsign.referenceOnly': boolean;
  readonly 'jsign.afterDownload': 'ask' | 'open' | 'nothing';
  readonly 'jsign.notifications': 'all' | 'mine' | 'none';
  readonly 'jsign.stayCurrent': boolean;
}
export const SETTING_KEYS = [
  'jsign.certificateAuthorityFile',
  'jsign.defaultExpirationDays',
  'jsign.referenceOnly',
  'jsign.afterDownload',
  'jsign.notifications',
  'jsign.stayCurrent',
] as const satisfies readonly (keyof SettingValues)[];

/** The only place that reads settings. */
export class Settings extends Disposable {
  private readonly changed = this._register(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;

  constructor() {
    super();
    this._register(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('jsign')) this.changed.fire();
      }),
    );
  }

  /** Defaults stand in package.json; a value of another type (a hand-edited file) counts as the default. */
  get<K extends keyof SettingValues>(key: K): SettingValues[K] | undefined {
    const inspected = workspace.getConfiguration().inspect<SettingValues[K]>(key);
    const value = workspace.getConfiguration().get<SettingValues[K]>(key);
    return typeof value === typeof inspected?.defaultValue ? value : inspected?.defaultValue;
  }
}
