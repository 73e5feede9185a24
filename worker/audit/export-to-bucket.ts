import { DAY, now } from '../clock.ts';
import { errorText } from '../error-text.ts';
import { AUDIT_FILE_EVENTS, AUDIT_RUN_MS } from '../policy/limits.ts';
import { jsonLines, streamOf } from './export-events.ts';
import { pagesOfRange } from './pages.ts';
import { headAt, headWithin, signHead } from './sign-head.ts';
import type { Stream } from './streams.ts';
import { aim, failed, giveBack, taken, takeStream } from './streams.ts';

const dayOf = (ms: number) => Math.floor(ms / DAY);

/**
 * Writes what came since the last file to the bucket, once a day: JSON Lines, gzip, each file beginning where the one
 * before it ended. Where a file ends is noted before it is written, so that a run that dies is repeated with the same
 * key and the same content; a file that is there is never written over.
 */
export async function exportToBucket(database: D1Database, bucket: R2Bucket): Promise<void> {
  const stream = await takeStream(database, 'bucket');
  if (!stream) return;
  try {
    if (stream.target === null && stream.lastAt !== null && dayOf(stream.lastAt) === dayOf(now())) return;
    const until = now() + AUDIT_RUN_MS;
    const { size } = await signHead(database);
    do {
      if (stream.target === null) await aim(database, stream, await nextTarget(database, stream, size));
      if (stream.target! > stream.sent) await writeFile(database, bucket, stream);
      await taken(database, stream, stream.target!);
    } while (stream.sent < size && now() < until);
  } catch (error) {
    await failed(database, stream, errorText(error));
    throw error;
  } finally {
    await giveBack(database, stream);
  }
}

/** Heads are at most a file apart. */
const nextTarget = async (database: D1Database, { sent }: Stream, size: number) =>
  (await headWithin(database, sent, Math.min(size, sent + AUDIT_FILE_EVENTS))) ?? sent;

async function writeFile(database: D1Database, bucket: R2Bucket, stream: Stream): Promise<void> {
  const { sent, target, targetAt } = stream;
  const [before, end] = await Promise.all([headAt(database, sent), headAt(database, target!)]);
  const after = { size: sent, peaks: before?.peaks ?? [] };
  const about = { at: targetAt!, filter: null, after };
  const lines = streamOf(jsonLines(about, pagesOfRange(database, sent, target!), end!.head));
  const file = await new Response(lines.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  const key = fileKey(sent + 1, target!, targetAt!);
  await bucket.put(key, file, {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: 'application/gzip' },
  });
}

/** 'audit/2026/11/2026-11-25.000000000001-000000012345.jsonl.gz': in order where names are. */
function fileKey(from: number, to: number, at: number): string {
  const [year, month, day] = new Date(at).toISOString().slice(0, 10).split('-');
  const number = (value: number) => String(value).padStart(12, '0');
  return `audit/${year}/${month}/${year}-${month}-${day}.${number(from)}-${number(to)}.jsonl.gz`;
}
