import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIGRATIONS = join(import.meta.dirname, '../../../schema/migrations');

/** Makes the product's tables in a D1; in one that has them already, nothing. */
export async function migrate(database: {
  exec(sql: string): Promise<unknown>;
  prepare(sql: string): { first(): Promise<unknown> };
}): Promise<void> {
  if (await database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'users'`).first()) return;
  for (const name of readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    const statements = readFileSync(join(MIGRATIONS, name), 'utf8').split('--> statement-breakpoint');
    for (const statement of statements)
      await database.exec(statement.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim());
  }
}
