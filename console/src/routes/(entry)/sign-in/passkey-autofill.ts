import type { AssertionCredential } from '#schema/api/passkey.ts';
import { getPasskey } from '#lib/passkeys/get-passkey.ts';
import { beginPasskeySignIn } from '#lib/passkeys/passkey-sign-in.ts';
import { autofillSupported } from '#lib/passkeys/support.ts';

type PasskeyFlow = Awaited<ReturnType<typeof beginPasskeySignIn>>;

/** A request that ends sooner was not ended by a person: it is not made again. */
const TOO_SOON_MS = 1000;

/** Passkeys among the suggestions of the e-mail field. Nobody asked for it, so it never says that it failed. */
export class PasskeyAutofill {
  readonly #onchosen: (flow: PasskeyFlow, credential: AssertionCredential) => unknown;
  #ending: AbortController | null = null;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(onchosen: (flow: PasskeyFlow, credential: AssertionCredential) => unknown) {
    this.#onchosen = onchosen;
  }

  /** The browser takes one request at a time: this one ends before another begins. */
  readonly stop = () => {
    clearTimeout(this.#renewal);
    this.#ending?.abort();
    this.#ending = null;
  };

  readonly start = async (): Promise<void> => {
    this.stop();
    const ending = new AbortController();
    this.#ending = ending;
    const { signal } = ending;
    const flow =
      (await autofillSupported()) && !signal.aborted ? await beginPasskeySignIn().catch(() => null) : null;
    if (!flow || signal.aborted) return;

    // Browsers let it wait for ever, but its flow ends soon after this: what is chosen must not be too late.
    this.#renewal = setTimeout(this.start, flow.options.timeout);
    const since = Date.now();
    const credential = await getPasskey(flow.options, signal).catch(() => null);
    if (signal.aborted) return;
    clearTimeout(this.#renewal);
    if (credential) return void this.#onchosen(flow, credential);
    if (Date.now() - since > TOO_SOON_MS) await this.start();
  };
}
