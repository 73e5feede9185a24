import { now } from '../clock.ts';
import { SEND_ATTEMPT_MS, SEND_BUDGET_MS, SEND_RETRY_PAUSE_MS } from '../policy/limits.ts';
import { withDeadline } from '../with-deadline.ts';
import type { Message, Provider } from './delivery.ts';
import type { Failure } from './not-sent.ts';
import { NotSent } from './not-sent.ts';
import type { Lazy } from './providers.ts';
import { mailProviders, smsProviders } from './providers.ts';

/** What became of a message. `failed` may be tried again later, `unreachable` need not. */
export type Outcome = 'sent' | 'failed' | 'unreachable';

/** Sends a message by the deployment's providers. It says what became of it within SEND_BUDGET_MS, and never throws. */
export const send = (env: Env, message: Message): Promise<Outcome> =>
  message.channel === 'email' ? sendBy(mailProviders(env), message) : sendBy(smsProviders(env), message);

/**
 * Asks one provider after the other until one takes the message. Each has an equal share of the time that is
 * left, and within it one more try where the first failed of something that passes.
 */
export async function sendBy<M extends Message>(providers: Lazy<M>[], message: M): Promise<Outcome> {
  const end = now() + SEND_BUDGET_MS;
  for (const [index, load] of providers.entries()) {
    const share = (end - now()) / (providers.length - index);
    const failure = await tryTwice(load, message, share);
    if (failure === null) return 'sent';
    if (failure === 'unreachable') return failure;
  }
  return 'failed';
}

async function tryTwice<M extends Message>(
  load: Lazy<M>,
  message: M,
  within: number,
): Promise<Failure | null> {
  const end = now() + within;
  const failure = await attempt(load, message, Math.min(within, SEND_ATTEMPT_MS));
  const left = end - now() - SEND_RETRY_PAUSE_MS;
  if (failure !== 'unavailable' || left <= 0) return failure;
  await new Promise((resolve) => setTimeout(resolve, SEND_RETRY_PAUSE_MS));
  return attempt(load, message, Math.min(left, SEND_ATTEMPT_MS));
}

/** One try. @returns why it failed; null where the message was taken */
async function attempt<M extends Message>(
  load: Lazy<M>,
  message: M,
  within: number,
): Promise<Failure | null> {
  const stop = new AbortController();
  let provider: Provider<M> | undefined;
  try {
    provider = await load();
    await withDeadline(
      provider.send(message, stop.signal),
      within,
      () => new NotSent('unavailable', 'no answer in time'),
    );
    return null;
  } catch (error) {
    const failure = error instanceof NotSent ? error.failure : 'unavailable';
    // Only what a provider file has worded: the text of any other error may name an address.
    const why = error instanceof NotSent ? error.message : error instanceof Error ? error.name : '';
    console.warn('delivery', message.channel, provider?.name ?? '', failure, why);
    return failure;
  } finally {
    stop.abort();
  }
}
