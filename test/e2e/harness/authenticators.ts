import type { CDPSession, Page } from '@playwright/test';

/** What a virtual authenticator is like; the rest is that of a laptop's own. */
export interface AuthenticatorKind {
  transport?: 'internal' | 'usb' | 'nfc' | 'ble' | 'hybrid';
  resident?: boolean;
  /** It can check the person. */
  verifies?: boolean;
  /** It is copied between devices. */
  synced?: boolean;
  backedUp?: boolean;
  /** Somebody touches it whenever it asks. */
  touched?: boolean;
}

export const LAPTOP: AuthenticatorKind = { transport: 'internal' };
export const SYNCED: AuthenticatorKind = { transport: 'internal', synced: true, backedUp: true };
export const KEY_WITH_PIN: AuthenticatorKind = { transport: 'usb' };
/** As they were sold before passkeys: it notices a touch, and that is all. */
export const PLAIN_KEY: AuthenticatorKind = { transport: 'usb', resident: false, verifies: false };

interface Credential {
  credentialId: string;
  isResidentCredential: boolean;
  rpId?: string;
  privateKey: string;
  userHandle?: string;
  signCount: number;
  backupEligibility?: boolean;
  backupState?: boolean;
}

/** The authenticators of one page, over the DevTools protocol: real keys, real signatures, nobody's finger. */
export class Authenticators {
  readonly #cdp: CDPSession;

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Authenticators> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable', { enableUI: false });
    await page.addInitScript(noteRequests);
    return new Authenticators(cdp);
  }

  async add(kind: AuthenticatorKind = LAPTOP): Promise<Authenticator> {
    const {
      transport = 'internal',
      resident = true,
      verifies = true,
      synced = false,
      backedUp = false,
    } = kind;
    const { authenticatorId } = await this.#cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: transport === 'hybrid' ? 'cable' : transport,
        hasResidentKey: resident,
        hasUserVerification: verifies,
        isUserVerified: verifies,
        automaticPresenceSimulation: kind.touched ?? true,
        defaultBackupEligibility: synced,
        defaultBackupState: backedUp,
      },
    });
    return new Authenticator(this.#cdp, authenticatorId);
  }
}

interface Noted {
  asked?: string[];
}

/** In the page: notes how passkeys were asked for. */
function noteRequests(): void {
  const noted = globalThis as Noted;
  const get = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = (options) => {
    (noted.asked ??= []).push(options?.mediation ?? 'dialog');
    return get(options);
  };
}

interface Stood {
  conditional?: number;
}

/**
 * In the page: a browser that makes passkeys on its own, or does not want to. Chromium 156 with a virtual
 * authenticator says that it can, and then never answers (its password manager is not there); so here the
 * conditional request becomes a plain one.
 */
function standInForConditionalCreate(willing: boolean): void {
  const stood = globalThis as Stood;
  const create = navigator.credentials.create.bind(navigator.credentials);
  PublicKeyCredential.getClientCapabilities = () => Promise.resolve({ conditionalCreate: true });
  navigator.credentials.create = (options) => {
    const { mediation, ...plain } = { mediation: 'required', ...options };
    if (mediation !== 'conditional') return create(options);
    stood.conditional = (stood.conditional ?? 0) + 1;
    return willing ? create(plain) : Promise.reject(new DOMException('', 'NotAllowedError'));
  };
}

export const makesPasskeysItself = (page: Page, willing: boolean): Promise<unknown> =>
  page.addInitScript(standInForConditionalCreate, willing);

/** How often this page has asked for a passkey that the browser makes on its own. */
export const askedQuietly = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as Stood).conditional ?? 0);

/** How this page has asked for passkeys since it was loaded: 'conditional' among suggestions, or by a dialog. */
export const asked = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as Noted).asked ?? []);

export class Authenticator {
  readonly #cdp: CDPSession;
  readonly #id: string;

  constructor(cdp: CDPSession, id: string) {
    this.#cdp = cdp;
    this.#id = id;
  }

  async credentials(): Promise<Credential[]> {
    const answer = await this.#cdp.send('WebAuthn.getCredentials', { authenticatorId: this.#id });
    return answer.credentials as Credential[];
  }

  /** Puts a key back that was copied before: a device that nobody told of its removal. */
  async put(credential: Credential): Promise<void> {
    await this.#cdp.send('WebAuthn.addCredential', { authenticatorId: this.#id, credential });
  }

  async touch(touched: boolean): Promise<void> {
    await this.#cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: this.#id,
      enabled: touched,
    });
  }

  /** Whether the finger or the PIN is the right one. */
  async verify(right: boolean): Promise<void> {
    await this.#cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified: right });
  }

  async unplug(): Promise<void> {
    await this.#cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.#id });
  }
}
