/** What an answer of an authenticator is held against. Plain data: the checks know no request and no clock. */
export interface Expectations {
  type: 'webauthn.create' | 'webauthn.get';
  /** Base64url, as it was given out. */
  challenge: string;
  /** Exact origins: the service's own, then related ones. */
  origins: string[];
  rpId: string;
  requireUserVerification: boolean;
  /** A registration that the browser was to make on its own: nobody need have been there (section 7.1 step 15). */
  conditional?: boolean;
}
