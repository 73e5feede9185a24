/** One request as the bytes that go over the wire. The load generator sends it as it is. */
export type RawRequest = string;

export interface RequestParts {
  method: 'GET' | 'POST';
  path: string;
  host: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Writes a request out ahead of time, so that no time of the load goes into it. ASCII only. */
export function rawRequest({ method, path, host, headers = {}, body }: RequestParts): RawRequest {
  const content = body === undefined ? '' : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push('Content-Type: application/json');
  if (method === 'POST') lines.push(`Content-Length: ${content.length}`);
  return `${lines.join('\r\n')}\r\n\r\n${content}`;
}
