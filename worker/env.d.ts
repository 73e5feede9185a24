/** The Worker's bindings and variables; docs/operating.md explains each. */
declare namespace Cloudflare {
  interface Env {
    ASSETS: Fetcher;
    DB: D1Database;
    USERS: DurableObjectNamespace<import('./user/user-object.ts').UserObject>;
    PASSKEY_CHALLENGES: DurableObjectNamespace<
      import('./user/passkey-challenge-object.ts').PasskeyChallengeObject
    >;
    SEND_LIMITS: DurableObjectNamespace<import('./user/send-limit-object.ts').SendLimitObject>;
    SIGN_IN_LIMIT?: RateLimit;
    SEND_LIMIT?: RateLimit;
    /** Cloudflare Email Service; present where DELIVERY is "cloudflare". */
    EMAIL?: SendEmail;
    ORIGIN: string;
    SERVICE_NAME: string;
    DELIVERY: string;
    MAIL_FROM: string;
    EMAIL_AS_FACTOR: string;
    /** Who sends text messages; without it there are none. */
    SMS_DELIVERY?: string;
    SMS_AS_FACTOR?: string;
    SMS_COUNTRIES?: string;
    SMS_PER_DAY?: string;
    /** The WebAuthn RP id, where it is not the origin's host. */
    RP_ID?: string;
    RELATED_ORIGINS?: string;
    PASSKEY_POLICY?: string;
    /** The FIDO Metadata Service's BLOB, where it is not a file; and a root of one's own for it, PEM. */
    FIDO_MDS_BLOB?: string;
    FIDO_MDS_ROOT?: string;
    /** The private key by which push services know this deployment, as JWK. Secret. Without it there is no push. */
    VAPID_KEY?: string;
    PUSH_CONTACT?: string;
    PUSH_DIGITS?: string;
    PUSH_SERVICES?: string;
    ENVIRONMENT?: string;
    /** Secret. */
    KEY_RING: string;
  }
}
type Env = Cloudflare.Env;
