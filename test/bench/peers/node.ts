/** better-auth on plain Node with an SQLite file. Its parent gives the file and the origin, and gets the port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { options } from './options.ts';

const [file, origin] = process.argv.slice(2);
if (!file || !origin) throw new Error('Usage: node node.ts <database file> <origin>');

const database = new DatabaseSync(file);
// Not in its documentation, but what a careful operator does, and cheaper than the default journal.
database.exec('PRAGMA journal_mode = WAL');
const auth = betterAuth(options(database, origin));
await (await getMigrations(auth.options)).runMigrations();

const server = createServer(toNodeHandler(auth));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
