import type { Context } from 'hono';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { config } from '../config.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { randomBytes } from '../crypto/random.ts';
import type { readInbox } from '../delivery/inbox.ts';
import type { AppEnv } from '../http/app-env.ts';
import { Refused } from '../refused.ts';

/** Every message that would have left. It exists only where a provider is the inbox. */
export const devInbox = new Hono<AppEnv>()
  .use(async (_, next) => {
    if (!config.delivery.inbox) throw new Refused('not-found');
    await next();
  })
  .get('/inbox.json', async (c) => c.json({ messages: await messagesOf(c) }, 200))
  .get('/inbox', async (c) => {
    const messages = await messagesOf(c);
    const nonce = toBase64Url(randomBytes(16));
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'`,
    );
    return c.html(page(nonce, messages));
  })
  .get('/inbox/:part{[0-9]+[.]html}', async (c) => {
    const { readHtml } = await import('../delivery/inbox.ts');
    const part = await readHtml(c.env.DB, Number.parseInt(c.req.param('part'), 10));
    if (part === null) throw new Refused('not-found');
    c.header('Content-Security-Policy', HTML_PART);
    return c.html(part);
  });

/** A mail's HTML can run and load nothing, and belongs to no origin; its links work, as they would in a mail program. */
const HTML_PART =
  "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

async function messagesOf(c: Context<AppEnv>) {
  const { readInbox } = await import('../delivery/inbox.ts');
  return readInbox(c.env.DB, c.req.query('to'));
}

const STYLE = `
  :root {
    color-scheme: light dark;
    background: light-dark(#fff, #16181c);
    color: light-dark(#16181c, #eee);
    font:
      16px/1.5 system-ui,
      sans-serif;
  }
  body {
    max-width: 46rem;
    margin: 2rem auto;
    padding: 0 1rem;
  }
  article {
    border: 1px solid color-mix(in srgb, currentColor 20%, transparent);
    border-radius: 10px;
    padding: 1rem 1.25rem;
    margin: 1rem 0;
  }
  h2 {
    font-size: 1.05rem;
    margin: 0;
  }
  p {
    margin: 0.2rem 0 0.8rem;
    color: light-dark(#555, #bbb);
  }
  a {
    color: light-dark(#0645ad, #8ab4f8);
  }
  pre {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    margin: 0;
    font:
      0.95rem/1.5 ui-monospace,
      monospace;
  }
  .part {
    margin: 0.8rem 0 0;
  }
  small {
    text-transform: uppercase;
    letter-spacing: 0.05em;
  }`;

const page = (nonce: string, messages: Awaited<ReturnType<typeof readInbox>>) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Dev inbox · ${config.serviceName}</title>
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>Dev inbox</h1>
          <p>
            Every message that would have left, newest first. Reload to see more.
            <a href="/dev/inbox.json">As JSON</a>
          </p>
          ${messages.map(
            (message) =>
              html`<article>
                <h2>${message.channel === 'sms' ? 'Text message' : message.subject}</h2>
                <p>
                  ${message.channel === 'sms' ? 'SMS' : 'Mail'} to ${message.to} ·
                  ${new Date(message.at).toISOString()}
                </p>
                <pre>${message.text}</pre>
                ${message.html === null ? '' : html`<p class="part"><a href="/dev/inbox/${message.id}.html">As HTML</a></p>`}
              </article>`,
          )}
          ${messages.length === 0 ? html`<p>Nothing yet.</p>` : ''}
        </main>
      </body>
    </html>`;
