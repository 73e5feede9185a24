/** Where a phone fills in codes on its own (WebOTP): wicg.github.io/web-otp. Not known to TypeScript's library. */
interface OtpCredential extends Credential {
  code: string;
}

/**
 * The code of the text message that this phone receives next for this site, once its owner lets the browser read
 * it; null where the browser cannot, or he does not want to.
 * @param signal when the page no longer waits
 */
export async function textedCode(signal: AbortSignal): Promise<string | null> {
  if (!('OTPCredential' in globalThis)) return null;
  const options: CredentialRequestOptions & { otp: { transport: string[] } } = {
    otp: { transport: ['sms'] },
    signal,
  };
  const credential = await navigator.credentials.get(options).catch(() => null);
  return (credential as OtpCredential | null)?.code ?? null;
}
