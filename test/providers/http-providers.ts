import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAnswer } from './before-answer.ts';
import { received } from './received.ts';

/** How often each number or address was tried. */
const tries = new Map<string, number>();

/** What a recipient makes go wrong: by the last digits of a number, or the name before the @. */
type Fault = { status: number; code?: number; name?: string } | 'hang' | 'drop' | null;

/** Twilio's published codes (twilio.com/docs/api/errors), by the last digits of the number. */
const FAULTS: Record<string, Fault> = {
  '001': { status: 400, code: 21211, name: 'validation_error' },
  '014': { status: 400, code: 21614 },
  '010': { status: 400, code: 21610 },
  '012': { status: 400, code: 21612 },
  '035': { status: 400, code: 21635 },
  '041': { status: 400, code: 21401 },
  '008': { status: 400, code: 21408 },
  '429': { status: 429, code: 20429, name: 'rate_limit_exceeded' },
  '500': { status: 500, code: 20500, name: 'internal_server_error' },
  '401': { status: 401, code: 20003, name: 'invalid_api_key' },
  '422': { status: 422 },
  '888': 'hang',
  '999': 'drop',
};

/** The fault of a recipient; of one in …7xx only at the first try: '+15005557429' works at the second. */
function faultOf(to: string): Fault {
  const [, once, digits = ''] = /(7?)(\d{3})(?:@.*)?$/.exec(to) ?? [];
  const tried = (tries.get(to) ?? 0) + 1;
  tries.set(to, tried);
  return once && tried > 1 ? null : (FAULTS[digits] ?? null);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Twilio's Messages resource, Resend's /emails, a webhook, and those of the audit log; GET /received tells what came. @returns its address */
export async function startHttpProviders(): Promise<string> {
  const server = createServer((request, response) => {
    // A request that breaks off is none.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  server.unref();
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', headers } = request;
  const body = await bodyOf(request);
  if (url === '/received') return void response.end(JSON.stringify(received));
  const twilio = url.startsWith('/2010-04-01/');
  const audit = url.startsWith('/audit/');
  const provider = twilio ? 'twilio' : url === '/emails' ? 'resend' : audit ? 'audit' : 'webhook';
  const fields = twilio
    ? Object.fromEntries(new URLSearchParams(body))
    : (JSON.parse(body) as Record<string, unknown>);
  const to = audit ? url : String(twilio ? fields['To'] : fields['to']);
  received.push({ provider, to, url, headers, body, fields });
  await beforeAnswer.run(to);
  const fault = faultOf(to);
  if (fault === 'hang') return;
  if (fault === 'drop') return void request.socket.destroy();
  response.setHeader('Content-Type', 'application/json');
  if (fault?.status === 429) response.setHeader('Retry-After', '1');
  response.statusCode = fault?.status ?? 201;
  const { status, code, name } = fault ?? {};
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  const refused = twilio
    ? { code, message: `The 'To' number ${to} is not valid`, more_info, status }
    : { statusCode: status, name, message: `Invalid ${to}` };
  response.end(JSON.stringify(fault ? refused : { sid: 'SM1', id: '1', status: 'queued', error_code: null }));
}
