import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoAccount } from './seed.ts';
import { demoAccountsFile } from './seed.ts';
import { totpCode } from './totp-code.ts';

/** `npm run code`: what Grace's authenticator app shows now; `npm run code -- ADDRESS` another demo account's, `-- SECRET` any. */
const file = demoAccountsFile(join(import.meta.dirname, '../.dev'));
const accounts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : [];
const [, , given = 'grace@example.com'] = process.argv;
const secret = given.includes('@') ? accounts.find(({ email }) => email === given)?.secret : given;

if (secret) {
  const left = 30 - (Math.floor(Date.now() / 1000) % 30);
  console.log(`${totpCode(secret)}   (for ${left} s more; each code works once)`);
} else {
  console.error('There is no such demo account: start `npm run dev` first.');
  process.exitCode = 1;
}
