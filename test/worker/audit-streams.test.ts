import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { env } from 'cloudflare:workers';
import type { Received } from '../providers/received.ts';
import { exportToBucket } from '../../worker/audit/export-to-bucket.ts';
import { readAuditState } from '../../worker/audit/read-audit-state.ts';
import { LogWasChanged, newestHead, signHead } from '../../worker/audit/sign-head.ts';
import { streamToWebhook } from '../../worker/audit/stream-to-webhook.ts';
import { takeStream } from '../../worker/audit/streams.ts';
import { DAY, now, SECOND } from '../../worker/clock.ts';
import { toBase64 } from '../../worker/crypto/base64.ts';
import { keyedDigest } from '../../worker/crypto/digest.ts';
import { AUDIT_HEAD_EVERY_MS, AUDIT_LEASE_MS, AUDIT_RETRY_FIRST_MS } from '../../worker/policy/limits.ts';
import { scheduled } from '../../worker/scheduled.ts';
import { found, linesOf, somebodyLogged } from './auditing.ts';
import { refuseD1 } from './failing-d1.ts';

const secret = crypto.getRandomValues(new Uint8Array(32));

/** A webhook of its own; what it ends with says what goes wrong there (test/providers/http-providers.ts). */
const hook = (fault = '-ok') => ({
  secret,
  url: `${env.PROVIDERS_URL}/audit/${crypto.randomUUID()}${fault}`,
});

interface Post extends Received {
  body: string;
  headers: Record<string, string>;
  fields: { type: string; events: { number: number; user: string; seq: number }[] };
}

async function receivedBy({ url }: { url: string }): Promise<Post[]> {
  const all = await (await fetch(`${env.PROVIDERS_URL}/received`)).json<Post[]>();
  return all.filter(({ provider, to }) => provider === 'audit' && url.endsWith(to));
}
const numbersOf = (posts: Post[]) => posts.flatMap(({ fields }) => fields.events.map(({ number }) => number));

const stream = (name: string) =>
  env.DB.prepare('SELECT * FROM audit_streams WHERE name = ?')
    .bind(name)
    .first<{ sent: number; tries: number; failure: string | null; retry_at: number }>();
const total = () => env.DB.prepare('SELECT max(number) AS n FROM events').first<number>('n');
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeAll(async () => {
  await somebodyLogged();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the webhook', () => {
  test('is given every event in order, signed, and then only what is new', async () => {
    const first = hook();
    await streamToWebhook(env.DB, first);
    const count = (await total())!;
    const posts = await receivedBy(first);
    expect(numbersOf(posts)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    for (const { body, headers, fields } of posts) {
      const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      expect(headers['webhook-signature']).toBe(`v1,${toBase64(keyedDigest(secret, text))}`);
      expect(Math.abs(Number(headers['webhook-timestamp']) - now() / SECOND)).toBeLessThan(60);
      expect(fields.type).toBe('audit.events');
    }
    for (const ofUser of Map.groupBy(
      posts.flatMap(({ fields }) => fields.events),
      ({ user }) => user,
    ).values())
      expect(ofUser.map(({ seq }) => seq)).toEqual(ofUser.map((_, i) => i + 1));

    await streamToWebhook(env.DB, first);
    expect(await receivedBy(first)).toHaveLength(posts.length);
    await somebodyLogged();
    await streamToWebhook(env.DB, first);
    expect(numbersOf(await receivedBy(first)).slice(count)[0]).toBe(count + 1);
  });

  test('that fails is tried again, later and later, and nothing is passed over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { sent } = (await stream('webhook'))!;
    await somebodyLogged();
    const broken = hook('-500');
    await streamToWebhook(env.DB, broken);
    expect(await stream('webhook')).toMatchObject({ sent, tries: 1, failure: 'HTTP 500' });
    await streamToWebhook(env.DB, broken);
    expect(await receivedBy(broken)).toHaveLength(1);
    later(AUDIT_RETRY_FIRST_MS);
    await streamToWebhook(env.DB, broken);
    const { retry_at, tries } = (await stream('webhook'))!;
    expect([tries, retry_at - Date.now()]).toEqual([2, 2 * AUDIT_RETRY_FIRST_MS]);

    later(2 * AUDIT_RETRY_FIRST_MS);
    const mended = hook();
    await streamToWebhook(env.DB, mended);
    const again = await receivedBy(mended);
    expect(numbersOf(again)[0]).toBe(sent + 1);
    expect((await receivedBy(broken))[0]!.headers['webhook-id']).toBe(again[0]!.headers['webhook-id']);
    expect(await stream('webhook')).toMatchObject({ sent: await total(), tries: 0, failure: null });
  });

  test('that breaks off in the middle of an answer has not taken it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { sent } = (await stream('webhook'))!;
    await somebodyLogged();
    await streamToWebhook(env.DB, hook('-999'));
    expect(await stream('webhook')).toMatchObject({ sent, tries: 1 });
    later(AUDIT_RETRY_FIRST_MS);
    await streamToWebhook(env.DB, hook());
  });

  test('is called by one run at a time; one that died is over with its lease, and its work is done again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await somebodyLogged();
    const [one, two] = [hook(), hook()];
    await Promise.all([streamToWebhook(env.DB, one), streamToWebhook(env.DB, two)]);
    const both = [await receivedBy(one), await receivedBy(two)];
    expect(both.map(({ length }) => length > 0).sort()).toEqual([false, true]);

    await somebodyLogged();
    expect(await takeStream(env.DB, 'webhook')).not.toBeNull();
    const next = hook();
    await streamToWebhook(env.DB, next);
    expect(await receivedBy(next)).toEqual([]);
    later(AUDIT_LEASE_MS);
    await streamToWebhook(env.DB, next);
    expect(numbersOf(await receivedBy(next)).at(-1)).toBe(await total());
  });
});

describe('the bucket', () => {
  const bucket = () => env.AUDIT_BUCKET!;
  const files = async () => (await bucket().list({ prefix: 'audit/' })).objects.map(({ key }) => key);
  const read = async (key: string) => {
    const file = (await bucket().get(key))!.body;
    return new Response(file.pipeThrough(new DecompressionStream('gzip'))).text();
  };

  test('gets a file a day, each going on where the one before it ended, and together they prove themselves', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await exportToBucket(env.DB, bucket());
    const earlier = (await newestHead(env.DB))!;
    await somebodyLogged();
    await exportToBucket(env.DB, bucket());
    expect(await files()).toHaveLength(1);
    later(DAY);
    await exportToBucket(env.DB, bucket());
    const keys = await files();
    expect(keys).toHaveLength(2);
    const day = new Date().toISOString().slice(0, 10);
    const number = (value: number) => String(value).padStart(12, '0');
    expect(keys[1]).toBe(
      `audit/${day.slice(0, 4)}/${day.slice(5, 7)}/${day}.${number(earlier.size + 1)}-${number((await total())!)}.jsonl.gz`,
    );
    const texts = await Promise.all(keys.map(read));
    expect(await found(texts, { heads: [earlier] })).toEqual([]);
    expect(linesOf(texts[1]!).about.after.size).toBe(earlier.size);
    expect(await found(texts[1]!, { heads: [earlier] })).toEqual([]);
    expect(await found(texts[0]!, { heads: [(await newestHead(env.DB))!] })).toHaveLength(1);
  });

  test('gets the same file under the same name from a run that is repeated after a crash', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    later(2 * DAY);
    await somebodyLogged();
    const before = await files();
    // The file is written, and then D1 does not take that it is.
    refuseD1((statement) => statement.includes('SET sent'));
    await expect(exportToBucket(env.DB, bucket())).rejects.toThrow('refused by the test');
    vi.restoreAllMocks();
    const written = (await files()).find((key) => !before.includes(key))!;
    const content = await read(written);
    await somebodyLogged();
    later(DAY);
    await exportToBucket(env.DB, bucket());
    const after = (await files()).filter((key) => !before.includes(key));
    expect(after[0]).toBe(written);
    expect(await read(after[0]!)).toBe(content);
    expect(linesOf(await read(after[1]!)).about.after.size).toBe(linesOf(content).end.head.size);
  });
});

describe('what runs by itself', () => {
  test('signs a head when the last one is old, and one job that fails holds no other up', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await scheduled(env);
    const { at } = (await newestHead(env.DB))!;
    await scheduled(env);
    expect((await newestHead(env.DB))!.at).toBe(at);
    later(DAY + AUDIT_HEAD_EVERY_MS);
    await somebodyLogged();
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    refuseD1((statement) => statement.includes('audit_streams'));
    await scheduled(env);
    expect(error.mock.calls.map(([job]) => job)).toEqual(['audit bucket']);
    vi.restoreAllMocks();
    expect(await newestHead(env.DB)).toMatchObject({ size: await total(), at: new Date().toISOString() });
  });

  test('signs nothing more once the log is not what was signed', async () => {
    await signHead(env.DB);
    expect(await readAuditState(env)).toMatchObject({ changed: false });
    await env.DB.prepare('UPDATE events SET hash = hash || hash WHERE number = ?')
      .bind(await total())
      .run();
    await expect(signHead(env.DB)).rejects.toThrow(LogWasChanged);
    expect(await readAuditState(env)).toMatchObject({ changed: true });
    await env.DB.prepare('DELETE FROM events WHERE number = ?')
      .bind(await total())
      .run();
    await expect(signHead(env.DB)).rejects.toThrow(LogWasChanged);
  });
});
