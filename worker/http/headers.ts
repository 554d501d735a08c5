/** What every page and file of ours is sent with. */

/** The policy of the desk and of every page here: nothing inline, nothing from elsewhere, in nobody's frame. */
export function policy(extra: { style?: string; formTargets?: string[] } = {}): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self'${extra.style ? ` '${extra.style}'` : ''}`, "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    `form-action 'self'${(extra.formTargets ?? []).map((target) => ` ${target}`).join('')}`, "base-uri 'none'", "frame-ancestors 'none'", "manifest-src 'self'",
  ].join('; ')
}

export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
} as const
