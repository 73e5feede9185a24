import { Refused } from '../refused.ts';
import { readBytes } from './read-bytes.ts';

/**
 * The body as JSON.
 * @throws Refused unsupported-media-type, body-too-large, body-too-slow, invalid-request
 */
export async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Refused('unsupported-media-type');
  const bytes = await readBytes(request);
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    throw new Refused('invalid-request', { detail: 'The body is not JSON in UTF-8.' });
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
