import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { FIREFOX_PATH } = process.env;
const USUAL = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** A Firefox, if there is one on this machine. FIREFOX_PATH names another. */
export const FIREFOX = (FIREFOX_PATH ? [FIREFOX_PATH] : USUAL).find((path) => existsSync(path));

export const NO_FIREFOX = `
  ┌──────────────────────────────────────────────────────────────────────────┐
  │  THE TEST OF PUSH IN FIREFOX IS SKIPPED: there is none on this machine.  │
  │  apt-get install firefox-esr, or name one: FIREFOX_PATH=/path npm test   │
  └──────────────────────────────────────────────────────────────────────────┘
`;

/** A page of a Firefox, spoken to by WebDriver BiDi (w3.org/TR/webdriver-bidi). */
export interface FirefoxPage {
  goto: (url: string) => Promise<void>;
  /** Runs an expression in the page; what it promises is waited for. @returns its value, by way of JSON */
  evaluate: <T>(expression: string) => Promise<T>;
  close: () => Promise<void>;
}

/** Opens one with a new profile. It trusts any certificate, as the push service's signs itself. */
export async function openFirefox(
  preferences: Record<string, string | number | boolean>,
): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'countersign-firefox-'));
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(preferences)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const flags = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const child = spawn(FIREFOX!, flags, { env: { ...process.env, HOME: profile } });
  process.once('exit', () => child.kill());
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.on('close', () => reject(new Error(`Firefox ended:\n${printed}`)));
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(printed) ?? [];
      if (found) resolve(found);
    });
  });
  const command = await connect(`${address}/session`);
  await command('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  const { context } = await command<{ context: string }>('browsingContext.create', { type: 'tab' });
  return {
    goto: async (url) => void (await command('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(expression) {
      const { result, exceptionDetails } = await command<{
        result?: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', {
        expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result!.value!) as never;
    },
    async close() {
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** @returns sends a command, and waits for its result */
async function connect(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const waiting = new Map<number, (message: { type: string; result: never; message: string }) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { id: number; type: string; result: never; message: string };
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  let id = 0;
  return async <T>(method: string, params: object): Promise<T> => {
    const answer = await new Promise<{ type: string; result: T; message: string }>((resolve) => {
      waiting.set(++id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
}
