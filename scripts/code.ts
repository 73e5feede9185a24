import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoAccount } from './seed.ts';
import { totpCode } from './totp-code.ts';

/** `npm run code`: what the demo account's authenticator app shows now. `npm run code -- SECRET` for any other. */
const file = join(import.meta.dirname, '../.dev/demo-accounts.json');
const [, , given] = process.argv;
const secret =
  given ??
  (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[])[1]?.secret : undefined);

if (secret) {
  const left = 30 - (Math.floor(Date.now() / 1000) % 30);
  console.log(`${totpCode(secret)}   (for ${left} s more; each code works once)`);
} else {
  console.error('There is no demo account yet: start `npm run dev` first.');
  process.exitCode = 1;
}
