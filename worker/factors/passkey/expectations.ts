/** What an answer of an authenticator is held against. Plain data: the checks know no request and no clock. */
export interface Expectations {
  type: 'webauthn.create' | 'webauthn.get';
  /** Base64url, as it was given out. */
  challenge: string;
  /** Exact origins: the service's own, then related ones. */
  origins: string[];
  rpId: string;
  requireUserVerification: boolean;
}
