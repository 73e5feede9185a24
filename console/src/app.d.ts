import type { Invitation } from '#lib/authenticator/join.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** What to quote to an operator. */
      requestId?: string;
      /** The request did not reach the service. */
      offline?: boolean;
      /** It is not for whoever asks. */
      refused?: boolean;
    }
    interface PageState {
      /** Put into the sign-in form after a password reset. */
      email?: string;
      passwordReset?: boolean;
      /** With which a device joins; in no address. */
      invitation?: Invitation;
    }
  }
}

export {};
