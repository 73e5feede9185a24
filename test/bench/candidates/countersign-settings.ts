/** Nothing listens on that port: only the names in headers must agree. */
export const COUNTERSIGN_ORIGIN = 'http://localhost:8787';

/** The settings of `npm run dev`, with a key ring of the benchmark's own. */
export const COUNTERSIGN_VARIABLES = {
  ORIGIN: COUNTERSIGN_ORIGIN,
  SERVICE_NAME: 'Countersign',
  ENVIRONMENT: 'development',
  EMAIL_DELIVERY: 'inbox',
  SMS_DELIVERY: '',
  MAIL_FROM: 'Countersign <no-reply@example.com>',
  EMAIL_AS_FACTOR: 'off',
  KEY_RING: JSON.stringify({ current: 'bench', bench: Buffer.alloc(32, 7).toString('base64') }),
};

/** Its Durable Objects, binding → class, as in wrangler.toml. */
export const COUNTERSIGN_OBJECTS = {
  USERS: 'UserObject',
  PASSKEY_CHALLENGES: 'PasskeyChallengeObject',
  SEND_LIMITS: 'SendLimitObject',
  IMPORTS: 'ImportObject',
};
