import { Hono } from 'hono';
import { errorText } from './error-text.ts';
import type { AppEnv } from './http/app-env.ts';
import { limitNetwork } from './http/limit-network.ts';
import { noSuchRoute } from './http/no-such-route.ts';
import { requestContext } from './http/request-context.ts';
import { sameOrigin } from './http/same-origin.ts';
import { tellPolicy } from './http/tell-policy.ts';
import { problem } from './problem.ts';
import { Refused } from './refused.ts';
import { auditHead } from './routes/audit-head.ts';
import { account } from './routes/account.ts';
import { accountRecovery } from './routes/account-recovery.ts';
import { admin } from './routes/admin/admin.ts';
import { authenticator } from './routes/authenticator.ts';
import { accounts } from './routes/accounts.ts';
import { challenges } from './routes/challenges.ts';
import { consolePages } from './routes/console-pages.ts';
import { deliveries } from './routes/deliveries.ts';
import { devInbox } from './routes/dev-inbox.ts';
import { enrollments } from './routes/enrollments.ts';
import { events } from './routes/events.ts';
import { factors } from './routes/factors.ts';
import { notMe } from './routes/not-me.ts';
import { passkeySignIn } from './routes/passkey-sign-in.ts';
import { password } from './routes/password.ts';
import { recoveryCodes } from './routes/recovery-codes.ts';
import { recovery } from './routes/recovery.ts';
import { relatedOrigins } from './routes/related-origins.ts';
import { rememberedDevices } from './routes/remembered-devices.ts';
import { session } from './routes/session.ts';
import { sessions } from './routes/sessions.ts';
import { signIn } from './routes/sign-in.ts';

export const app = new Hono<AppEnv>();

app.use(requestContext);
app.use('/v1/*', sameOrigin);
app.use('/v1/accounts/*', limitNetwork);
app.use('/v1/sign-in/*', limitNetwork);
app.use('/v1/recovery/*', limitNetwork);
app.use('/v1/*', tellPolicy);
app.use('/v1/authenticator/devices', limitNetwork);

const api = app
  .get('/health', (c) => c.json({ ok: true }, 200))
  .route('/v1/accounts', accounts)
  .route('/v1/account', account)
  .route('/v1/sign-in', signIn)
  .route('/v1/sign-in/passkey', passkeySignIn)
  .route('/v1/session', session)
  .route('/v1/challenges', challenges)
  .route('/v1/factors', factors)
  .route('/v1/enrollments', enrollments)
  .route('/v1/recovery-codes', recoveryCodes)
  .route('/v1/password', password)
  .route('/v1/sessions', sessions)
  .route('/v1/remembered-devices', rememberedDevices)
  .route('/v1/events', events)
  .route('/v1/recovery', recovery)
  .route('/v1/recovery', accountRecovery)
  .route('/v1/recovery/not-me', notMe)
  .route('/v1/admin', admin)
  .route('/v1/authenticator', authenticator);

app.get('/.well-known/webauthn', relatedOrigins);
app.get('/.well-known/countersign-audit.json', auditHead);
app.route('/dev', devInbox);
app.route('/deliveries', deliveries);
app.all('/v1/*', noSuchRoute(app));
app.get('*', consolePages);

app.notFound((c) => problem(c, { problem: 'not-found' }));

app.onError((error, c) => {
  if (error instanceof Refused) return problem(c, error.refusal);
  // Something outside failed (D1, an object being moved): nothing was half done, and it may work again soon.
  console.error(c.get('requestId'), error.name, errorText(error));
  return problem(c, { problem: 'unavailable' });
});

/** The console's typed client is made from this: `hc<Api>`. */
export type Api = typeof api;
