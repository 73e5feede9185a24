#!/usr/bin/env node
import { createReadStream, readFileSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Verifier } from './verifier.js';

const USAGE = `Checks exports of Countersign's audit log, offline.

  countersign-verify --head <file> [--key <public key>] <export.jsonl[.gz]> …

  --head   what /.well-known/countersign-audit.json answered earlier, or an earlier export. Give as many as you have
  --key    a public key that you trust, from another place than the export
  Several exports, each of which begins where the one before it ended, are checked as one.

It ends with 0 when all is right, with 1 when something was changed, with 2 when it could not check.`;

/** @param {string} file */
function readHead(file) {
  const text = readFileSync(file, 'utf8').trim();
  const last = JSON.parse(text.startsWith('{"export"') ? text.slice(text.lastIndexOf('\n') + 1) : text);
  const head = last.end?.head ?? last.head ?? last;
  if (typeof head.size !== 'number' || !Array.isArray(head.signatures))
    throw new Error(`${file}: there is no head in it`);
  return head;
}

/**
 * @param {Verifier} verifier
 * @param {string} file
 */
async function readExport(verifier, file) {
  const raw = createReadStream(file);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const bytes = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
    raw.on('error', (error) => bytes.destroy(error));
    for await (const chunk of bytes) verifier.push(decoder.decode(chunk, { stream: true }));
    verifier.push(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError) && !String(/** @type {any} */ (error).code).startsWith('Z_'))
      throw error;
    verifier.problems.push(`${file} is damaged`);
  }
  verifier.endFile();
}

/** @param {string[]} args */
async function main(args) {
  /** @type {{ heads: import('./signatures.js').Head[], keys: string[] }} */
  const trust = { heads: [], keys: [] };
  const files = [];
  for (let i = 0; i < args.length; i++) {
    const arg = /** @type {string} */ (args[i]);
    const value = args[i + 1] ?? '';
    if (arg === '--head' && ++i) trust.heads.push(readHead(value));
    else if (arg === '--key' && ++i) trust.keys.push(value);
    else files.push(arg);
  }
  if (
    files.length === 0 ||
    files.some((file) => file.startsWith('-')) ||
    trust.heads.length + trust.keys.length === 0
  )
    throw new Error(USAGE);
  const verifier = new Verifier(trust);
  for (const file of files) await readExport(verifier, file);
  const problems = await verifier.finish();
  for (const problem of problems) console.error(`FOUND  ${problem}`);
  if (problems.length > 0) return 1;
  const range = verifier.filtered ? '' : `, ${verifier.after + 1} to ${verifier.after + verifier.events}`;
  console.log(`ok     ${verifier.events} events of ${verifier.chains} chains${range}`);
  for (const { size, at } of verifier.filtered ? [] : trust.heads)
    console.log(`ok     the first ${size} are those that were signed at ${at}`);
  if (verifier.filtered)
    console.log(
      'note   this export is filtered: it is as the service made it, but what it leaves out is not checked',
    );
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
