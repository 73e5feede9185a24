import { because } from '../../schema/api/reason.ts';
import type { Language } from '../../messages/language.ts';
import type { BeginChallenge } from '../../schema/api/challenge.ts';
import type { BeginEnrollment } from '../../schema/api/enrollment.ts';
import type { ChangeFactor } from '../../schema/api/factor.ts';
import type { AssertionCredential } from '../../schema/api/passkey.ts';
import type { BeginRecoveryChallenge } from '../../schema/api/recovery.ts';
import { loadOnce } from '../load-once.ts';
import { Refused } from '../refused.ts';
import { AdministratorCalls } from './administrator-calls.ts';
import { cancelByLink, cancelInSession } from './recovery/cancel-recoveries.ts';
import { chooseLost, readRecovery } from './recovery/carry-out-recovery.ts';
import { changeName } from './account/change-name.ts';
import { changePassword } from './account/change-password.ts';
import {
  beginChallenge,
  readChallenge,
  resendChallenge,
  verifyChallenge,
  verifyPasskeyChallenge,
} from './challenges/challenges.ts';
import { chooseLanguage } from './account/choose-language.ts';
import { createAccount } from './account/create-account.ts';
import {
  abandonEnrollments,
  dropEnrollment,
  beginEnrollment,
  confirmEnrollment,
  listEnrollments,
  resendEnrollment,
} from './factors/enrollments.ts';
import { listEvents, reviewActivity } from './account/event-list.ts';
import { changeFactor, listFactors, removeFactor } from './factors/factor-list.ts';
import type { ImportedAccount } from './account/import-account.ts';
import { askForHelp, askForMyHelp } from './recovery/help-requests.ts';
import { lockAccount, readNotMe } from './account/lock-account.ts';
import { noteUndelivered } from './account/note-undelivered.ts';
import type { ChallengedBrowser } from './sign-in/passed.ts';
import type { PasskeyConfirmation } from './passkeys/passkey-enrollment.ts';
import { confirmPasskey } from './passkeys/passkey-enrollment.ts';
import { signInWithPasskey } from './passkeys/passkey-sign-in.ts';
import { collectApproval } from './push/collect-approval.ts';
import { makeRecoveryCodes, recoveryCodesState } from './factors/recovery-codes.ts';
import { confirmPasswordReset, startPasswordReset } from './account/reset-password.ts';
import { endOtherSessions, endSession, listSessions, signOut } from './sessions/session-list.ts';
import type { SessionToken } from './sessions/sessions.ts';
import { authenticate, touch } from './sessions/sessions.ts';
import {
  forgetAllRememberedDevices,
  forgetRememberedDevice,
  listRememberedDevices,
} from './sessions/remembered-device-list.ts';
import type { RememberedToken } from './sessions/remembered-devices.ts';
import type { BrowserSecrets, Groups } from './sign-in/sign-in.ts';
import { reauthenticate, signIn } from './sign-in/sign-in.ts';
import type { NewAccount } from './sign-in/sign-up.ts';
import { confirmSignUp, resendFlow, signUp } from './sign-in/sign-up.ts';
import type { Call } from './user.ts';
import { sessionView } from './views.ts';

type Token = SessionToken | null;

// What is rare is loaded when it is asked for.
const proveRecovery = loadOnce(() => import('./recovery/prove-recovery.ts'));
const accessPass = loadOnce(() => import('./sign-in/access-pass.ts'));

/**
 * One user: the only writer of all that may happen once. Each method is one request's whole decision, made in
 * the file that it names. Here are the calls of the person; those of an administrator and of push devices are in
 * the classes that this one stands on.
 */
export class UserObject extends AdministratorCalls {
  // Sign-up and password reset: flows without a session

  signUp(call: Call, home: string, email: string, password: string) {
    return this.runFor(call, () => signUp(this.user, call, home, email, password));
  }

  resendFlow(call: Call, challengeId: string, purpose: 'sign-up' | 'password-reset') {
    return this.runFor(call, () => resendFlow(this.user, call, challengeId, purpose));
  }

  confirmSignUp(call: Call, challengeId: string, code: string) {
    return this.runFor(call, () => confirmSignUp(this.user, call, challengeId, code));
  }

  createAccount(call: Call, home: string, account: NewAccount, device: string | null) {
    return this.runFor(call, async () => {
      const signedIn = await createAccount(this.user, call, home, account, device);
      if (await this.afterwards.claim()) return signedIn;
      throw new Refused('code-expired', because('account-exists'));
    });
  }

  /** @returns whether the account stands: not, where the address has one */
  importAccount(call: Call, home: string, account: ImportedAccount) {
    return this.run(async () => {
      const { importAccount } = await import('./account/import-account.ts');
      await importAccount(this.user, call, home, account);
      return this.afterwards.claim();
    });
  }

  startPasswordReset(call: Call, home: string, email: string) {
    return this.runFor(call, () => startPasswordReset(this.user, call, home, email));
  }

  confirmPasswordReset(call: Call, challengeId: string, code: string, newPassword: string) {
    return this.runFor(call, () => confirmPasswordReset(this.user, call, challengeId, code, newPassword));
  }

  // Account recovery: rare, so what decides is loaded when it is asked for

  beginRecoveryChallenge(call: Call, token: Token, wish: BeginRecoveryChallenge) {
    return this.runFor(call, async () => {
      const { beginRecoveryChallenge } = await proveRecovery();
      return beginRecoveryChallenge(this.user, call, token, wish);
    });
  }

  resendRecoveryChallenge(call: Call, token: Token, id: string) {
    return this.runFor(call, async () => {
      const { resendRecoveryChallenge } = await proveRecovery();
      return resendRecoveryChallenge(this.user, call, token, id);
    });
  }

  verifyRecoveryChallenge(call: Call, token: Token, id: string, code: string) {
    return this.runFor(call, async () => {
      const { verifyRecoveryChallenge } = await proveRecovery();
      return verifyRecoveryChallenge(this.user, call, token, id, code);
    });
  }

  usePass(call: Call, token: Token, code: string) {
    return this.runFor(call, async () => {
      const { usePass } = await accessPass();
      return usePass(this.user, call, token, code);
    });
  }

  readRecovery(token: Token) {
    return this.run(() => readRecovery(this.user, token));
  }

  chooseLost(token: Token, lost: string[]) {
    return this.run(() => chooseLost(this.user, token, lost));
  }

  cancelRecoveryInSession(call: Call, token: Token) {
    return this.runFor(call, () => cancelInSession(this.user, call, token));
  }

  cancelRecoveryByLink(call: Call, id: string) {
    return this.runFor(call, () => cancelByLink(this.user, call, id));
  }

  askForHelp(call: Call, home: string, words: string) {
    return this.runFor(call, () => askForHelp(this.user, call, home, words));
  }

  askForMyHelp(call: Call, token: Token, words: string) {
    return this.runFor(call, () => askForMyHelp(this.user, call, token, words));
  }

  // Sign-in and the session

  signIn(call: Call, home: string, password: string, browser: BrowserSecrets, groups: Groups = null) {
    return this.runFor(call, () => signIn(this.user, call, home, password, browser, groups));
  }

  readSession(call: Call, token: Token) {
    return this.runFor(call, () => {
      const session = authenticate(this.user, token, 'half');
      touch(this.user, session);
      return sessionView(this.user, session.id);
    });
  }

  reauthenticate(call: Call, token: Token, password: string, device: string | null) {
    return this.runFor(call, () => reauthenticate(this.user, call, token, password, device));
  }

  signOut(call: Call, token: Token) {
    return this.runFor(call, () => signOut(this.user, call, token));
  }

  beginChallenge(call: Call, token: Token, wish: BeginChallenge) {
    return this.runFor(call, () => beginChallenge(this.user, call, token, wish));
  }

  readChallenge(token: Token, id: string) {
    return this.run(() => readChallenge(this.user, token, id));
  }

  resendChallenge(call: Call, token: Token, id: string) {
    return this.runFor(call, () => resendChallenge(this.user, call, token, id));
  }

  verifyChallenge(call: Call, token: Token, id: string, code: string, browser: ChallengedBrowser) {
    return this.runFor(call, () => verifyChallenge(this.user, call, token, id, code, browser));
  }

  verifyPasskeyChallenge(
    call: Call,
    token: Token,
    id: string,
    credential: AssertionCredential,
    browser: ChallengedBrowser,
  ) {
    return this.runFor(call, () => verifyPasskeyChallenge(this.user, call, token, id, credential, browser));
  }

  collectApproval(call: Call, token: Token, id: string, browser: ChallengedBrowser) {
    return this.run(() => collectApproval(this.user, call, token, id, browser));
  }

  signInWithPasskey(call: Call, challenge: string, credential: AssertionCredential, device: string | null) {
    return this.runFor(call, () => {
      if (!this.user.account?.email) throw new Refused('passkey-unknown');
      return signInWithPasskey(this.user, call, challenge, credential, device);
    });
  }

  // 'This was not me'

  readNotMe(seq: number) {
    return this.run(() => readNotMe(this.user, seq));
  }

  lockAccount(call: Call, seq: number) {
    return this.runFor(call, () => lockAccount(this.user, call, seq));
  }

  // What protects the account

  listFactors(token: Token) {
    return this.run(() => listFactors(this.user, token));
  }

  changeFactor(call: Call, token: Token, id: string, change: ChangeFactor) {
    return this.runFor(call, () => changeFactor(this.user, call, token, id, change));
  }

  removeFactor(call: Call, token: Token, id: string) {
    return this.runFor(call, () => removeFactor(this.user, call, token, id));
  }

  listEnrollments(token: Token) {
    return this.run(() => listEnrollments(this.user, token));
  }

  beginEnrollment(call: Call, token: Token, wish: BeginEnrollment) {
    return this.runFor(call, () => beginEnrollment(this.user, call, token, wish));
  }

  resendEnrollment(call: Call, token: Token, id: string) {
    return this.runFor(call, () => resendEnrollment(this.user, call, token, id));
  }

  confirmPasskey(call: Call, token: Token, confirmation: PasskeyConfirmation) {
    return this.runFor(call, () => confirmPasskey(this.user, this.env, call, token, confirmation));
  }

  confirmEnrollment(call: Call, token: Token, id: string, code: string) {
    return this.runFor(call, () => confirmEnrollment(this.user, call, token, id, code));
  }

  dropEnrollment(token: Token, id: string) {
    return this.run(() => dropEnrollment(this.user, token, id));
  }

  abandonEnrollments(token: Token) {
    return this.run(() => abandonEnrollments(this.user, token));
  }

  readRecoveryCodes(token: Token) {
    return this.run(() => recoveryCodesState(this.user, authenticate(this.user, token, 'full', true)));
  }

  makeRecoveryCodes(call: Call, token: Token) {
    return this.runFor(call, () => makeRecoveryCodes(this.user, call, token));
  }

  chooseLanguage(token: Token, language: Language) {
    return this.run(() => chooseLanguage(this.user, token, language));
  }

  changeName(call: Call, token: Token, name: string | null) {
    return this.run(() => changeName(this.user, call, token, name));
  }

  changePassword(call: Call, token: Token, newPassword: string, endOthers: boolean) {
    return this.runFor(call, () => changePassword(this.user, call, token, newPassword, endOthers));
  }

  // Sessions and activity

  listSessions(token: Token) {
    return this.run(() => listSessions(this.user, token));
  }

  endSession(call: Call, token: Token, id: string) {
    return this.runFor(call, () => endSession(this.user, call, token, id));
  }

  endOtherSessions(call: Call, token: Token) {
    return this.runFor(call, () => endOtherSessions(this.user, call, token));
  }

  listRememberedDevices(token: Token, own: RememberedToken | null) {
    return this.run(() => listRememberedDevices(this.user, token, own));
  }

  forgetRememberedDevice(call: Call, token: Token, id: string) {
    return this.runFor(call, () => forgetRememberedDevice(this.user, call, token, id));
  }

  forgetAllRememberedDevices(call: Call, token: Token) {
    return this.runFor(call, () => forgetAllRememberedDevices(this.user, call, token));
  }

  /** Of a message that a provider had taken. */
  noteUndelivered(id: string, outcome: 'failed' | 'unreachable') {
    return this.run(() => noteUndelivered(this.user, id, outcome));
  }

  listEvents(token: Token, before: number | undefined) {
    return this.run(() => listEvents(this.user, token, before));
  }

  reviewActivity(call: Call, token: Token) {
    return this.run(() => reviewActivity(this.user, call, token));
  }

  exportOwnAccount(call: Call, token: Token) {
    return this.run(async () => {
      const { exportOwnAccount } = await import('./account/export-account.ts');
      return exportOwnAccount(this.user, call, token);
    });
  }
}
