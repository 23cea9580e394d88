import { useEffect, useEffectEvent } from 'react';

/** The credential of the WebOTP API, which TypeScript does not know. */
interface OtpCredential extends Credential {
  code: string;
}

/**
 * Reads the code from the message that arrives on this phone, in browsers that have WebOTP. They ask the person first.
 * It waits for another message when `start` changes.
 */
export function useWebOtp(onCode: (code: string) => void, start: unknown): void {
  const receive = useEffectEvent(onCode);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new code comes in a new message
  useEffect(() => {
    if (!('OTPCredential' in window)) return;
    const stop = new AbortController();
    const options = { otp: { transport: ['sms'] }, signal: stop.signal } as CredentialRequestOptions;
    navigator.credentials
      .get(options)
      .then((credential) => {
        if (credential) receive((credential as OtpCredential).code);
      })
      // The person declined, or typed the code first.
      .catch(() => {});
    return () => stop.abort();
  }, [start]);
}
