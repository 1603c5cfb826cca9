import { DataSource } from 'typeorm';

const texts: readonly unknown[] = ['text', 'simple-json'];

/** A connection to whichever engine: on PostgreSQL its texts compare by their bytes, as they do on SQLite. */
export class Source extends DataSource {
  protected override async buildMetadatas(): Promise<void> {
    await super.buildMetadatas();
    if (this.options.type !== 'postgres') return;
    for (const { columns } of this.entityMetadatas)
      for (const column of columns) if (texts.includes(column.type)) column.collation = 'C';
  }
}
