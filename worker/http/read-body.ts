import { BODY_DEADLINE_MS, BODY_MAX_BYTES } from '../policy/limits.ts';
import { Refused } from '../refused.ts';

/**
 * The body as JSON, counted while it is read and within a deadline, before anything else is asked to work.
 * @throws Refused unsupported-media-type, body-too-large, body-too-slow, invalid-request
 */
export async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Refused('unsupported-media-type');
  if (Number(request.headers.get('Content-Length') ?? 0) > BODY_MAX_BYTES)
    throw new Refused('body-too-large');
  const text = await readText(request.body);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused('invalid-request', { detail: 'The body is not JSON.' });
  }
}

async function readText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refused('body-too-slow')), BODY_DEADLINE_MS);
  });
  deadline.catch(() => undefined);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
    let text = '';
    let bytes = 0;
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), deadline]);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > BODY_MAX_BYTES) throw new Refused('body-too-large');
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    if (error instanceof Refused) throw error;
    throw new Refused('invalid-request', { detail: 'The body could not be read as UTF-8.' });
  } finally {
    clearTimeout(timer);
  }
}
