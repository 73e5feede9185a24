export interface RawResponse {
  status: number;
  /** Header lines as they came, without the status line. */
  head: string;
  body: string;
}

/**
 * Cuts a keep-alive connection's bytes into responses: just enough of HTTP/1.1 for servers that answer
 * with a length or in chunks. Responses come one at a time, because the load generator does not pipeline.
 */
export class ResponseReader {
  #buffer = '';

  /** @returns the response when it has come whole, else null. */
  push(bytes: string): RawResponse | null {
    this.#buffer += bytes;
    const headEnd = this.#buffer.indexOf('\r\n\r\n');
    if (headEnd < 0) return null;
    const head = this.#buffer.slice(this.#buffer.indexOf('\r\n') + 2, headEnd);
    const body = this.#body(head, headEnd + 4);
    if (body === null) return null;
    const status = Number(this.#buffer.slice(9, 12));
    this.#buffer = '';
    return { status, head, body };
  }

  #body(head: string, start: number): string | null {
    const length = /^content-length: *(\d+)/im.exec(head);
    if (length) {
      const end = start + Number(length[1]);
      return this.#buffer.length < end ? null : this.#buffer.slice(start, end);
    }
    if (!/^transfer-encoding: *chunked/im.test(head)) return '';
    if (!this.#buffer.endsWith('0\r\n\r\n')) return null;
    return dechunk(this.#buffer.slice(start));
  }
}

function dechunk(chunked: string): string | null {
  let body = '';
  for (let at = 0; ;) {
    const lineEnd = chunked.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = parseInt(chunked.slice(at, lineEnd), 16);
    if (size === 0) return body;
    at = lineEnd + 2 + size + 2;
    if (at > chunked.length) return null;
    body += chunked.slice(lineEnd + 2, lineEnd + 2 + size);
  }
}
