import type { DataSource } from 'typeorm';
import type { ActNews } from '../act-news.js';

const everyMs = 1_000;

/**
 * Notices that another program wrote to the same file, such as an import by command: SQLite counts, for a connection,
 * the commits that others made.
 */
export class OtherPrograms {
  private seen?: number;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly writer: DataSource,
    private readonly news: ActNews,
  ) {}

  static async watch(writer: DataSource, news: ActNews): Promise<OtherPrograms> {
    const others = new OtherPrograms(writer, news);
    await others.look();
    others.timer = setInterval(() => void others.look().catch(() => undefined), everyMs).unref();
    return others;
  }

  async look(): Promise<void> {
    const [row] = await this.writer.query<{ data_version: number }[]>('PRAGMA data_version');
    const changed = this.seen !== undefined && this.seen !== row!.data_version;
    this.seen = row!.data_version;
    if (changed) this.news.anythingHappened();
  }

  close(): void {
    clearInterval(this.timer);
  }
}
