import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { workerd } from './toolchain.ts';

export interface Start {
  /** From the process's birth to the last byte of its first answer. */
  wallMs: number;
  /** Processor time of the whole process for that, to the millisecond. */
  cpuMs: number;
}

/** A shell around workerd, because only a parent that waits is told its processor time to the millisecond. */
const TIMED = '"$0" serve "$1" --socket-addr "http=127.0.0.1:$2" & echo $!; wait $!; times';

/** Starts a bare workerd on a configuration, gets one answer, and ends it. */
export async function startOnce(configFile: string, path: string): Promise<Start> {
  const port = await freePort();
  const bornAt = performance.now();
  const shell = spawn('bash', ['-c', TIMED, workerd, configFile, String(port), '--experimental'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(shell, 'close');
  let output = '';
  let complaints = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const answer = await firstAnswer(port, path).catch((error: Error) => {
    throw new Error(`${error.message}: ${complaints}`);
  });
  const wallMs = performance.now() - bornAt;
  process.kill(Number(output.split('\n')[0]), 'SIGKILL');
  await closed;
  if (!answer.startsWith('HTTP/1.1 200'))
    throw new Error(`${path} answered ${answer.slice(0, 200)}\n${complaints}`);
  // `times` prints the shell's own time, then that of its children: 0m0.123s 0m0.045s
  const [user, system] = [...output.split('\n')[2]!.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => (Number(minutes) * 60 + Number(seconds)) * 1000,
  );
  return { wallMs, cpuMs: user! + system! };
}

/** Knocks until somebody opens. */
async function firstAnswer(port: number, path: string): Promise<string> {
  for (const end = performance.now() + 10_000; performance.now() < end;) {
    const answer = await ask(port, path);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('workerd did not start within 10 s');
}

function ask(port: number, path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('connect', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (text: string) => {
      answer += text;
      socket.end();
    });
    socket.on('error', () => resolve(''));
    socket.on('close', () => resolve(answer));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
