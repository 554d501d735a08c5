/** Proof Key for Code Exchange (RFC 7636): a secret of our own that the code alone is worth nothing without. */

const base64url = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/** 256 bits of chance, as 43 characters. */
export const chance = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

/** Challenge of a verifier, method S256. */
export const challengeOf = async (verifier: string): Promise<string> => base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
