import { Hono } from 'hono';
import { validator } from 'hono/validator';
import type * as v from 'valibot';
import type * as account from '#schema/api/account.ts';
import type * as challenge from '#schema/api/challenge.ts';
import type * as enrollment from '#schema/api/enrollment.ts';
import type * as event from '#schema/api/event.ts';
import type * as factor from '#schema/api/factor.ts';
import type * as session from '#schema/api/session.ts';

/** Temporary: the shape of the API until worker/app.ts exports `Api`. Types only. */
// prettier-ignore
type In<S extends v.GenericSchema> = v.InferInput<S>;
const json = <T>() => validator('json', (value) => value as T);
const a = <T>() => ({}) as T;
const app = new Hono()
  .post('/v1/accounts', json<In<typeof account.SignUp>>(), (c) => c.json(a<account.CodeSent>(), 202))
  .post('/v1/accounts/resend', json<In<typeof account.Resend>>(), (c) => c.json(a<account.CodeSent>(), 202))
  .post('/v1/accounts/confirm', json<In<typeof account.ConfirmSignUp>>(), (c) =>
    c.json(a<v.InferOutput<typeof session.SessionAnswer>>(), 200),
  )
  .post('/v1/sign-in', json<In<typeof session.SignIn>>(), (c) =>
    c.json(a<v.InferOutput<typeof session.SessionAnswer>>(), 200),
  )
  .get('/v1/session', (c) => c.json(a<v.InferOutput<typeof session.SessionAnswer>>(), 200))
  .delete('/v1/session', (c) => c.body(null, 204))
  .post('/v1/session/reauthenticate', json<In<typeof session.Reauthenticate>>(), (c) =>
    c.json(a<v.InferOutput<typeof session.SessionAnswer>>(), 200),
  )
  .post('/v1/challenges', json<challenge.BeginChallenge>(), (c) =>
    c.json(a<{ challenge: challenge.Challenge }>(), 201),
  )
  .post('/v1/challenges/:id/resend', (c) => c.json(a<{ challenge: challenge.Challenge }>(), 200))
  .post('/v1/challenges/:id/verify', json<In<typeof challenge.VerifyChallenge>>(), (c) =>
    c.json(a<v.InferOutput<typeof session.SessionAnswer>>(), 200),
  )
  .get('/v1/factors', (c) => c.json(a<factor.FactorList>(), 200))
  .patch('/v1/factors/:id', json<In<typeof factor.RenameFactor>>(), (c) =>
    c.json(a<{ factor: factor.Factor }>(), 200),
  )
  .delete('/v1/factors/:id', (c) => c.json(a<factor.FactorList>(), 200))
  .get('/v1/enrollments', (c) => c.json(a<enrollment.EnrollmentList>(), 200))
  .post('/v1/enrollments', json<enrollment.BeginEnrollment>(), (c) =>
    c.json(a<{ enrollment: enrollment.Enrollment }>(), 201),
  )
  .delete('/v1/enrollments', (c) => c.body(null, 204))
  .post('/v1/enrollments/:id/resend', (c) => c.json(a<{ enrollment: enrollment.Enrollment }>(), 200))
  .post('/v1/enrollments/:id/confirm', json<In<typeof enrollment.ConfirmEnrollment>>(), (c) =>
    c.json(a<enrollment.EnrollmentConfirmed>(), 200),
  )
  .get('/v1/recovery-codes', (c) => c.json(a<factor.RecoveryCodesState>(), 200))
  .post('/v1/recovery-codes', (c) => c.json(a<factor.RecoveryCodes>(), 201))
  .put('/v1/password', json<In<typeof account.ChangePassword>>(), (c) =>
    c.json(a<v.InferOutput<typeof session.SessionAnswer>>(), 200),
  )
  .get('/v1/sessions', (c) => c.json(a<v.InferOutput<typeof session.SessionList>>(), 200))
  .delete('/v1/sessions', (c) => c.json(a<v.InferOutput<typeof session.SessionsEnded>>(), 200))
  .delete('/v1/sessions/:id', (c) => c.json(a<v.InferOutput<typeof session.SessionsEnded>>(), 200))
  .get(
    '/v1/events',
    validator('query', (q) => q as { before?: string }),
    (c) => c.json(a<event.EventList>(), 200),
  )
  .post('/v1/recovery/password', json<In<typeof account.StartPasswordReset>>(), (c) =>
    c.json(a<account.CodeSent>(), 202),
  )
  .post('/v1/recovery/password/resend', json<In<typeof account.Resend>>(), (c) =>
    c.json(a<account.CodeSent>(), 202),
  )
  .post('/v1/recovery/password/confirm', json<In<typeof account.ConfirmPasswordReset>>(), (c) =>
    c.body(null, 204),
  );
export type Api = typeof app;
