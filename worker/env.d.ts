/** The Worker's bindings and variables; docs/operating.md explains each. */
declare namespace Cloudflare {
  interface Env {
    ASSETS: Fetcher;
    DB: D1Database;
    USERS: DurableObjectNamespace<import('./user/user-object.ts').UserObject>;
    PASSKEY_CHALLENGES: DurableObjectNamespace<
      import('./user/passkeys/passkey-challenge-object.ts').PasskeyChallengeObject
    >;
    SEND_LIMITS: DurableObjectNamespace<import('./user/sending/send-limit-object.ts').SendLimitObject>;
    IMPORTS: DurableObjectNamespace<import('./import/import-object.ts').ImportObject>;
    SIGN_IN_LIMIT?: RateLimit;
    SEND_LIMIT?: RateLimit;
    /** Cloudflare Email Service, for EMAIL_DELIVERY "cloudflare". */
    EMAIL?: SendEmail;
    ORIGIN: string;
    SERVICE_NAME: string;
    /** Providers in order: the first one sends, the others when it fails. */
    EMAIL_DELIVERY: string;
    SMS_DELIVERY?: string;
    MAIL_FROM: string;
    RESEND_API_URL?: string;
    TWILIO_ACCOUNT_SID?: string;
    TWILIO_API_KEY_SID?: string;
    /** A number, or a Messaging Service (MG…). */
    TWILIO_FROM?: string;
    TWILIO_API_URL?: string;
    SMS_WEBHOOK_URL?: string;
    EMAIL_AS_FACTOR: string;
    /** For how many days a browser may be remembered; 0 or none: never. */
    REMEMBER_DEVICE_DAYS?: string;
    SMS_AS_FACTOR?: string;
    SMS_COUNTRIES?: string;
    SMS_PER_DAY?: string;
    /** The WebAuthn RP id, where it is not the origin's host. */
    RP_ID?: string;
    RELATED_ORIGINS?: string;
    PASSKEY_POLICY?: string;
    /** How long account recovery waits on its weakest path; 24 where it is not set. */
    RECOVERY_DELAY_HOURS?: string;
    /** How administrators reset: direct, second-admin or delay. */
    ADMIN_RESET?: string;
    /** Where the audit log is handed on to, as it grows; and a bucket for a file a day. */
    AUDIT_WEBHOOK_URL?: string;
    AUDIT_BUCKET?: R2Bucket;
    /** The FIDO Metadata Service's BLOB, where it is not a file; and a root of one's own for it, PEM. */
    FIDO_MDS_BLOB?: string;
    FIDO_MDS_ROOT?: string;
    /** The private key by which push services know this deployment, as JWK. Secret. Without it there is no push. */
    VAPID_KEY?: string;
    PUSH_CONTACT?: string;
    PUSH_DIGITS?: string;
    PUSH_SERVICES?: string;
    ENVIRONMENT?: string;
    /** Secrets. */
    KEY_RING: string;
    SMTP_URL?: string;
    RESEND_API_KEY?: string;
    TWILIO_API_KEY_SECRET?: string;
    TWILIO_AUTH_TOKEN?: string;
    SMS_WEBHOOK_SECRET?: string;
    AUDIT_WEBHOOK_SECRET?: string;
  }
}
type Env = Cloudflare.Env;
