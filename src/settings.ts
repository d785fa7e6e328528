import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';

import type { ISettings } from './tokens';

/** The settings of a registry, typed; the schema's defaults until they have been loaded. */
export class Settings implements ISettings {
  readonly changed: Signal<ISettings, void> = new Signal<ISettings, void>(this);

  get saveBeforeRun(): ISettings['saveBeforeRun'] {
    return this._get('saveBeforeRun', 'ask');
  }

  get showPanelAfterStart(): boolean {
    return this._get('showPanelAfterStart', true);
  }

  get notifyOnEnd(): ISettings['notifyOnEnd'] {
    return this._get('notifyOnEnd', 'always');
  }

  get runsFilter(): ISettings['runsFilter'] {
    return this._get('runsFilter', 'notebook');
  }

  get commitCodeOnly(): boolean {
    return this._get('commitCodeOnly', true);
  }

  get signOff(): boolean {
    return this._get('signOff', false);
  }

  get exportOnSave(): boolean {
    return this._get('exportOnSave', false);
  }

  get checkOnCommit(): boolean {
    return this._get('checkOnCommit', false);
  }

  get markFindings(): boolean {
    return this._get('markFindings', true);
  }

  /** Read from a loaded registry from now on. */
  connect(source: ISettingRegistry.ISettings): void {
    this._source = source;
    source.changed.connect(() => {
      this.changed.emit();
    });
    this.changed.emit();
  }

  /** A value; the registry has checked it against the schema. */
  private _get<T>(key: string, fallback: T): T {
    return (this._source?.composite[key] as T | undefined) ?? fallback;
  }

  private _source: ISettingRegistry.ISettings | null = null;
}
