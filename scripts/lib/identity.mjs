// Who the development build is: a fixed public key gives Chrome and Edge a stable id, Firefox takes its own.
// The private half was thrown away: nothing is ever signed with it. Stores give their own ids (EXTENSION_ORIGINS).
import { createHash } from 'node:crypto'

export const publicKey = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnF+U+IDTd68wqT0G1pwmcZErGWq4g2sXGgy8/S3pdzlSBJoUkSSj3glwomC2EV32IgZdstaULLa8TePk2bG+ynFsh7iMpFKuiJHaj79K1KPKag+NwHiKZG10ueKH9Dd89PX+vnvqQsAoDMv+JDovko/z0L1X5KKX4sCn2e4v0MDUCMFMUnyztbfb8FPisLpb0v4r1Lmnxbo8q3s8EXvrhAQd86yugy61LpgwQPsEEeo8/FidVq9mRrFivLHbNQgukm5LIfxSSH1G/ZrTe/9YfjjkrrYEGm/doafylph7EIusNRELEJWYIHQ//4sH0gKBhykUzV9VGUHT2zzy89zNBQIDAQAB'

/** Chrome's rule: the first 128 bits of the key's SHA-256, each hex digit as a letter from a to p. */
export const extensionId = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32)
  .replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)))

export const geckoId = 'cairn@cairn.example'
