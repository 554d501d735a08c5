/** Whether an identity provider could be used, before anybody depends on it. */
import { type SignInTest, type organisationEndpoints, signInChecks } from '../../shared/organisations'
import { connectionOf } from '../auth/provider'
import { isSafeAddress, isShared } from '../auth/provider.rules'
import type { Call } from '../http/call'

interface Description { issuer?: unknown; authorization_endpoint?: unknown; token_endpoint?: unknown; jwks_uri?: unknown; response_types_supported?: unknown; id_token_signing_alg_values_supported?: unknown }

/** Fetches the provider's description and keys as signing in would, and stops at what could not work. Nothing is sent, nothing kept. */
export async function testSignIn({ env, enter }: Call<typeof organisationEndpoints.testSignIn>, { issuer }: { issuer: string }): Promise<SignInTest> {
  await enter()
  const checks: SignInTest['checks'] = []
  const stands = (ok: boolean): boolean => {
    checks.push({ check: signInChecks[checks.length]!, ok })
    return ok
  }
  const safe = (address: unknown): address is string => typeof address === 'string' && isSafeAddress(address, env)
  const has = (list: unknown, one: (text: unknown) => boolean): boolean => list === undefined || (Array.isArray(list) && list.some(one))
  const run = async (): Promise<boolean> => {
    if (!stands(safe(issuer) && !isShared(issuer))) return false
    const { fetchJson, algorithms } = connectionOf(env)
    const found = (await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)) as Description | null
    if (!stands(found !== null)) return false
    if (!stands(found!.issuer === issuer || found!.issuer === new URL(issuer).href)) return false
    const { authorization_endpoint, token_endpoint, jwks_uri } = found!
    if (!stands(safe(authorization_endpoint) && safe(token_endpoint) && safe(jwks_uri))) return false
    if (!stands(has(found!.response_types_supported, (text) => text === 'code'))) return false
    const keys = (await fetchJson(jwks_uri as string)) as { keys?: { kty?: unknown; use?: unknown }[] } | null
    if (!stands(Array.isArray(keys?.keys) && keys.keys.some((key) => key?.kty !== 'oct' && (key?.use ?? 'sig') === 'sig'))) return false
    return stands(has(found!.id_token_signing_alg_values_supported, (text) => algorithms.includes(text as string)))
  }
  return { ok: await run(), checks }
}
