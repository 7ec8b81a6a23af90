/** The screener of a replay, opened anew where the log was written under other settings. */
import type { RecordingHost } from '../../contract/host.ts';
import { defaultLimits } from '../../contract/limits.ts';
import type { LoggedSettings } from './loggedLines.ts';

/** One screener at a time: settings change with the configuration of whoever wrote the log, hardly ever. */
export class HostShelf {
  readonly #open: (settings: LoggedSettings) => RecordingHost;
  #host: RecordingHost | undefined;
  #settings = '';

  constructor(open: (settings: LoggedSettings) => RecordingHost) {
    this.#open = open;
  }

  async of(settings: LoggedSettings): Promise<RecordingHost> {
    const text = JSON.stringify(settings);
    if (this.#host && text === this.#settings) return this.#host;
    await this.#host?.close();
    this.#host = this.#open(settings);
    this.#settings = text;
    return this.#host;
  }

  /** What the bundle is, whatever the settings. */
  async any(): Promise<{ hash: string }> {
    return (await this.of({ explainTop: 0, limits: defaultLimits })).bundle();
  }

  async close(): Promise<void> {
    await this.#host?.close();
  }
}
