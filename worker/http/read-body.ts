import { Refused } from '../refused.ts';
import { readBytes } from './read-bytes.ts';

/**
 * The body as JSON.
 * @throws Refused unsupported-media-type, body-too-large, body-too-slow, invalid-request
 */
export const readBody = async (request: Request): Promise<unknown> =>
  parseJson(await readBytes(request, 'application/json'));

/** @throws Refused invalid-request */
export function parseJson(bytes: ArrayBuffer | Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    throw new Refused('invalid-request', { detail: 'The body is not JSON in UTF-8.' });
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
