import { defineConfig } from 'drizzle-kit';

/** `npm run migration` writes the SQL that takes D1 from the last migration to schema/tables.ts. */
export default defineConfig({ dialect: 'sqlite', schema: 'schema/tables.ts', out: 'schema/migrations' });
