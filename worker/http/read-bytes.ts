import { BODY_DEADLINE_MS, BODY_MAX_BYTES } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import { withDeadline } from '../with-deadline.ts';

/**
 * A body of a type as it was sent, bounded in size and in time, before anything else is asked to work.
 * @throws Refused unsupported-media-type, body-too-large, body-too-slow, invalid-request
 */
export async function readBytes(request: Request, type: string): Promise<ArrayBuffer | Uint8Array> {
  const [given = ''] = (request.headers.get('Content-Type') ?? '').split(';');
  if (given.trim().toLowerCase() !== type) throw new Refused('unsupported-media-type');
  const { bytes, stop } = startReading(request);
  return withDeadline(bytes, BODY_DEADLINE_MS, () => {
    stop();
    return new Refused('body-too-slow');
  });
}

interface Reading {
  bytes: Promise<ArrayBuffer | Uint8Array>;
  /** Lets go of a body that is not waited for any more. */
  stop: () => void;
}

/** Where the length is given, HTTP itself holds the body to it; elsewhere it is counted while it is read. */
function startReading(request: Request): Reading {
  const length = request.headers.get('Content-Length');
  if (length !== null) {
    if (!(Number(length) <= BODY_MAX_BYTES)) throw new Refused('body-too-large');
    return { bytes: request.arrayBuffer().catch(unreadable), stop: () => undefined };
  }
  if (!request.body) return { bytes: Promise.resolve(new Uint8Array()), stop: () => undefined };
  const reader = request.body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  return { bytes: readCounted(reader, stop), stop };
}

async function readCounted(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  stop: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(unreadable);
    if (done) return joined(chunks, length);
    length += value.byteLength;
    if (length > BODY_MAX_BYTES) {
      stop();
      throw new Refused('body-too-large');
    }
    chunks.push(value);
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

function unreadable(): never {
  throw new Refused('invalid-request', { detail: 'The body broke off.' });
}
