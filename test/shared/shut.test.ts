/** Private words of people are opened in one place, which knows what is shut; what else is sealed are an organisation's own secrets. */
import { expect, it } from 'vitest'
import { filesIn, textOf } from '../support/source'

/** Addresses of channels, secrets of webhooks and of sign-in. */
const secrets = /^worker\/(hooks\/|channels\/deliver|auth\/provider|organisations\/|sealing)/

it('words are opened by unsealWords, which is told when they were written; unseal opens secrets alone', () => {
  const files = filesIn('worker', '.ts')
  const opening = files.filter((path) => /\bunseal\(/.test(textOf(path)))
  expect(opening.length).toBeGreaterThan(2)
  expect(opening.filter((path) => !secrets.test(path))).toEqual([])
  expect(files.filter((path) => /\bunsealWords\(/.test(textOf(path))).length).toBeGreaterThan(8)
})
